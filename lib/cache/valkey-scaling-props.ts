/** How shards scale. */
export interface ValkeyShardScaling {
  /** Minimum number of shards (1 to 500). A cache with fewer shards is scaled out immediately. */
  readonly min: number;

  /** Maximum number of shards (1 to 500). A cache with more shards is scaled in immediately. */
  readonly max: number;

  /**
   * Target CPU utilization of the engine thread, in percent, averaged over the primaries (35 to 70, Amazon ElastiCache
   * user guide, adding a scaling policy).
   *
   * @default - 60 if `memoryTargetPercent` is not set either; otherwise shards do not scale by CPU
   */
  readonly engineCpuTargetPercent?: number;

  /**
   * Target memory usage, in percent of the memory that the engine can use before it evicts, averaged over the primaries
   * (35 to 70, as above).
   *
   * Use it for data that must not be evicted. A cache fills its memory by design and would grow to `max` and stay
   * there.
   *
   * @default - shards do not scale by memory
   */
  readonly memoryTargetPercent?: number;

  /**
   * Whether shards are removed when the load is well below every target.
   *
   * @default true
   */
  readonly scaleIn?: boolean;
}

/** How the replicas of each shard scale. */
export interface ValkeyReplicaScaling {
  /**
   * Minimum number of replicas per shard (1 to 5); scaling needs one to measure. A cache with fewer replicas is scaled
   * out immediately.
   */
  readonly min: number;

  /** Maximum number of replicas per shard (1 to 5). A cache with more replicas is scaled in immediately. */
  readonly max: number;

  /**
   * Target CPU utilization of the engine thread, in percent, averaged over the replicas (35 to 70, Amazon ElastiCache
   * user guide, adding a scaling policy).
   *
   * @default 60
   */
  readonly engineCpuTargetPercent?: number;

  /**
   * Whether replicas are removed when the load is well below the target.
   *
   * @default true
   */
  readonly scaleIn?: boolean;
}

/** Properties of `ValkeyScaling`. */
export interface ValkeyScalingProps {
  /** Id of an existing replication group in cluster mode. */
  readonly replicationGroupId: string;

  /**
   * Node type of the replication group. Synthesis fails if auto scaling does not support it.
   *
   * `large`, `xlarge` or `2xlarge` of the families M5, M6g, M7g, M8g, R5, R6g, R6gd, R7g, R8g, C7gn or C8gn (Amazon
   * ElastiCache user guide, auto scaling, prerequisites).
   */
  readonly nodeType: string;

  /**
   * How the number of shards scales. Slots move online, which takes minutes to hours. Nothing else scales meanwhile.
   *
   * @default - the number of shards does not scale
   */
  readonly shards?: ValkeyShardScaling;

  /**
   * How the number of replicas per shard scales. It is the same for all shards.
   *
   * @default - the number of replicas does not scale
   */
  readonly replicas?: ValkeyReplicaScaling;
}
