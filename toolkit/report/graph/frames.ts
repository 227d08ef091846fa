import { valueAt } from '../../assembly';
import { plainType, wordsOf } from './kinds';
import { GraphFrame } from './model';
import { PlacedResource, ReferenceIndex } from './references';

export const EDGE: GraphFrame = { id: 'edge', label: 'Edge locations, worldwide', kind: 'edge' };
export const ACROSS: GraphFrame = { id: 'across', label: 'Between Regions', kind: 'across' };

/** Types through which a resource is in a network. */
const WAYS_IN = [
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::EC2::LaunchTemplate',
];

/** Types that belong to no Region. */
const WORLDWIDE = ['AWS::CloudFront::Distribution', 'AWS::Route53::HealthCheck'];

const BETWEEN = [
  'AWS::RDS::GlobalCluster',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::ElastiCache::GlobalReplicationGroup',
];

/** Finds the frame of each resource, and remembers the frames that are needed. */
export class Frames {
  private readonly made = new Map<string, GraphFrame>();

  constructor(
    private readonly index: ReferenceIndex,
    private readonly isBetweenRegions: (one: PlacedResource) => boolean,
  ) {}

  /** Every frame that something stands in. */
  public get all(): GraphFrame[] {
    return [...this.made.values()];
  }

  /** The frame of a resource. */
  public of(one: PlacedResource): string {
    const { Type } = one.resource;
    if (
      WORLDWIDE.includes(Type) ||
      (Type === 'AWS::WAFv2::WebACL' && valueAt(one.resource, ['Scope']) === 'CLOUDFRONT') ||
      isPublicZone(one)
    ) {
      return this.use(EDGE);
    }
    if (BETWEEN.includes(Type) || this.isBetweenRegions(one)) {
      return this.use(ACROSS);
    }
    const network = this.networkOf(one);
    const zone = network && this.zoneOf(one);
    const region = this.region(one);
    const frame = network
      ? this.use({
          id: `network:${network.key}`,
          label: `VPC ${networkName(network)}`,
          kind: 'network',
          parent: region,
        })
      : region;
    return zone
      ? this.use({ id: `zone:${network.key}:${zone}`, label: `Availability Zone ${zone}`, kind: 'zone', parent: frame })
      : frame;
  }

  /** The Region of a stack. */
  public region({ stack }: Pick<PlacedResource, 'stack'>): string {
    const name = stack.region || 'the Region of the deployment';
    return this.use({ id: `region:${name}`, label: `Region ${name}`, kind: 'region' });
  }

  /** The frame for what has no connections. */
  public beside(region: string): string {
    return this.use({ id: `beside:${region}`, label: 'Also in this Region', kind: 'beside', parent: region });
  }

  /** The frame for what stands between Regions. */
  public between(): string {
    return this.use(ACROSS);
  }

  private use(frame: GraphFrame): string {
    this.made.set(frame.id, frame);
    return frame.id;
  }

  /** The network that a resource is in: reached over subnets and security groups only. */
  private networkOf(one: PlacedResource, depth = 0): PlacedResource | undefined {
    const named = this.index.namedBy(one);
    const own = named.find(({ resource }) => resource.Type === 'AWS::EC2::VPC');
    if (own !== undefined || depth === 3) {
      return own;
    }
    for (const way of named.filter(({ resource, key }) => WAYS_IN.includes(resource.Type) && key !== one.key)) {
      const found = this.networkOf(way, depth + 1);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  /** The only Availability Zone in which a resource can be. */
  private zoneOf(one: PlacedResource): string | undefined {
    const own = zoneName(valueAt(one.resource, ['AvailabilityZone']));
    const [subnet, ...others] = this.index.named(valueAt(one.resource, ['SubnetId']), one.stack);
    return (
      own ?? (subnet && others.length === 0 ? zoneName(valueAt(subnet.resource, ['AvailabilityZone'])) : undefined)
    );
  }
}

/** A zone by its name, or by its place in the list of the Region. */
function zoneName(zone: unknown): string | undefined {
  const [place] = (zone as { readonly 'Fn::Select'?: readonly unknown[] } | undefined)?.['Fn::Select'] ?? [];
  return typeof zone === 'string' ? zone : place === undefined ? undefined : String(1 + Number(place));
}

function networkName(network: PlacedResource): string {
  const cidr = valueAt(network.resource, ['CidrBlock']);
  return typeof cidr === 'string' ? cidr : wordsOf(network.id);
}

function isPublicZone({ resource }: PlacedResource): boolean {
  return resource.Type === 'AWS::Route53::HostedZone' && valueAt(resource, ['VPCs']) === undefined;
}

/** A name for what has no better one. */
export const nameOf = (one: PlacedResource) => wordsOf(one.id) || plainType(one.resource.Type);
