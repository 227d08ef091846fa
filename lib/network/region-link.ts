import { Token } from 'aws-cdk-lib';
import { CfnRoute, CfnVPCPeeringConnection, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Properties of `RegionLink`. */
export interface RegionLinkProps {
  /** The network on this side. */
  readonly vpc: IVpc;

  /** The subnets on this side that get a route to the other network. */
  readonly vpcSubnets: SubnetSelection[];

  /** The address range of the other network. It must not overlap with the range of this one, see `CidrPlan`. */
  readonly peerCidr: string;

  /**
   * The VPC id of the other network, on the side that requests the connection. Set exactly one of `peerVpcId` and
   * `peeringConnectionId`.
   *
   * @default - none; the other side requested the connection, see `peeringConnectionId`
   */
  readonly peerVpcId?: string;

  /**
   * The Region of the other network. Required with `peerVpcId`.
   *
   * @default - none; the other side requested the connection
   */
  readonly peerRegion?: string;

  /**
   * The id of the connection that the other side requested.
   *
   * @default - this side requests the connection, see `peerVpcId`
   */
  readonly peeringConnectionId?: string;
}

/**
 * One side of a VPC peering connection between two Regions of one account. The requesting side creates the connection,
 * and each side creates the routes of its own subnets.
 *
 * Traffic stays on the AWS network and is encrypted. Security groups cannot be referenced across Regions, so allow the
 * address range of the other network in yours.
 */
export class RegionLink extends Construct {
  /** The id of the peering connection. */
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
      `exactly one of \`peerVpcId\` and \`peeringConnectionId\` must be set, got: ${given === 0 ? 'neither' : 'both'}`,
    );
    problems.require(
      peerVpcId === undefined || peerRegion !== undefined,
      '`peerRegion` must be set together with `peerVpcId`, got: nothing; set it to the Region of the other network',
    );
    problems.require(
      peeringConnectionId === undefined || peerRegion === undefined,
      `\`peerRegion\` must not be set together with \`peeringConnectionId\`, got: ${got(peerRegion)}; set it on the ` +
        'requesting side only',
    );
    problems.require(
      Token.isUnresolved(peerCidr) || /^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-8])$/.test(peerCidr),
      `\`peerCidr\` must be a CIDR range from /16 to /28 such as 10.1.0.0/16, got: ${got(peerCidr)}`,
    );
    problems.throwIfAny(this.node.path);
  }
}
