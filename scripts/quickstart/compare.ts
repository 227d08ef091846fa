import { fullDiff, ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { RegionalTemplate, TemplateResource } from '../../bin/cost';
import { table } from '../../bin/output/table';

/** Types that hold data; what becomes of each of these is named. */
const STORES = [
  'AWS::ECR::Repository', 'AWS::ElastiCache::ReplicationGroup', 'AWS::KMS::Key', 'AWS::RDS::DBInstance', 'AWS::Route53::HostedZone', 'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SecretsManager::Secret',
];

const CHANGES: Partial<Record<ResourceImpact, string>> = {
  [ResourceImpact.WILL_CREATE]: 'is new',
  [ResourceImpact.WILL_UPDATE]: 'is changed in place',
  [ResourceImpact.WILL_REPLACE]: 'IS REPLACED',
  [ResourceImpact.WILL_DESTROY]: 'IS DESTROYED',
  [ResourceImpact.WILL_ORPHAN]: 'leaves the stack and is kept',
  [ResourceImpact.NO_CHANGE]: 'stays as it is',
};

/**
 * What changes between two stages: counts per stack, and every store by name.
 *
 * @param before the templates of the smaller stage
 * @param after the templates of the larger one
 */
export function compareStages(before: readonly RegionalTemplate[], after: readonly RegionalTemplate[]): string {
  const pairs = after.map((next) => ({ next, old: before.find(({ stack }) => stack === next.stack)?.resources ?? {} }));
  const counts = pairs.map(({ next, old }) => {
    const impacts = Object.values(differences(old, next.resources)).map(impactOf);
    const of = (impact: ResourceImpact) => String(impacts.filter((one) => one === impact).length);
    return [next.stack, of(ResourceImpact.WILL_CREATE), of(ResourceImpact.WILL_UPDATE), of(ResourceImpact.WILL_DESTROY), of(ResourceImpact.WILL_REPLACE)];
  });
  const stores = pairs.flatMap(({ next, old }) => storeLines(next.stack, old, next.resources));
  return `${table(['stack', 'new', 'changed', 'removed', 'replaced'], counts)}\n\nStores\n${table(['stack', 'type', 'logical id', 'what becomes of it'], stores)}`;
}

type Resources = RegionalTemplate['resources'];

function differences(before: Resources, after: Resources): Record<string, ResourceDifference> {
  return fullDiff({ Resources: before }, { Resources: after }).resources.changes as Record<string, ResourceDifference>;
}

/** Amazon RDS changes MultiAZ in place, although the specification only says that it may. */
function impactOf(difference: ResourceDifference): ResourceImpact {
  return difference.changeImpact === ResourceImpact.MAY_REPLACE && Object.keys(difference.propertyUpdates).every((name) => ['MultiAZ', 'DBInstanceClass', 'MaxAllocatedStorage'].includes(name))
    ? ResourceImpact.WILL_UPDATE
    : difference.changeImpact;
}

function storeLines(stack: string, before: Resources, after: Resources): string[][] {
  const changes = differences(before, after);
  const isStore = ([, { Type }]: [string, TemplateResource]) => STORES.includes(Type);
  return Object.entries({ ...before, ...after })
    .filter(isStore)
    .map(([id, { Type }]) => [stack.replace(/^.*-/, ''), Type.replace('AWS::', ''), id, wordsFor(changes[id])]);
}

function wordsFor(difference: ResourceDifference | undefined): string {
  if (!difference) {
    return 'stays as it is';
  }
  const impact = impactOf(difference);
  const names = impact === ResourceImpact.WILL_UPDATE ? ` (${Object.keys(difference.propertyUpdates).join(', ')})` : '';
  return `${CHANGES[impact] ?? impact}${names}`;
}
