/** How shards scale. */
export interface ValkeyShardScaling {
  /** Fewest shards (1 to 500). A group with fewer is scaled out to it at once. */
  readonly min: number;

  /** Most shards (1 to 500). A group with more is scaled in to it at once. */
  readonly max: number;

  /**
   * CPU of the engine's one thread to keep, in percent, averaged over the primaries (35 to 70, Amazon ElastiCache user
   * guide, adding a scaling policy).
   *
   * @default - 60 where `memoryTargetPercent` is not given either; otherwise CPU does not count
   */
  readonly engineCpuTargetPercent?: number;

  /**
   * Memory in use to keep, in percent of what the engine may use before it evicts, averaged over the primaries (35 to
   * 70, as above).
   *
   * For data that must stay. A cache fills its memory by design: there, this would grow to `max` and stay.
   *
   * @default - memory does not count
   */
  readonly memoryTargetPercent?: number;

  /**
   * Whether shards are taken away again, once every target given is well undercut.
   *
   * @default true
   */
  readonly scaleIn?: boolean;
}

/** How the replicas of each shard scale. */
export interface ValkeyReplicaScaling {
  /**
   * Fewest replicas of each shard (1 to 5): with none there is nothing to measure. A group with fewer is scaled out to
   * it at once.
   */
  readonly min: number;

  /** Most replicas of each shard (1 to 5). A group with more is scaled in to it at once. */
  readonly max: number;

  /**
   * CPU of the engine's one thread to keep, in percent, averaged over the replicas (35 to 70, Amazon ElastiCache user
   * guide, adding a scaling policy).
   *
   * @default 60
   */
  readonly engineCpuTargetPercent?: number;

  /**
   * Whether replicas are taken away again, once the target is well undercut.
   *
   * @default true
   */
  readonly scaleIn?: boolean;
}

/** Properties of the scaling of a Valkey cache. */
export interface ValkeyScalingProps {
  /** Id of the replication group, in cluster mode, which exists already. */
  readonly replicationGroupId: string;

  /**
   * Node type of the group, for the check that auto scaling supports it.
   *
   * `large`, `xlarge` or `2xlarge` of the families M5, M6g, M7g, M8g, R5, R6g, R6gd, R7g, R8g, C7gn or C8gn (Amazon
   * ElastiCache user guide, auto scaling, prerequisites).
   */
  readonly nodeType: string;

  /**
   * How shards scale. Slots move online, which takes minutes to hours; nothing else scales meanwhile.
   *
   * @default - they do not
   */
  readonly shards?: ValkeyShardScaling;

  /**
   * How the replicas of each shard scale, of all shards alike.
   *
   * @default - they do not
   */
  readonly replicas?: ValkeyReplicaScaling;
}
