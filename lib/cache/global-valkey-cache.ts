import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnGlobalReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { GlobalValkeyCacheProps } from './global-valkey-cache-props';
import { validateGlobal } from './private/validate-global';

/**
 * A Global Datastore that replicates an existing Valkey cache, the primary, to other Regions, where it is read-only.
 *
 * Create up to two secondaries with `globalReplicationGroupId` of `ValkeyCache` in their own Regions. They are not
 * listed here, because Amazon ElastiCache erases an existing cache that is added. From then on, change node type,
 * version and shards here, for all Regions at once, and leave those properties of the members unchanged. Failover
 * between Regions is manual.
 */
export class GlobalValkeyCache extends Construct {
  /** Id of the Global Datastore, including the prefix that Amazon ElastiCache adds. */
  public readonly globalReplicationGroupId: string;

  /** The Global Datastore. */
  public readonly globalReplicationGroup: CfnGlobalReplicationGroup;

  constructor(scope: Construct, id: string, props: GlobalValkeyCacheProps) {
    super(scope, id);
    validateGlobal(this, props);
    this.globalReplicationGroup = this.createGlobalReplicationGroup(props);
    this.globalReplicationGroupId = this.globalReplicationGroup.attrGlobalReplicationGroupId;
  }

  /** Lists the primary only: CloudFormation refuses several members at creation, and secondaries refer to the id. */
  private createGlobalReplicationGroup(props: GlobalValkeyCacheProps): CfnGlobalReplicationGroup {
    const { replicationGroupId, primaryRegion = Stack.of(this).region } = props;
    const group = new CfnGlobalReplicationGroup(this, 'Resource', {
      globalReplicationGroupIdSuffix: props.idSuffix,
      globalReplicationGroupDescription: props.description,
      members: [{ replicationGroupId, replicationGroupRegion: primaryRegion, role: 'PRIMARY' }],
      automaticFailoverEnabled: props.automaticFailover,
      cacheNodeType: props.nodeType,
      globalNodeGroupCount: props.shards,
      engineVersion: props.engineVersion,
    });
    group.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    return group;
  }
}
