import { Stack } from 'aws-cdk-lib';
import {
  BaseTargetTrackingProps,
  PredefinedMetric,
  ScalableTarget,
  ServiceNamespace,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import { IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AUTO_SCALING, isSupported } from './private/node-types';
import { validateScaling } from './private/validate-scaling';
import { ValkeyReplicaScaling, ValkeyScalingProps, ValkeyShardScaling } from './valkey-scaling-props';

/** Below the alarm at 80 percent, with room for the minutes that a new shard or replica takes. */
const ENGINE_CPU_PERCENT = 60;

/**
 * Scales the shards, the replicas or both of a Valkey replication group with its load.
 *
 * Add it in a deployment after the one that creates the replication group. From then on, do not change `shards` and
 * `replicasPerShard` of `ValkeyCache`, because an edit resets the live number to the template. Change `min` and `max`
 * instead. Members of a Global Datastore cannot scale, so remove this construct before the cache joins one.
 */
export class ValkeyScaling extends Construct {
  /**
   * Whether auto scaling supports a node type. Returns false for a token.
   *
   * @param nodeType the node type, for example `cache.r7g.large`
   */
  public static supports(nodeType: string): boolean {
    return isSupported(nodeType, AUTO_SCALING);
  }

  /** The scalable target of the shards, undefined without `shards`. */
  public readonly shards?: ScalableTarget;

  /** The scalable target of the replicas, undefined without `replicas`. */
  public readonly replicas?: ScalableTarget;

  private readonly role: IRole;

  constructor(scope: Construct, id: string, props: ValkeyScalingProps) {
    super(scope, id);
    validateScaling(this, props);
    this.role = this.importServiceRole();
    this.shards = props.shards && this.scaleShards(props.replicationGroupId, props.shards);
    this.replicas = props.replicas && this.scaleReplicas(props.replicationGroupId, props.replicas);
  }

  private scaleShards(replicationGroupId: string, shards: ValkeyShardScaling): ScalableTarget {
    const { engineCpuTargetPercent, memoryTargetPercent } = shards;
    const cpu = engineCpuTargetPercent ?? (memoryTargetPercent === undefined ? ENGINE_CPU_PERCENT : undefined);
    const target = this.createTarget('Shards', 'NodeGroups', replicationGroupId, shards);
    track(target, 'EngineCpu', PredefinedMetric.ELASTICACHE_PRIMARY_ENGINE_CPU_UTILIZATION, cpu, shards);
    track(
      target,
      'Memory',
      PredefinedMetric.ELASTICACHE_DATABASE_MEMORY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE,
      memoryTargetPercent,
      shards,
    );
    return target;
  }

  private scaleReplicas(replicationGroupId: string, replicas: ValkeyReplicaScaling): ScalableTarget {
    const target = this.createTarget('Replicas', 'Replicas', replicationGroupId, replicas);
    track(
      target,
      'EngineCpu',
      PredefinedMetric.ELASTICACHE_REPLICA_ENGINE_CPU_UTILIZATION,
      replicas.engineCpuTargetPercent ?? ENGINE_CPU_PERCENT,
      replicas,
    );
    return target;
  }

  private createTarget(
    id: string,
    dimension: string,
    replicationGroupId: string,
    { min, max }: { readonly min: number; readonly max: number },
  ): ScalableTarget {
    return new ScalableTarget(this, id, {
      serviceNamespace: ServiceNamespace.ELASTICACHE,
      resourceId: `replication-group/${replicationGroupId}`,
      scalableDimension: `elasticache:replication-group:${dimension}`,
      minCapacity: min,
      maxCapacity: max,
      role: this.role,
    });
  }

  /** The service-linked role, which Application Auto Scaling creates and always uses, whatever role it is given. */
  private importServiceRole(): IRole {
    const arn = Stack.of(this).formatArn({
      service: 'iam',
      region: '',
      resource: 'role/aws-service-role/elasticache.application-autoscaling.amazonaws.com',
      resourceName: 'AWSServiceRoleForApplicationAutoScaling_ElastiCacheRG',
    });
    return Role.fromRoleArn(this, 'ServiceRole', arn);
  }
}

function track(
  target: ScalableTarget,
  id: string,
  predefinedMetric: PredefinedMetric,
  targetValue: number | undefined,
  { scaleIn }: { readonly scaleIn?: boolean },
): void {
  if (targetValue !== undefined) {
    const tuning: BaseTargetTrackingProps = scaleIn === false ? { disableScaleIn: true } : {};
    target.scaleToTrackMetric(id, { predefinedMetric, targetValue, ...tuning });
  }
}
