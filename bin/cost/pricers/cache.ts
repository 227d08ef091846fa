import { Charge, Pricer } from '../charge';
import { HOURS_PER_MONTH } from '../price-list';
import { numberAt, StackResource, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Caches. */
export const CACHES: Readonly<Record<string, Pricer>> = {
  'AWS::ElastiCache::ReplicationGroup': byTime(cacheNodes),
};

/** A secondary of a Global Datastore has what its primary has, and says so beside its properties. */
function cacheNodes({ Type, Properties, Metadata }: StackResource): readonly Charge[] {
  const group: StackResource = { Type, Properties: { ...(Metadata?.GlobalDatastoreSecondary as object | undefined), ...Properties } };
  const nodes = numberAt(group, ['NumNodeGroups'], 1) * (1 + numberAt(group, ['ReplicasPerNodeGroup'], 0));
  const type = String(valueAt(group, ['CacheNodeType']));
  return [fixed('ElastiCache', `${type}/valkey`, nodes * HOURS_PER_MONTH, `${nodes} x ${type} node`)];
}
