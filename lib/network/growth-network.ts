import { Stack, Token, Validations } from 'aws-cdk-lib';
import {
  CfnFlowLog,
  CfnNatGateway,
  CfnEIP,
  CfnRoute,
  CfnSubnet,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  ISubnet,
  SecurityGroup,
  Subnet,
  SubnetSelection,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { NatKind } from '../core/stage-sizing';
import { NatStrategy } from './nat-strategy';
import { NatInstance } from './private/nat-instance';

/** Number of Availability Zones, fixed from birth: adding one later would replace every subnet. */
const ZONES = 3;

/** Everything, for routes. */
const ANYWHERE = '0.0.0.0/0';

/** Properties of the network. */
export interface GrowthNetworkProps {
  /** Exactly three different Availability Zones of the stack's Region, fixed for ever. */
  readonly availabilityZones: string[];

  /** Address range, a /16 in CIDR notation, fixed for ever; `CidrPlan` gives ranges that never overlap. */
  readonly cidr: string;

  /**
   * How app subnets reach the internet.
   *
   * @default NatStrategy.none()
   */
  readonly nat?: NatStrategy;

  /**
   * The bucket for flow logs; its policy must admit `delivery.logs.amazonaws.com`, as that of `LogBucket` does.
   *
   * @default - no flow logs
   */
  readonly flowLogsBucket?: IBucket;

  /**
   * Whether Amazon S3 and DynamoDB are reached through gateway endpoints, which cost nothing.
   *
   * @default true
   */
  readonly gatewayEndpoints?: boolean;
}

/**
 * A network laid out once for every stage: public, app and data subnets in three Availability Zones.
 *
 * Each zone has a /24 for public, a /20 for app and a /24 for data subnets; the upper half of the range stays free.
 */
export class GrowthNetwork extends Construct {
  /** The VPC. */
  public readonly vpc: Vpc;

  /** Subnets with a route to the internet; nothing in them gets a public address unless it asks for one. */
  public readonly publicSubnets: SubnetSelection = { subnetGroupName: 'public' };

  /** Subnets of load balancer and tasks; they reach the internet through NAT, where there is one. */
  public readonly appSubnets: SubnetSelection = { subnetGroupName: 'app' };

  /** Subnets of the stores, never connected to the internet. */
  public readonly dataSubnets: SubnetSelection = { subnetGroupName: 'data' };

  /** The security group that virtual machines and tasks carry, and that the stores admit. */
  public readonly workloadSecurityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: GrowthNetworkProps) {
    super(scope, id);
    this.validate(props);
    this.vpc = this.createVpc(props);
    this.createNat(props.nat ?? NatStrategy.none());
    this.createEndpoints(props.gatewayEndpoints ?? true);
    this.createFlowLogs(props.flowLogsBucket);
    this.workloadSecurityGroup = this.createWorkloadSecurityGroup();
  }

  private validate({ availabilityZones: zones, cidr }: GrowthNetworkProps): void {
    const { region } = Stack.of(this);
    const problems = new Problems();
    const different = new Set(zones).size === zones.length;
    problems.require(
      zones.length === ZONES && different,
      `\`availabilityZones\` must be exactly ${ZONES} different Availability Zones, got: ${got(zones)}`,
    );
    const foreign = Token.isUnresolved(region)
      ? []
      : zones.filter((zone) => !Token.isUnresolved(zone) && !zone.startsWith(region));
    problems.require(
      foreign.length === 0,
      `\`availabilityZones\` must be in ${region}, the Region of the stack, got: ${got(foreign)}`,
    );
    problems.require(
      Token.isUnresolved(cidr) || /^(\d{1,3}\.){2}0\.0\/16$/.test(cidr),
      `\`cidr\` must be a /16 range such as 10.0.0.0/16, got: ${got(cidr)}`,
    );
    problems.throwIfAny(this.node.path);
  }

  private createVpc({ cidr, availabilityZones }: GrowthNetworkProps): Vpc {
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(cidr),
      availabilityZones,
      // Always isolated for CDK: this construct makes the NAT itself, so that no subnet knows about it.
      natGateways: 0,
      // The alternative is a Lambda that empties the default group; nothing of ours ever uses that group.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'app', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 20 },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    const zones =
      'the zones are named by the user and fixed for ever: zones that are looked up can change, and every ' +
      'subnet with them';
    vpc.node
      .findAll()
      .filter((child) => child instanceof CfnSubnet)
      .forEach((subnet) => Validations.of(subnet).acknowledge({ id: 'CloudFormation-Validate::W3010', reason: zones }));
    return vpc;
  }

  private createNat(strategy: NatStrategy): void {
    const [first] = this.subnets(this.publicSubnets);
    switch (strategy.kind) {
      case NatKind.NONE:
        return;
      case NatKind.INSTANCE:
        return this.routeToInstance(
          new NatInstance(this, 'NatInstance', { vpc: this.vpc, subnet: first, ...strategy.instanceProps }),
        );
      default:
        return this.routeToGateways(
          strategy.kind === NatKind.GATEWAY_PER_AZ ? this.subnets(this.publicSubnets) : [first],
        );
    }
  }

  private routeToInstance(instance: NatInstance): void {
    this.subnets(this.appSubnets).forEach((subnet, index) => {
      this.createRoute(subnet, index).networkInterfaceId = instance.networkInterfaceId;
    });
  }

  private routeToGateways(publicSubnets: Subnet[]): void {
    const gateways = publicSubnets.map((subnet, index) => {
      const address = new CfnEIP(this, `NatAddress${index + 1}`, { domain: 'vpc' });
      const gateway = new CfnNatGateway(this, `NatGateway${index + 1}`, {
        subnetId: subnet.subnetId,
        allocationId: address.attrAllocationId,
      });
      gateway.node.addDependency(subnet.internetConnectivityEstablished);
      return gateway;
    });
    this.subnets(this.appSubnets).forEach((subnet, index) => {
      this.createRoute(subnet, index).natGatewayId = gateways[index % gateways.length].attrNatGatewayId;
    });
  }

  /**
   * One route per app subnet whatever it points to: a change of strategy updates it, or adds or removes it, and nothing
   * else.
   */
  private createRoute(subnet: ISubnet, index: number): CfnRoute {
    return new CfnRoute(this, `AppRoute${index + 1}`, {
      routeTableId: subnet.routeTable.routeTableId,
      destinationCidrBlock: ANYWHERE,
    });
  }

  private createEndpoints(wanted: boolean): void {
    if (wanted) {
      this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
      this.vpc.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB });
    }
  }

  /**
   * The resource itself: CDK's destination would write into the policy of the bucket, which may be in another stack.
   */
  private createFlowLogs(bucket?: IBucket): void {
    if (!bucket) {
      Validations.of(this.vpc).acknowledge({
        id: 'AwsSolutions-VPC7',
        reason: 'Flow logs are off because no `flowLogsBucket` was given.',
      });
      return;
    }
    new CfnFlowLog(this, 'FlowLog', {
      resourceId: this.vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: bucket.arnForObjects('vpc/'),
      // CDK types this property as free JSON, so the names are those of CloudFormation.
      destinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: false, PerHourPartition: false },
      maxAggregationInterval: 600,
    });
    Validations.of(this.vpc).acknowledge({
      id: 'AwsSolutions-VPC7',
      reason: 'Flow logs go to the log bucket, through a resource beside the VPC.',
    });
  }

  private createWorkloadSecurityGroup(): SecurityGroup {
    // Egress is open: AWS APIs, the image registry and services of others have no stable addresses.
    return new SecurityGroup(this, 'WorkloadSecurityGroup', {
      vpc: this.vpc,
      description: 'Carried by virtual machines and tasks, admitted by the data stores',
      allowAllOutbound: true,
    });
  }

  private subnets(selection: SubnetSelection): Subnet[] {
    return this.vpc.selectSubnets(selection).subnets as Subnet[];
  }
}
