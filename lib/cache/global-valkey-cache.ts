import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnGlobalReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { GlobalValkeyCacheProps } from './global-valkey-cache-props';
import { validateGlobal } from './private/validate-global';

/**
 * A Global Datastore whose primary is a Valkey cache that exists already: writes go to it, other Regions read copies.
 *
 * Secondaries, two at most, are born with `globalReplicationGroupId` of `ValkeyCache` in their own Regions, and are not
 * listed here: a cache that exists is wiped when it is added. From now on node type, version and shards are changed
 * here and in all Regions at once; the members' own templates stay as they are. No Region takes over by itself: promote
 * a secondary through the service.
 */
export class GlobalValkeyCache extends Construct {
  /** Id of the Global Datastore, with the prefix that Amazon ElastiCache gave it. */
  public readonly globalReplicationGroupId: string;

  /** The Global Datastore. */
  public readonly globalReplicationGroup: CfnGlobalReplicationGroup;

  constructor(scope: Construct, id: string, props: GlobalValkeyCacheProps) {
    super(scope, id);
    validateGlobal(this, props);
    this.globalReplicationGroup = this.createGlobalReplicationGroup(props);
    this.globalReplicationGroupId = this.globalReplicationGroup.attrGlobalReplicationGroupId;
  }

  /**
   * With the primary only: CloudFormation refuses several members at creation, and secondaries name the Global
   * Datastore themselves.
   */
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
