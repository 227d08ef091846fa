import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnParameterGroup, CfnReplicationGroup, CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ValkeyCacheProps } from '../valkey-cache-props';
import { engineVersionOf, logRetentionOf, majorOf, sharedResourcesPolicyOf } from './defaults';

/** What only the group that is no secondary says of itself; a secondary takes it from the Global Datastore. */
export function ownOrigin(cache: Construct, props: ValkeyCacheProps): Partial<CfnReplicationGroupProps> {
  const replicas = props.replicasPerShard ?? 1;
  return {
    engine: 'valkey',
    engineVersion: engineVersionOf(props),
    cacheNodeType: props.nodeType,
    clusterMode: 'enabled',
    numNodeGroups: props.shards ?? 1,
    automaticFailoverEnabled: true,
    multiAzEnabled: replicas > 0,
    cacheParameterGroupName: createParameters(cache, props).ref,
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    atRestEncryptionEnabled: true,
    autoMinorVersionUpgrade: false,
    durability: props.durability,
  };
}

/** The id names the family, which is create-only: another family is another group. */
function createParameters(cache: Construct, props: ValkeyCacheProps): CfnParameterGroup {
  const major = majorOf(props);
  const parameters = new CfnParameterGroup(cache, `ParametersValkey${major}`, {
    cacheParameterGroupFamily: `valkey${major}`,
    description: `Valkey ${major}, cluster mode`,
    properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': props.maxMemoryPolicy ?? 'volatile-lru' },
  });
  parameters.applyRemovalPolicy(sharedResourcesPolicyOf(props));
  return parameters;
}

/** Slow and engine logs. */
export function createLogDelivery(
  cache: Construct,
  props: ValkeyCacheProps,
): CfnReplicationGroup.LogDeliveryConfigurationRequestProperty[] {
  const removalPolicy: RemovalPolicy = sharedResourcesPolicyOf(props);
  return ['slow-log', 'engine-log'].map((logType) => {
    const retention = logRetentionOf(props).toDays();
    const logs = new LogGroup(cache, logType === 'slow-log' ? 'SlowLogs' : 'EngineLogs', { retention, removalPolicy });
    return {
      logType,
      logFormat: 'json',
      destinationType: 'cloudwatch-logs',
      destinationDetails: { cloudWatchLogsDetails: { logGroup: logs.logGroupName } },
    };
  });
}
