import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnParameterGroup, CfnReplicationGroup, CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ValkeyCacheProps } from '../valkey-cache-props';
import { engineVersionOf, logRetentionOf, majorOf, sharedResourcesPolicyOf } from './defaults';

/** Properties of a cache that is not a secondary. A secondary inherits them from the Global Datastore. */
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

/** The construct id contains the family, because the family is create-only. */
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

/** Delivers slow logs and engine logs to CloudWatch Logs. */
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
