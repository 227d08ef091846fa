import { LocatedResource, StackTemplate, TemplateIndex, valueAt } from '../../assembly';
import { plainType, wordsOf } from './kinds';
import { GraphFrame } from './model';

const EDGE: GraphFrame = { id: 'edge', label: 'Edge locations, worldwide', kind: 'edge' };
const ACROSS: GraphFrame = { id: 'across', label: 'Between Regions', kind: 'across' };

/** Types through which a resource is in a network. */
const CONNECTING = [
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::RDS::GlobalCluster',
  'AWS::EC2::LaunchTemplate',
];

/** Resources between a resource and its network. */
const MOST_STEPS = 4;

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
    private readonly index: TemplateIndex,
    private readonly isBetweenRegions: (located: LocatedResource) => boolean,
  ) {}

  /** Every frame that something stands in. */
  public get all(): GraphFrame[] {
    return [...this.made.values()];
  }

  /** The frame of a resource. */
  public of(located: LocatedResource): string {
    if (isWorldwide(located)) {
      return this.use(EDGE);
    }
    if (BETWEEN.includes(located.resource.Type) || this.isBetweenRegions(located)) {
      return this.use(ACROSS);
    }
    const network = this.networkOf(located);
    const zone = network && this.zoneOf(located);
    const region = this.region(located);
    const frame = network
      ? this.use({
          id: `network:${network.address}`,
          label: `VPC ${networkName(network)}`,
          kind: 'network',
          parent: region,
        })
      : region;
    return zone
      ? this.use({
          id: `zone:${network.address}:${zone}`,
          label: `Availability Zone ${zone}`,
          kind: 'zone',
          parent: frame,
        })
      : frame;
  }

  /** The Region of a stack; each account has its own. */
  public region({ stack }: Pick<LocatedResource, 'stack'>): string {
    const name = stack.region || 'the Region of the deployment';
    const environment = this.index.environmentOf(stack);
    const account = environment === stack.region ? '' : `Account ${stack.account}, `;
    return this.use({ id: `region:${environment || name}`, label: `${account}Region ${name}`, kind: 'region' });
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

  /** The network of its own Region that a resource is in: reached over subnets and security groups only. */
  private networkOf(located: LocatedResource, stack = located.stack, depth = 0): LocatedResource | undefined {
    const named = this.index.namedBy(located).filter((other) => other !== located);
    const own = named.find((other) => other.resource.Type === 'AWS::EC2::VPC' && this.isBeside(other, stack));
    if (own !== undefined || depth === MOST_STEPS) {
      return own;
    }
    for (const part of named.filter(({ resource }) => CONNECTING.includes(resource.Type))) {
      const found = this.networkOf(part, stack, depth + 1);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private isBeside(located: LocatedResource, stack: StackTemplate): boolean {
    return this.index.environmentOf(located.stack) === this.index.environmentOf(stack);
  }

  /** The only Availability Zone in which a resource can be. */
  private zoneOf({ resource, stack }: LocatedResource): string | undefined {
    const own = zoneName(valueAt(resource, ['AvailabilityZone']));
    const [subnet, ...others] = this.index.namedIn(valueAt(resource, ['SubnetId']), stack);
    return (
      own ?? (subnet && others.length === 0 ? zoneName(valueAt(subnet.resource, ['AvailabilityZone'])) : undefined)
    );
  }
}

function isWorldwide({ resource }: LocatedResource): boolean {
  const isEdgeFilter = resource.Type === 'AWS::WAFv2::WebACL' && valueAt(resource, ['Scope']) === 'CLOUDFRONT';
  const isPublicZone = resource.Type === 'AWS::Route53::HostedZone' && valueAt(resource, ['VPCs']) === undefined;
  return WORLDWIDE.includes(resource.Type) || isEdgeFilter || isPublicZone;
}

/** A zone by its name, or by its number in the list of the Region. */
function zoneName(zone: unknown): string | undefined {
  if (typeof zone === 'string') {
    return zone;
  }
  const [number] = (zone as { readonly 'Fn::Select'?: readonly unknown[] } | undefined)?.['Fn::Select'] ?? [];
  return number === undefined ? undefined : String(1 + Number(number));
}

function networkName(network: LocatedResource): string {
  const cidr = valueAt(network.resource, ['CidrBlock']);
  return typeof cidr === 'string' ? cidr : wordsOf(network.id);
}

/** A name for what has no better one. */
export const nameOf = ({ id, resource }: LocatedResource) => wordsOf(id) || plainType(resource.Type);
