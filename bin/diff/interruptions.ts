/** What users notice while AWS changes a property in place. */
export interface Interruption {
  readonly why: string;
  /** About how long, in words. */
  readonly duration: string;
  readonly basis: string;
}

const RESTART = 'a restart, or a failover where there is a standby';
const RDS_GUIDE = 'Amazon RDS user guide, modifying an instance; not measured';
const CACHE_GUIDE = 'Amazon ElastiCache user guide, online scaling; not measured';

const RDS: Interruption = { why: RESTART, duration: '60 to 120 s with Multi-AZ, minutes without (AWS figure)', basis: RDS_GUIDE };
const AURORA: Interruption = { why: 'a restart of the instance, and a failover where it writes', duration: 'under 30 s with a reader (AWS figure)', basis: 'Amazon Aurora user guide; not measured' };
const CACHE: Interruption = { why: 'nodes are replaced online, connections break once per shard', duration: 'seconds for each client', basis: CACHE_GUIDE };
const VM: Interruption = { why: 'the machine is stopped and started', duration: 'minutes', basis: 'Amazon EC2 user guide, changing the instance type; not measured' };

const TABLE: Readonly<Record<string, Readonly<Record<string, Interruption>>>> = {
  'AWS::DocDB::DBInstance': { DBInstanceClass: AURORA },
  'AWS::EC2::Instance': { InstanceType: VM, EbsOptimized: VM, UserData: VM },
  'AWS::EC2::Route': {
    NatGatewayId: { why: 'open connections through the old way out break', duration: 'seconds', basis: 'a changed route resets flows; not measured' },
    NetworkInterfaceId: { why: 'open connections through the old way out break', duration: 'seconds', basis: 'a changed route resets flows; not measured' },
  },
  'AWS::ElastiCache::ReplicationGroup': { CacheNodeType: CACHE, EngineVersion: CACHE, CacheParameterGroupName: CACHE, TransitEncryptionEnabled: CACHE },
  'AWS::ElasticLoadBalancingV2::Listener': {
    Port: { why: 'the old port answers no more', duration: 'until every client uses the new one', basis: 'a listener has one port' },
    Protocol: { why: 'the old protocol answers no more', duration: 'until every client uses the new one', basis: 'a listener has one protocol' },
  },
  'AWS::MSK::Cluster': { KafkaVersion: { why: 'brokers restart one after the other', duration: 'about 15 minutes for each broker', basis: 'Amazon MSK developer guide; not measured' } },
  'AWS::OpenSearchService::Domain': { ClusterConfig: { why: 'a blue/green deployment of the domain', duration: 'none, slower for up to hours', basis: 'Amazon OpenSearch Service guide; not measured' } },
  'AWS::RDS::DBCluster': { EngineVersion: { ...AURORA, duration: 'minutes for a major version' }, Port: AURORA, DBClusterParameterGroupName: AURORA },
  'AWS::RDS::DBInstance': { DBInstanceClass: RDS, EngineVersion: { ...RDS, duration: 'minutes, more for a major version' }, DBParameterGroupName: RDS, Port: RDS, StorageType: { ...RDS, why: 'from magnetic storage only' } },
};

/**
 * What users notice while a property changes in place; nothing where they notice nothing, as far as is known.
 *
 * @param type the resource type
 * @param property the property that changes
 * @param properties the properties of the resource
 */
export function interruptionOf(type: string, property: string, properties: Readonly<Record<string, unknown>> = {}): Interruption | undefined {
  const isMember = type === 'AWS::RDS::DBInstance' && properties.DBClusterIdentifier !== undefined;
  const found = TABLE[type]?.[property];
  return found && isMember ? AURORA : found;
}
