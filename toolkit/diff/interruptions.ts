import { StackResource } from '../assembly';

/** What users notice while AWS changes a property in place. */
export interface Interruption {
  readonly why: string;
  /** About how long, in words. */
  readonly duration: string;
  readonly basis: string;
}

const RESTART = 'a restart, or a failover if there is a standby';
const RDS_GUIDE = 'Amazon RDS user guide, modifying an instance; not measured';
const MAJOR = 'minutes, more for a major version';

const RDS: Interruption = {
  why: RESTART,
  duration: '60 to 120 s with Multi-AZ, minutes without (AWS figure)',
  basis: RDS_GUIDE,
};
const AURORA: Interruption = {
  why: 'a restart of the instance, and a failover if it is the writer',
  duration: 'less than 60 s with a reader, often less than 30 (AWS figure)',
  basis: 'Amazon Aurora user guide; not measured',
};
const MEMBER: Interruption = {
  why: 'a restart of the instance, and a failover if it is the writer',
  duration: 'under a minute with a reader',
  basis: 'developer guide of the engine; not measured',
};
const CACHE: Interruption = {
  why: 'nodes are replaced online, connections break once per shard',
  duration: 'seconds for each client',
  basis: 'Amazon ElastiCache user guide, online scaling; not measured',
};
const SINGLE_CACHE: Interruption = {
  why: 'the node is replaced',
  duration: 'minutes, and it starts empty',
  basis: 'Amazon ElastiCache user guide; not measured',
};
const VM: Interruption = {
  why: 'the machine is stopped and started',
  duration: 'minutes',
  basis: 'Amazon EC2 user guide, changing the instance type; not measured',
};
const BROKERS: Interruption = {
  why: 'brokers restart one after the other',
  duration: 'about 15 minutes for each broker',
  basis: 'Amazon MSK developer guide; not measured',
};
const DOMAIN: Interruption = {
  why: 'a blue/green deployment of the domain',
  duration: 'none, slower for up to hours',
  basis: 'Amazon OpenSearch Service guide; not measured',
};
const ROUTE: Interruption = {
  why: 'connections through the old route break',
  duration: 'seconds',
  basis: 'a changed route resets flows; not measured',
};
const PASSWORD: Interruption = {
  why: 'clients with the old password are rejected',
  duration: 'until every client has the new one',
  basis: 'a user has one password',
};
const REDSHIFT: Interruption = {
  why: 'a resize, read-only or with a restart',
  duration: 'minutes to hours',
  basis: 'Amazon Redshift management guide; not measured',
};
const BROKER: Interruption = {
  why: 'a restart of the broker, at once or in the maintenance window',
  duration: 'minutes with one broker',
  basis: 'Amazon MQ developer guide; not measured',
};
const NAME: Interruption = {
  why: 'clients keep using the old address',
  duration: 'until the TTL of the record expires',
  basis: 'DNS',
};

const listener = (what: string): Interruption => ({
  why: `the old ${what} no longer answers`,
  duration: 'until every client uses the new one',
  basis: `a listener has one ${what}`,
});

const TABLE: Readonly<Record<string, Readonly<Record<string, Interruption>>>> = {
  'AWS::AmazonMQ::Broker': { EngineVersion: BROKER, HostInstanceType: BROKER },
  'AWS::DocDB::DBInstance': { DBInstanceClass: MEMBER },
  'AWS::DocDB::DBCluster': { MasterUserPassword: PASSWORD, Port: MEMBER },
  'AWS::EC2::Instance': { InstanceType: VM, EbsOptimized: VM, UserData: VM },
  'AWS::EC2::Route': { GatewayId: ROUTE, NatGatewayId: ROUTE, NetworkInterfaceId: ROUTE, TransitGatewayId: ROUTE },
  'AWS::ElastiCache::CacheCluster': { CacheNodeType: SINGLE_CACHE, EngineVersion: SINGLE_CACHE },
  'AWS::ElastiCache::ReplicationGroup': {
    CacheNodeType: CACHE,
    EngineVersion: CACHE,
    CacheParameterGroupName: CACHE,
    NumNodeGroups: { ...CACHE, why: 'slots move between shards online, and single commands are redirected' },
  },
  'AWS::ElasticLoadBalancingV2::Listener': { Port: listener('port'), Protocol: listener('protocol') },
  'AWS::MSK::Cluster': {
    BrokerNodeGroupInfo: BROKERS,
    ConfigurationInfo: BROKERS,
    EncryptionInfo: BROKERS,
    KafkaVersion: BROKERS,
  },
  'AWS::MemoryDB::Cluster': { EngineVersion: CACHE, NodeType: CACHE },
  'AWS::Neptune::DBInstance': { DBInstanceClass: MEMBER },
  'AWS::Neptune::DBCluster': { EngineVersion: { ...MEMBER, duration: MAJOR } },
  'AWS::OpenSearchService::Domain': { AdvancedSecurityOptions: DOMAIN, ClusterConfig: DOMAIN, EngineVersion: DOMAIN },
  'AWS::RDS::DBCluster': {
    DBClusterParameterGroupName: AURORA,
    EngineVersion: { ...AURORA, duration: 'minutes for a major version' },
    MasterUserPassword: PASSWORD,
    Port: AURORA,
  },
  'AWS::RDS::DBInstance': {
    CACertificateIdentifier: RDS,
    DBInstanceClass: RDS,
    DBParameterGroupName: RDS,
    EngineVersion: { ...RDS, duration: MAJOR },
    MasterUserPassword: PASSWORD,
    StorageType: { ...RDS, why: 'from magnetic storage only' },
  },
  'AWS::Redshift::Cluster': { MasterUserPassword: PASSWORD, NodeType: REDSHIFT, NumberOfNodes: REDSHIFT },
  'AWS::Route53::RecordSet': { AliasTarget: NAME, ResourceRecords: NAME },
};

/** Properties whose change makes a rolling deployment of the tasks of a service. */
const DEPLOYED = ['LoadBalancers', 'NetworkConfiguration', 'PlatformVersion', 'TaskDefinition'];

/** A service that may have no task while it is deployed. */
function serviceStops({ Properties = {} }: StackResource, property: string): Interruption | undefined {
  const minimum = (Properties.DeploymentConfiguration as { MinimumHealthyPercent?: unknown } | undefined)
    ?.MinimumHealthyPercent;
  return DEPLOYED.includes(property) && minimum !== undefined && Number(minimum) === 0
    ? {
        why: 'old tasks may stop before new ones run (MinimumHealthyPercent 0)',
        duration: 'the start time of a task',
        basis: 'Amazon ECS developer guide, rolling deployments; not measured',
      }
    : undefined;
}

/** Machines that are replaced while none is left in service. */
function groupStops({ UpdatePolicy = {} }: StackResource, property: string): Interruption | undefined {
  const rolling = UpdatePolicy.AutoScalingRollingUpdate as { MinInstancesInService?: unknown } | undefined;
  return ['LaunchConfigurationName', 'LaunchTemplate', 'MixedInstancesPolicy', 'VPCZoneIdentifier'].includes(
    property,
  ) &&
    rolling &&
    Number(rolling.MinInstancesInService ?? 0) === 0
    ? {
        why: 'all machines may be replaced at once (MinInstancesInService 0)',
        duration: 'the start time of a machine',
        basis: 'AWS CloudFormation user guide, UpdatePolicy; not measured',
      }
    : undefined;
}

/**
 * What users notice while a property changes in place; undefined if they notice nothing, as far as is known.
 *
 * @param resource the resource as it will be
 * @param property the property that changes
 */
export function interruptionOf(resource: StackResource, property: string): Interruption | undefined {
  const { Type, Properties = {} } = resource;
  if (Type === 'AWS::ECS::Service') {
    return serviceStops(resource, property);
  }
  if (Type === 'AWS::AutoScaling::AutoScalingGroup') {
    return groupStops(resource, property);
  }
  const isMember = Type === 'AWS::RDS::DBInstance' && Properties.DBClusterIdentifier !== undefined;
  const found = TABLE[Type]?.[property];
  return found && isMember ? AURORA : found;
}
