/** Sizes by the name of the stage. */
export interface DocumentSizes {
  /** Sizes of a stage that differ from its own; of several Regions, wherever a Region has none of its own. */
  readonly [stage: string]: DocumentStageSizes | undefined;
}

/** Sizes of one stage that differ; each property replaces the same one of the stage. */
export interface DocumentStageSizes {
  /**
   * The virtual machine group.
   *
   * @default - as the stage has it
   */
  readonly vm?: DocumentVmSizes;

  /**
   * The web service.
   *
   * @default - as the stage has it
   */
  readonly web?: DocumentServiceSizes;

  /**
   * The worker service.
   *
   * @default - as the stage has it
   */
  readonly worker?: DocumentServiceSizes;

  /**
   * The database.
   *
   * @default - as the stage has it
   */
  readonly database?: DocumentDatabaseSizes;

  /**
   * The shared cache.
   *
   * @default - as the stage has it
   */
  readonly cache?: DocumentCacheSizes;

  /**
   * How private subnets reach the internet.
   *
   * @default - as the stage has it
   */
  readonly nat?: string;

  /**
   * Whether a new version of the web service first answers a share of the requests.
   *
   * @default - as the stage has it
   */
  readonly canary?: boolean;

  /**
   * Whether workers beyond the fewest run on Fargate Spot.
   *
   * @default - as the stage has it
   */
  readonly workerSpot?: boolean;
}

/** Sizes of the virtual machine group. */
export interface DocumentVmSizes {
  /**
   * Instance type, arm64.
   *
   * @default - as the stage has it
   */
  readonly instanceType?: string;

  /**
   * Fewest machines.
   *
   * @default - as the stage has it
   */
  readonly minCapacity?: number;

  /**
   * Most machines.
   *
   * @default - as the stage has it
   */
  readonly maxCapacity?: number;
}

/** Sizes of a Fargate service. */
export interface DocumentServiceSizes {
  /**
   * CPU units of one task.
   *
   * @default - as the stage has it
   */
  readonly cpu?: number;

  /**
   * Memory of one task, in MiB.
   *
   * @default - as the stage has it
   */
  readonly memoryMiB?: number;

  /**
   * Fewest tasks.
   *
   * @default - as the stage has it
   */
  readonly minTasks?: number;

  /**
   * Most tasks.
   *
   * @default - as the stage has it
   */
  readonly maxTasks?: number;
}

/** Sizes of the database. */
export interface DocumentDatabaseSizes {
  /**
   * Instance class without the `db.` prefix, arm64.
   *
   * @default - as the stage has it
   */
  readonly instanceType?: string;

  /**
   * Storage at creation, in GiB; never lower it.
   *
   * @default - as the stage has it
   */
  readonly allocatedStorageGiB?: number;

  /**
   * Ceiling of storage auto-scaling, in GiB.
   *
   * @default - as the stage has it
   */
  readonly maxAllocatedStorageGiB?: number;

  /**
   * Whether a standby is kept.
   *
   * @default - as the stage has it
   */
  readonly multiAz?: boolean;

  /**
   * Number of read replicas.
   *
   * @default - as the stage has it
   */
  readonly readReplicas?: number;

  /**
   * Whether an RDS Proxy pools the connections.
   *
   * @default - as the stage has it
   */
  readonly proxy?: boolean;

  /**
   * Most readers of an Aurora cluster that scaling may run.
   *
   * @default - as the stage has it
   */
  readonly maxReaders?: number;

  /**
   * Aurora Serverless v2 instead of instances of a class.
   *
   * @default - as the stage has it
   */
  readonly serverless?: DocumentServerless;

  /**
   * Whether the input/output of Aurora is free, and compute and storage cost more.
   *
   * @default - as the stage has it
   */
  readonly ioOptimized?: boolean;
}

/** Bounds of Aurora Serverless v2 instances. */
export interface DocumentServerless {
  /** Fewest capacity units of one instance. */
  readonly minAcu: number;

  /** Most capacity units of one instance. */
  readonly maxAcu: number;
}

/** Sizes of the shared cache. */
export interface DocumentCacheSizes {
  /**
   * Node type with the `cache.` prefix.
   *
   * @default - as the stage has it
   */
  readonly nodeType?: string;

  /**
   * Number of shards.
   *
   * @default - as the stage has it
   */
  readonly shards?: number;

  /**
   * Replicas of each shard.
   *
   * @default - as the stage has it
   */
  readonly replicasPerShard?: number;

  /**
   * Most shards that scaling may run.
   *
   * @default - as the stage has it
   */
  readonly maxShards?: number;

  /**
   * Most replicas of each shard that scaling may run.
   *
   * @default - as the stage has it
   */
  readonly maxReplicasPerShard?: number;
}
