import { Construct } from 'constructs';
import { RegionLink } from '../../network';
import { GrowthStack } from './growth-stack';
import { NetworkStack } from './network-stack';
import { PlatformPlan } from './platform-plan';

/** A Region with its network. */
export interface LinkedRegion {
  readonly plan: PlatformPlan;
  readonly network: NetworkStack;
}

/**
 * The links from the network of one Region to those of all others, because any Region may become the writer.
 *
 * Each Region requests the connections to the Regions before it. The stacks are therefore created and deployed from the
 * last Region to the first.
 */
export class LinksStack extends GrowthStack {
  private readonly connections = new Map<string, string>();

  /**
   * @param scope the Region
   * @param own the Region of the stack
   * @param before Regions to which this one requests a connection
   * @param after stacks of Regions that have requested a connection to this one
   */
  constructor(scope: Construct, own: LinkedRegion, before: LinkedRegion[], after: LinksStack[]) {
    super(scope, 'Links', {
      plan: own.plan,
      part: 'links',
      description: 'Links to the networks of the other Regions',
      tagStage: true,
    });
    before.forEach((other) => this.ask(own.network, other));
    after.forEach((stack) => this.answer(own.network, stack));
  }

  /** The connection that this stack has requested to a Region. */
  public connectionTo(region: string): string {
    return this.connections.get(region)!;
  }

  private ask({ network }: NetworkStack, other: LinkedRegion): void {
    const { name, cidr } = other.plan.region;
    const link = new RegionLink(this, name, {
      vpc: network.vpc,
      vpcSubnets: [network.appSubnets, network.dataSubnets],
      peerCidr: cidr,
      peerVpcId: other.network.network.vpc.vpcId,
      peerRegion: name,
    });
    this.connections.set(name, link.peeringConnectionId);
  }

  private answer({ network }: NetworkStack, stack: LinksStack): void {
    const { name, cidr } = stack.plan.region;
    new RegionLink(this, name, {
      vpc: network.vpc,
      vpcSubnets: [network.appSubnets, network.dataSubnets],
      peerCidr: cidr,
      peeringConnectionId: stack.connectionTo(this.plan.region.name),
    });
  }
}
