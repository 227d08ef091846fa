import { Charge, Pricer } from '../charge';
import { StackResource, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Keys and secrets. */
export const KEYS_AND_SECRETS: Readonly<Record<string, Pricer>> = {
  'AWS::KMS::Key': byTime(() => [fixed('KMS', 'customer-managed-key', 1, 'customer managed key')]),
  'AWS::KMS::ReplicaKey': byTime(() => [fixed('KMS', 'customer-managed-key', 1, 'customer managed key')]),
  'AWS::SecretsManager::Secret': byTime(secret),
};

/** Each copy in another Region is a secret of its own. */
function secret(resource: StackResource): readonly Charge[] {
  const copies = (valueAt(resource, ['ReplicaRegions']) as unknown[] | undefined)?.length ?? 0;
  return [fixed('SecretsManager', 'secret', 1 + copies, copies === 0 ? 'secret' : `secret with ${copies} copies`)];
}
