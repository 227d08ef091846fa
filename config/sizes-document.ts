import { NatKind } from '../lib';
import { ArmInstanceType, ArmNodeType } from './document-values';

/** Sizes by the name of the stage. */
export interface DocumentSizes {
  /** Sizes of the stage that differ from its own; of several Regions, wherever a Region has none of its own. */
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
  readonly worker?: DocumentWorkerSizes;

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
  readonly nat?: `${NatKind}`;

  /**
   * Whether a new version of the web service first answers a share of the requests.
   *
   * @default - as the stage has it
   */
  readonly canary?: boolean;

  /**
   * Whether workers beyond the minimum run on Fargate Spot.
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
   * @example "t4g.small"
   */
  readonly instanceType?: ArmInstanceType;

  /**
   * Minimum number of machines.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 8
   * @example 1
   */
  readonly minCapacity?: number;

  /**
   * Maximum number of machines that scaling may start.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 8
   * @example 8
   */
  readonly maxCapacity?: number;
}

/** Sizes of a Fargate service. */
export interface DocumentServiceSizes {
  /**
   * CPU units of one task (1024 is one vCPU).
   *
   * @default - as the stage has it
   * @integer
   * @enum [256, 512, 1024, 2048, 4096, 8192, 16384]
   */
  readonly cpu?: number;

  /**
   * Memory of one task, in MiB.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 512
   * @maximum 122880
   * @example 1024
   */
  readonly memoryMiB?: number;

  /**
   * Minimum number of tasks.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 1000
   * @example 2
   */
  readonly minTasks?: number;

  /**
   * Maximum number of tasks that scaling may start.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 1000
   * @example 10
   */
  readonly maxTasks?: number;
}

/** Sizes of a Fargate service that may run no task as long as there is nothing to do. */
export interface DocumentWorkerSizes extends DocumentServiceSizes {
  /**
   * Minimum number of tasks.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 0
   * @maximum 1000
   * @example 2
   */
  readonly minTasks?: number;
}

/** Sizes of the database. */
export interface DocumentDatabaseSizes {
  /**
   * Instance class without the `db.` prefix, arm64.
   *
   * @default - as the stage has it
   * @example "t4g.small"
   * @example "m7g.large"
   */
  readonly instanceType?: ArmInstanceType;

  /**
   * Storage at creation, in GiB. Never lower it: storage cannot shrink.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 20
   * @maximum 65536
   * @example 20
   */
  readonly allocatedStorageGiB?: number;

  /**
   * Limit of storage auto-scaling, in GiB; at least 10 % above `allocatedStorageGiB`.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 22
   * @maximum 65536
   * @example 100
   */
  readonly maxAllocatedStorageGiB?: number;

  /**
   * Whether a standby in a second Availability Zone is kept.
   *
   * @default - as the stage has it
   */
  readonly multiAz?: boolean;

  /**
   * Number of read replicas; of an Aurora cluster, readers in addition to the writer.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 0
   * @maximum 15
   * @example 1
   */
  readonly readReplicas?: number;

  /**
   * Whether an RDS Proxy pools the connections.
   *
   * @default - as the stage has it
   */
  readonly proxy?: boolean;

  /**
   * Maximum number of readers of an Aurora cluster that scaling may run; freezes `readReplicas`.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 15
   * @example 8
   */
  readonly maxReaders?: number;

  /**
   * Aurora Serverless v2 instead of instances of a class.
   *
   * @default - as the stage has it
   */
  readonly serverless?: DocumentServerless;

  /**
   * Whether I/O of Aurora is included, while compute and storage cost more.
   *
   * @default - as the stage has it
   */
  readonly ioOptimized?: boolean;
}

/** Limits of Aurora Serverless v2 instances. */
export interface DocumentServerless {
  /**
   * Minimum capacity units of one instance; 0 lets it pause.
   *
   * @minimum 0
   * @maximum 256
   * @multipleOf 0.5
   * @example 0.5
   */
  readonly minAcu: number;

  /**
   * Maximum capacity units of one instance.
   *
   * @minimum 1
   * @maximum 256
   * @multipleOf 0.5
   * @example 16
   */
  readonly maxAcu: number;
}

/** Sizes of the shared cache. */
export interface DocumentCacheSizes {
  /**
   * Node type with the `cache.` prefix, arm64.
   *
   * @default - as the stage has it
   * @example "cache.t4g.small"
   */
  readonly nodeType?: ArmNodeType;

  /**
   * Number of shards.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 500
   * @example 1
   */
  readonly shards?: number;

  /**
   * Replicas of each shard.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 0
   * @maximum 5
   * @example 1
   */
  readonly replicasPerShard?: number;

  /**
   * Maximum number of shards that scaling may run; freezes `shards`.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 500
   * @example 12
   */
  readonly maxShards?: number;

  /**
   * Maximum number of replicas of each shard that scaling may run; freezes `replicasPerShard`.
   *
   * @default - as the stage has it
   * @integer
   * @minimum 1
   * @maximum 5
   * @example 3
   */
  readonly maxReplicasPerShard?: number;
}
