import { fullDiff, ResourceDifference, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { judge, Verdict } from '../../bin/changes';
import { StackResource, StackTemplate } from '../../bin/templates';
import { table } from '../../bin/output/table';
import { StageTransitions } from '../../stages';

/** Types that hold data; what becomes of each of these is named. */
const STORES = [
  'AWS::DynamoDB::GlobalTable', 'AWS::ECR::Repository', 'AWS::ElastiCache::ReplicationGroup', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::RDS::GlobalCluster',
  'AWS::Route53::HostedZone', 'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::SecretsManager::Secret',
];

/** Which impacts one column counts; what AWS may replace counts as replaced, and what leaves a stack as removed. */
const COLUMNS: readonly (readonly [string, readonly ResourceImpact[]])[] = [
  ['new', [ResourceImpact.WILL_CREATE, ResourceImpact.WILL_IMPORT]],
  ['changed', [ResourceImpact.WILL_UPDATE]],
  ['removed', [ResourceImpact.WILL_DESTROY, ResourceImpact.WILL_ORPHAN]],
  ['replaced', [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE]],
];

type Resources = StackTemplate['resources'];

/** A stack before and after. */
interface Pair {
  readonly stack: string;
  readonly old: Resources;
  readonly next: Resources;
}

/**
 * What changes between two stages over all the steps between them: counts per stack, and every store by name. Stacks of Regions that are new are counted only.
 *
 * @param before the templates of the smaller stage
 * @param after the templates of the larger one
 * @param target name of the larger stage
 */
export function compareStages(before: readonly StackTemplate[], after: readonly StackTemplate[], target: string): string {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const resources = (templates: readonly StackTemplate[], name: string) => templates.find((template) => template.name === name)?.resources ?? {};
  const pairs: Pair[] = names.map((stack) => ({ stack, old: resources(before, stack), next: resources(after, stack) }));
  const counts = pairs.map((pair) => [pair.stack, ...countsOf(pair)]);
  const stores = pairs.filter(({ old }) => Object.keys(old).length > 0).flatMap((pair) => storeLines(pair, target));
  return `${table(['stack', ...COLUMNS.map(([name]) => name)], counts)}\n\nStores\n${table(['stack', 'type', 'logical id', 'what becomes of it'], stores)}`;
}

function countsOf({ old, next }: Pair): string[] {
  const changes = Object.entries(fullDiff({ Resources: old }, { Resources: next }).resources.changes as Record<string, ResourceDifference>);
  const impacts = changes.map(([id, difference]) => impactOf(id, difference, old, next));
  return COLUMNS.map(([, counted]) => String(impacts.filter((impact) => counted.includes(impact)).length));
}

/** The library's verdicts know of properties that AWS changes in place although the specification only says that it may. */
function impactOf(id: string, { changeImpact }: ResourceDifference, old: Resources, next: Resources): ResourceImpact {
  const both = old[id] !== undefined && next[id] !== undefined && old[id].Type === next[id].Type;
  return both && changeImpact === ResourceImpact.MAY_REPLACE && judge(old[id], next[id]).every(({ verdict }) => verdict === Verdict.IN_PLACE) ? ResourceImpact.WILL_UPDATE : changeImpact;
}

function storeLines({ stack, old, next }: Pair, target: string): string[][] {
  return Object.entries({ ...old, ...next })
    .filter(([, { Type }]) => STORES.includes(Type))
    .map(([id, { Type }]) => [stack.replace(/^.*-/, ''), Type.replace('AWS::', ''), id, wordsFor(old[id], next[id], target)]);
}

function wordsFor(before: StackResource | undefined, after: StackResource | undefined, target: string): string {
  if (!before) {
    return 'is new';
  }
  if (!after) {
    return goneFor(before, target);
  }
  const changes = judge(before, after);
  const risky = changes.filter(({ verdict }) => verdict !== Verdict.IN_PLACE);
  if (risky.length > 0) {
    return `AT RISK: ${risky.map(({ property, verdict }) => `${property} ${verdict}`).join(', ')}`;
  }
  return changes.length === 0 ? 'stays as it is' : `is changed in place (${changes.map(({ property }) => property).sort().join(', ')})`;
}

/** What goes holds nothing of its own, or a step says by name that it goes. */
function goneFor({ Type, Properties = {} }: StackResource, target: string): string {
  if (Properties.SourceDBInstanceIdentifier !== undefined) {
    return 'goes: a copy, it holds nothing of its own';
  }
  const step = StageTransitions.leadingTo(target)?.steps.find(({ removes }) => removes?.includes(Type));
  return step === undefined ? 'IS REMOVED' : `goes in step ${step.name}, after its data has moved, and leaves a snapshot`;
}
