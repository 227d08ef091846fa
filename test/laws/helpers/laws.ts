import { GrowthDocument } from '../../../config';
import { isProduction } from '../../../config/rules';
import { losses } from '../../helpers/create-only';
import { resourceSpec } from '../../helpers/service-spec';
import { alarmProblems } from './alarms';
import { resourcesOf, SynthesizedResource, Templates } from './assemble';
import { CLASSED_TYPES, classOf, isClosed, unclassed } from './resource-classes';
import { isReplica, statefulOf } from './stateful';

/** The limits under which templates must stay: half of what AWS CloudFormation allows (500 resources, 1 MB). */
const MAX_RESOURCES = 250;
const MAX_BYTES = 500_000;

/** The types that law 1 protects. */
const KEPT_TYPES = CLASSED_TYPES.filter((type) => classOf(type) !== 'stateless');

/** A role leaves with what assumed it, and an address with the NAT gateway or instance that used it. */
const REMOVABLE_ANCHORS = ['AWS::EC2::EIP', 'AWS::IAM::Role'];

/** Anchors by logical ID: the security group of a NAT instance, and the records of all replicas but the first. */
const REMOVABLE_IDS = /NatInstanceSecurityGroup|ReaderNameReplica([2-9]|1\d)[0-9A-F]{8}$/;

/**
 * Law 1: a stateful resource is neither removed nor replaced from one template to the next. An anchor is never
 * replaced; it may be removed from a stateless stack.
 */
export function lostData(before: Templates, after: Templates): string[] {
  return Object.entries(before).flatMap(([stack, { Resources }]) => {
    const next = after[stack]?.Resources ?? {};
    const kept = Object.entries(Resources).filter(
      ([id, resource]) => !isReplica(id, resource) && (id in next || !isRemovable(stack, id, resource)),
    );
    return losses({ Resources: Object.fromEntries(kept) }, { Resources: next }, KEPT_TYPES).map(
      (loss) => `${stack}/${loss}`,
    );
  });
}

function isRemovable(stack: string, id: string, { Type }: SynthesizedResource): boolean {
  const inStatelessStack = /-(service|operations)$/.test(stack);
  const goesWithItsOwner = REMOVABLE_ANCHORS.includes(Type) || REMOVABLE_IDS.test(id);
  return classOf(Type) === 'anchor' && (inStatelessStack || goesWithItsOwner);
}

/** Laws 1 and 3: what holds data outlives its stack and its own replacement. */
export function unretained(templates: Templates): string[] {
  return [...statefulOf(templates)]
    .filter(
      ([, { DeletionPolicy, UpdateReplacePolicy }]) =>
        !['Retain', 'RetainExceptOnCreate'].includes(DeletionPolicy ?? '') || UpdateReplacePolicy !== 'Retain',
    )
    .filter(([, resource]) => !isReleased(resource))
    .map(
      ([id, { Type, DeletionPolicy, UpdateReplacePolicy }]) =>
        `${id} ${Type}: ${DeletionPolicy}, ${UpdateReplacePolicy}`,
    );
}

/** An instance that step `release` has let go: it leaves a snapshot when it is removed, by the step after that one. */
function isReleased({ Type, DeletionPolicy, UpdateReplacePolicy }: SynthesizedResource): boolean {
  return Type === 'AWS::RDS::DBInstance' && DeletionPolicy === 'Snapshot' && UpdateReplacePolicy === 'Snapshot';
}

/** Law 7: every taggable resource carries the cost tags, and only resources that hold no data carry the stage. */
export function untagged(
  templates: Templates,
  { application, environment, owner, costCenter }: GrowthDocument,
  stage: string,
): string[] {
  const always = { application, environment, owner, 'cost-center': costCenter };
  return [...resourcesOf(templates)].flatMap(([id, resource]) => {
    const property = tagProperty(resource.Type);
    // Amazon ECS changes the weights of the rule of a canary: a changed tag would make CloudFormation write them back.
    if (property === undefined || /CanaryRule/.test(id)) {
      return [];
    }
    const holdsData = /-(network|key|data)\//.test(id);
    // Machines that are kept during a transition belong to the stage before.
    const ownStage = /-service\/VmGroup/.test(id) ? 'monolith' : stage;
    // Nothing about these may change, and the stage does.
    const isFixed =
      holdsData ||
      ['AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription', 'AWS::CloudFront::VpcOrigin'].includes(resource.Type);
    const expected: Record<string, string> = isFixed ? always : { ...always, 'growth-stage': ownStage };
    const tags = tagsOf(resource.Properties?.[property]);
    const missing = Object.entries(expected)
      .filter(([key, value]) => tags[key] !== value)
      .map(([key]) => `${id} ${resource.Type}: ${key} is ${tags[key]}`);
    return holdsData && tags['growth-stage'] !== undefined
      ? [...missing, `${id} ${resource.Type}: growth-stage on data`]
      : missing;
  });
}

/** The property that holds the tags of a type, from the official service specification. */
function tagProperty(type: string): string | undefined {
  return resourceSpec(type)?.tagInformation?.tagPropertyName;
}

/** Tags come as a list of keys and values, or as a map. */
function tagsOf(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) {
    return Object.fromEntries((value as { Key: string; Value: unknown }[]).map(({ Key, Value }) => [Key, Value]));
  }
  return (value ?? {}) as Record<string, unknown>;
}

/** Law 8: numbers that scaling changes are not in the template. */
export function fixedNumbers(templates: Templates): string[] {
  return [...resourcesOf(templates)].flatMap(([id, { Properties = {} }]) =>
    ['DesiredCount', 'DesiredCapacity']
      .filter((name) => Properties[name] !== undefined)
      .map((name) => `${id}: ${name}`),
  );
}

/** Law 9: nothing but the edge can be reached, and nothing is kept or sent in the clear. */
export function open(templates: Templates): string[] {
  return [...resourcesOf(templates)].flatMap(([id, resource]) =>
    [...openRules(resource), ...openStores(resource)].map((problem) => `${id} ${resource.Type}: ${problem}`),
  );
}

function openRules({ Type, Properties = {} }: SynthesizedResource): string[] {
  const rules =
    Type === 'AWS::EC2::SecurityGroupIngress'
      ? [Properties]
      : ((Properties.SecurityGroupIngress as Record<string, unknown>[] | undefined) ?? []);
  const fromOutside = (rule: Record<string, unknown>) =>
    rule.CidrIpv6 !== undefined || (rule.CidrIp !== undefined && !isOwnRange(rule.CidrIp));
  return rules.filter(fromOutside).map((rule) => `admits ${JSON.stringify(rule.CidrIp ?? rule.CidrIpv6)}`);
}

/** The address range of the VPC itself, as the NAT instance admits it. */
function isOwnRange(cidr: unknown): boolean {
  return JSON.stringify(cidr).includes('CidrBlock') || (typeof cidr === 'string' && /^10\.\d+\.0\.0\/16$/.test(cidr));
}

/** Deletion protection is off only on an instance that a step has let go, which then leaves a snapshot. */
function isUnprotected(resource: SynthesizedResource): boolean {
  const { Type, Properties = {} } = resource;
  const ownInstance =
    Type === 'AWS::RDS::DBInstance' &&
    Properties.SourceDBInstanceIdentifier === undefined &&
    Properties.DBClusterIdentifier === undefined;
  return ownInstance && Properties.DeletionProtection !== true && !isReleased(resource);
}

function openStores(resource: SynthesizedResource): string[] {
  const { Type, Properties = {} } = resource;
  if (isUnprotected(resource)) {
    return ['is not protected'];
  }
  return isClosed(Type, Properties) ? [] : ['is not closed'];
}

/** Law 10: no stack comes near the limits of AWS CloudFormation; the data stack stays small. */
export function tooLarge(templates: Templates): string[] {
  return Object.entries(templates).flatMap(([stack, template]) => {
    const count = Object.keys(template.Resources).length;
    const bytes = JSON.stringify(template).length;
    return count > MAX_RESOURCES || bytes > MAX_BYTES ? [`${stack}: ${count} resources, ${bytes} bytes`] : [];
  });
}

/** Law 11: no export that a consumer could hold on to. */
export function tightCoupling(templates: Templates): string[] {
  return Object.entries(templates).flatMap(([stack, template]) => {
    const text = JSON.stringify(template);
    return ['"Fn::ImportValue"', '"Export"'].filter((word) => text.includes(word)).map((word) => `${stack}: ${word}`);
  });
}

interface StackOutput {
  readonly 'Fn::GetStackOutput': { readonly StackName: string; readonly OutputName: string };
}

/** Law 11: everything that a stack reads of another one is there. */
export function dangling(templates: Templates): string[] {
  const reads = (value: unknown): StackOutput['Fn::GetStackOutput'][] => {
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    const found = (value as Partial<StackOutput>)['Fn::GetStackOutput'];
    return found ? [found] : Object.values(value).flatMap(reads);
  };
  return Object.entries(templates).flatMap(([stack, template]) =>
    reads(template.Resources)
      .filter(({ StackName, OutputName }) => templates[StackName]?.Outputs?.[OutputName] === undefined)
      .map(({ StackName, OutputName }) => `${stack} reads ${StackName}.${OutputName}, which does not exist`),
  );
}

/** Every law that one set of templates can break. */
export function broken(templates: Templates, document: GrowthDocument, stage: string): string[] {
  return [
    ...unretained(templates),
    ...untagged(templates, document, stage),
    ...fixedNumbers(templates),
    ...open(templates),
    ...tooLarge(templates),
    ...tightCoupling(templates),
    ...dangling(templates),
    ...alarmProblems(templates, isProduction(document)),
    ...unclassed(templates),
  ];
}
