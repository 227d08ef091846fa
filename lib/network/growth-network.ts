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

/** Number of Availability Zones. It never changes, because adding a zone later would replace every subnet. */
const ZONES = 3;

const ANYWHERE = '0.0.0.0/0';

/** Properties of `GrowthNetwork`. */
export interface GrowthNetworkProps {
  /** Exactly three different Availability Zones of the stack's Region. Cannot be changed after creation. */
  readonly availabilityZones: string[];

  /**
   * Address range, a /16 in CIDR notation. Cannot be changed after creation. `CidrPlan` provides ranges that never
   * overlap.
   */
  readonly cidr: string;

  /**
   * How the app subnets reach the internet.
   *
   * @default NatStrategy.none()
   */
  readonly nat?: NatStrategy;

  /**
   * The bucket for flow logs. Its policy must allow `delivery.logs.amazonaws.com`, as the policy of `LogBucket` does.
   *
   * @default - no flow logs
   */
  readonly flowLogsBucket?: IBucket;

  /**
   * Whether Amazon S3 and DynamoDB are reached through gateway endpoints, which are free.
   *
   * @default true
   */
  readonly gatewayEndpoints?: boolean;
}

/**
 * A VPC with public, app and data subnets in three Availability Zones. The same layout serves every stage.
 *
 * Each zone has a /24 public, a /20 app and a /24 data subnet. The upper half of the range stays free.
 */
export class GrowthNetwork extends Construct {
  /** The VPC. */
  public readonly vpc: Vpc;

  /** Subnets with a route to the internet. They do not assign public IP addresses by default. */
  public readonly publicSubnets: SubnetSelection = { subnetGroupName: 'public' };

  /** Subnets of the load balancer and the tasks. They reach the internet through NAT if there is one. */
  public readonly appSubnets: SubnetSelection = { subnetGroupName: 'app' };

  /** Subnets of databases and caches. They have no route to the internet. */
  public readonly dataSubnets: SubnetSelection = { subnetGroupName: 'data' };

  /** The security group of instances and tasks. Stores allow connections from it. */
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
      // This construct creates NAT itself, so a change of strategy does not change any subnet.
      natGateways: 0,
      // Restricting it takes a Lambda function, and no resource of this library uses the default group.
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'app', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 20 },
        { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    const reason = 'The user names the zones: zones from a lookup can change, and every subnet would be replaced.';
    vpc.node
      .findAll()
      .filter((child) => child instanceof CfnSubnet)
      .forEach((subnet) => Validations.of(subnet).acknowledge({ id: 'CloudFormation-Validate::W3010', reason }));
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

  /** The same route for every strategy, so a change of strategy only updates, adds or removes this route. */
  private createRoute(subnet: ISubnet, index: number): CfnRoute {
    return new CfnRoute(this, `AppRoute${index + 1}`, {
      routeTableId: subnet.routeTable.routeTableId,
      destinationCidrBlock: ANYWHERE,
    });
  }

  private createEndpoints(enabled: boolean): void {
    if (enabled) {
      this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
      this.vpc.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB });
    }
  }

  /** Uses the L1 resource because the L2 would edit the policy of the bucket, which may be in another stack. */
  private createFlowLogs(bucket?: IBucket): void {
    if (!bucket) {
      Validations.of(this.vpc).acknowledge({
        id: 'AwsSolutions-VPC7',
        reason: 'Flow logs are off because `flowLogsBucket` is not set.',
      });
      return;
    }
    new CfnFlowLog(this, 'FlowLog', {
      resourceId: this.vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: bucket.arnForObjects('vpc/'),
      // CDK types this property as JSON, so it takes CloudFormation's property names.
      destinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: false, PerHourPartition: false },
      maxAggregationInterval: 600,
    });
    Validations.of(this.vpc).acknowledge({
      id: 'AwsSolutions-VPC7',
      reason: 'A separate `AWS::EC2::FlowLog` sends flow logs to the log bucket.',
    });
  }

  private createWorkloadSecurityGroup(): SecurityGroup {
    // Egress is open because AWS APIs, image registries and third-party services have no stable addresses.
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
