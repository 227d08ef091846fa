import { Token } from 'aws-cdk-lib';
import { CfnRoute, CfnVPCPeeringConnection, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of a link between two networks. */
export interface RegionLinkProps {
  /** The network on this side. */
  readonly vpc: IVpc;

  /** The subnets on this side that reach the other one. */
  readonly vpcSubnets: SubnetSelection[];

  /** The address range of the other network; the two must be disjoint, see `CidrPlan`. */
  readonly peerCidr: string;

  /**
   * The id of the other network, on the side that asks for the connection. Exactly one of `peerVpcId` and
   * `peeringConnectionId` is given.
   *
   * @default - the other side has asked, see `peeringConnectionId`
   */
  readonly peerVpcId?: string;

  /**
   * The Region of the other network, on the side that asks for the connection.
   *
   * @default - the other side has asked
   */
  readonly peerRegion?: string;

  /**
   * The connection that the other side has asked for.
   *
   * @default - this side asks, see `peerVpcId`
   */
  readonly peeringConnectionId?: string;
}

/**
 * One side of a VPC peering connection between two Regions of one account: the connection itself on the side that asks
 * for it, and the routes of its subnets on both.
 *
 * Traffic stays on the AWS network and is encrypted. Security groups can't be named across Regions: admit the address
 * range of the other network.
 */
export class RegionLink extends Construct {
  /** The id of the connection. */
  public readonly peeringConnectionId: string;

  constructor(scope: Construct, id: string, props: RegionLinkProps) {
    super(scope, id);
    this.validate(props);
    this.peeringConnectionId = props.peeringConnectionId ?? this.createConnection(props);
    props.vpcSubnets.forEach((selection, index) => this.createRoutes(props, selection, index));
  }

  private createConnection({ vpc, peerVpcId, peerRegion }: RegionLinkProps): string {
    return new CfnVPCPeeringConnection(this, 'Connection', { vpcId: vpc.vpcId, peerVpcId: peerVpcId!, peerRegion })
      .attrId;
  }

  private createRoutes({ vpc, peerCidr }: RegionLinkProps, selection: SubnetSelection, group: number): void {
    vpc.selectSubnets(selection).subnets.forEach((subnet, index) => {
      new CfnRoute(this, `Route${group + 1}-${index + 1}`, {
        routeTableId: subnet.routeTable.routeTableId,
        destinationCidrBlock: peerCidr,
        vpcPeeringConnectionId: this.peeringConnectionId,
      });
    });
  }

  private validate({ peerVpcId, peerRegion, peeringConnectionId, peerCidr }: RegionLinkProps): void {
    const problems = new Problems();
    const given = [peerVpcId, peeringConnectionId].filter((value) => value !== undefined).length;
    problems.require(
      given === 1,
      `exactly one of \`peerVpcId\` and \`peeringConnectionId\` must be given, got: ${given} of them`,
    );
    problems.require(
      peerVpcId === undefined || peerRegion !== undefined,
      '`peerRegion` must come with `peerVpcId`, got: nothing; give the Region of the other network',
    );
    problems.require(
      peeringConnectionId === undefined || peerRegion === undefined,
      `\`peerRegion\` must be absent with \`peeringConnectionId\`, got: ${got(peerRegion)}; the side that ` +
        'asks names the Region',
    );
    problems.require(
      Token.isUnresolved(peerCidr) || /^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-8])$/.test(peerCidr),
      `\`peerCidr\` must be an address range such as 10.1.0.0/16, got: ${got(peerCidr)}`,
    );
    problems.throwIfAny(this.node.path);
  }
}
