import { LocatedResource, StackResource, StackTemplate, TemplateIndex, valueAt } from '../../assembly';
import { isTrue, knownNumber, knownText, listAt } from '../literals';
import { resourceNamed } from '../referrers';

/** A volume as a block device mapping writes it. */
export interface Volume {
  readonly VolumeSize?: unknown;
  readonly VolumeType?: unknown;
  readonly Iops?: unknown;
  readonly Throughput?: unknown;
}

/** What decides what a machine costs. */
export interface MachinePricing {
  /** The instance type; absent if it is not known. */
  readonly type?: string;

  /** What makes the price another one than that of Linux on shared machines. */
  readonly refusal?: string;

  /** How many of a group's units one machine counts for. */
  readonly weight: number;

  /** What else has to be said about the type, for example that it is the first of several. */
  readonly note: string;
  readonly volumes: readonly Volume[];

  /** Whether it has a public address; absent if that is not known. */
  readonly isPublic?: boolean;
  readonly isDetailed: boolean;

  /** Whether it may use more CPU than it earns, and pay for it. */
  readonly isUnlimited: boolean;
}

interface Places {
  readonly index: TemplateIndex;
  readonly stack: StackTemplate;
}

type Mapping = { readonly Ebs?: Volume };
type Interface = { readonly AssociatePublicIpAddress?: unknown; readonly SubnetId?: unknown };

/** Whether machines of a subnet get a public address; those of the default VPC do. */
function isPublicSubnet({ index, stack }: Places, subnets: readonly unknown[]): boolean | undefined {
  const found = subnets.map((subnet) => index.target(subnet, stack));
  if (found.includes(undefined)) {
    return undefined;
  }
  return found.length === 0 || found.some((subnet) => isTrue(valueAt(subnet!.resource, ['MapPublicIpOnLaunch'])));
}

/**
 * Types that earn CPU credits; those after T2 are unlimited by default (Amazon EC2 user guide, burstable performance
 * instances).
 */
function isUnlimited(type: string | undefined, credits: unknown): boolean {
  return /^t\d/.test(type ?? '') && (credits === undefined ? !type!.startsWith('t2.') : credits === 'unlimited');
}

/** Machine images of Windows are known by their parameter of SSM; other systems with a licence look like Linux. */
function refusalOf(data: StackResource): Pick<MachinePricing, 'refusal'> {
  if (/windows/i.test(JSON.stringify(valueAt(data, ['ImageId']) ?? ''))) {
    return { refusal: 'no known price for machines with Windows' };
  }
  const tenancy =
    valueAt(data, ['Tenancy']) ??
    valueAt(data, ['PlacementTenancy']) ??
    valueAt(data, ['Placement', 'Tenancy']) ??
    'default';
  return tenancy === 'default' ? {} : { refusal: 'no known price for machines on dedicated hardware' };
}

/** A machine of a launch template, or an instance that has the same settings itself. */
function shapeOf(
  data: StackResource,
  places: Places,
  subnets: readonly unknown[],
  isDetailed: boolean,
): MachinePricing {
  const [first = {}] = listAt<Interface>(data, ['NetworkInterfaces']);
  const type = knownText(data, ['InstanceType']);
  const isSpot =
    valueAt(data, ['InstanceMarketOptions', 'MarketType']) === 'spot' || valueAt(data, ['SpotPrice']) !== undefined;
  return {
    type,
    ...refusalOf(data),
    weight: 1,
    note: isSpot ? ' (Spot, at the on-demand price)' : '',
    volumes: listAt<Mapping>(data, ['BlockDeviceMappings']).flatMap(({ Ebs }) => (Ebs ? [Ebs] : [])),
    isPublic: hasPublicAddress(
      first.AssociatePublicIpAddress ?? valueAt(data, ['AssociatePublicIpAddress']),
      places,
      first.SubnetId === undefined ? subnets : [first.SubnetId],
    ),
    isDetailed,
    isUnlimited: isUnlimited(type, valueAt(data, ['CreditSpecification', 'CPUCredits'])),
  };
}

/** Whether the machine has a public address: by its own setting, or else by its subnets. */
function hasPublicAddress(setting: unknown, places: Places, subnets: readonly unknown[]): boolean | undefined {
  if (typeof setting === 'object') {
    return undefined;
  }
  return setting === undefined ? isPublicSubnet(places, subnets) : isTrue(setting);
}

/** The launch template that a specification names, as a resource whose properties are its data. */
function templateOf(places: Places, specification: unknown): LocatedResource | undefined {
  const { LaunchTemplateId, LaunchTemplateName } = (specification ?? {}) as {
    readonly LaunchTemplateId?: unknown;
    readonly LaunchTemplateName?: unknown;
  };
  const found =
    places.index.target(LaunchTemplateId, places.stack) ?? places.index.target(LaunchTemplateName, places.stack);
  return (
    found ??
    resourceNamed(places.index, places.stack, 'AWS::EC2::LaunchTemplate', 'LaunchTemplateName', LaunchTemplateName)
  );
}

function shapeOfTemplate(found: LocatedResource, index: TemplateIndex, subnets: readonly unknown[]): MachinePricing {
  const data = (valueAt(found.resource, ['LaunchTemplateData']) ?? {}) as Record<string, unknown>;
  const resource = { Type: found.resource.Type, Properties: data };
  return shapeOf(
    resource,
    { index, stack: found.stack },
    subnets,
    isTrue(valueAt(resource, ['Monitoring', 'Enabled'])),
  );
}

/** A single instance; its own settings take precedence over its launch template. */
export function shapeOfInstance(instance: StackResource, places: Places): MachinePricing {
  const found = templateOf(places, valueAt(instance, ['LaunchTemplate']));
  const data = {
    ...((valueAt(found?.resource, ['LaunchTemplateData']) as object | undefined) ?? {}),
    ...instance.Properties,
  };
  const resource: StackResource = { Type: instance.Type, Properties: data };
  const subnet = valueAt(instance, ['SubnetId']);
  const isDetailed = isTrue(
    valueAt(instance, ['Monitoring']) ?? valueAt(found?.resource, ['LaunchTemplateData', 'Monitoring', 'Enabled']),
  );
  return shapeOf(resource, places, subnet === undefined ? [] : [subnet], isDetailed);
}

/** A machine of a group, by launch template, launch configuration or a policy of mixed instances. */
export function shapeOfGroup(group: StackResource, places: Places): MachinePricing | undefined {
  const { index, stack } = places;
  const subnets = listAt<unknown>(group, ['VPCZoneIdentifier']);
  // A list that is one value of another stack is not known.
  const zones = valueAt(group, ['VPCZoneIdentifier']) !== undefined && subnets.length === 0 ? [undefined] : subnets;
  const configuration = index.target(valueAt(group, ['LaunchConfigurationName']), stack);
  if (configuration) {
    // Launch configurations turn detailed monitoring on unless they say no (CloudFormation,
    // AWS::AutoScaling::LaunchConfiguration).
    return shapeOf(
      configuration.resource,
      { index, stack: configuration.stack },
      zones,
      valueAt(configuration.resource, ['InstanceMonitoring']) === undefined ||
        isTrue(valueAt(configuration.resource, ['InstanceMonitoring'])),
    );
  }
  const mixed = valueAt(group, ['MixedInstancesPolicy']) === undefined ? undefined : group;
  const found = templateOf(
    places,
    mixed
      ? valueAt(mixed, ['MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification'])
      : valueAt(group, ['LaunchTemplate']),
  );
  const shape = found && shapeOfTemplate(found, index, zones);
  return shape && mixed ? mixedShape(mixed, shape) : shape;
}

type Override = {
  readonly InstanceType?: unknown;
  readonly WeightedCapacity?: unknown;
  readonly InstanceRequirements?: unknown;
};

/** The first type of a policy: the one that on-demand machines get before the others (`prioritized`). */
function mixedShape(group: StackResource, shape: MachinePricing): MachinePricing {
  const overrides = listAt<Override>(group, ['MixedInstancesPolicy', 'LaunchTemplate', 'Overrides']);
  const [first] = overrides;
  const onDemand =
    knownNumber(group, ['MixedInstancesPolicy', 'InstancesDistribution', 'OnDemandPercentageAboveBaseCapacity'], 100) ??
    100;
  const { InstanceType = first?.InstanceRequirements === undefined ? shape.type : undefined, WeightedCapacity = 1 } =
    first ?? {};
  const notes = [
    ...(overrides.length > 1 ? [`the first of ${overrides.length} types`] : []),
    ...(onDemand < 100 ? ['Spot at the on-demand price'] : []),
  ];
  return {
    ...shape,
    type: typeof InstanceType === 'string' ? InstanceType : undefined,
    weight: Number(WeightedCapacity),
    note: notes.length > 0 ? ` (${notes.join(', ')})` : '',
  };
}

/**
 * The vCPUs of an instance type: two up to `large`, one for `medium` of the families without credits, then four for
 * each `xlarge`.
 */
export function vcpusOf(type: string): number | undefined {
  const [, family = '', size = ''] = /^(?:db\.|cache\.)?([a-z0-9-]+)\.(.+)$/.exec(type) ?? [];
  const [, factor] = /^(\d*)xlarge$/.exec(size) ?? [];
  if (factor !== undefined) {
    return 4 * Number(factor === '' ? 1 : factor);
  }
  if (!['nano', 'micro', 'small', 'medium', 'large'].includes(size)) {
    return undefined;
  }
  const isSingle = family === 't2' ? !['medium', 'large'].includes(size) : !family.startsWith('t') && size === 'medium';
  return isSingle ? 1 : 2;
}
