/** Where the containers of a stage run. */
export enum ComputeKind {
  /** An Amazon EC2 Auto Scaling group of virtual machines that run the container. */
  VM_GROUP = 'vm-group',
  /** Amazon ECS services on AWS Fargate. */
  FARGATE = 'fargate',
}

/** How private subnets reach the internet. */
export enum NatKind {
  /** They do not; only gateway endpoints are reachable. */
  NONE = 'none',
  /** One self-healing NAT instance for all Availability Zones. */
  INSTANCE = 'instance',
  /** One NAT gateway for all Availability Zones. */
  ONE_GATEWAY = 'one-gateway',
  /** One NAT gateway per Availability Zone. */
  GATEWAY_PER_AZ = 'gateway-per-az',
}

/** Which PostgreSQL service holds the data. */
export enum DatabaseKind {
  /** An Amazon RDS for PostgreSQL instance, with or without a standby and replicas. */
  RDS_INSTANCE = 'rds-instance',
  /** An Amazon Aurora PostgreSQL cluster. */
  AURORA_CLUSTER = 'aurora-cluster',
  /** An Amazon Aurora Global Database. */
  AURORA_GLOBAL = 'aurora-global',
}

/** Size of the virtual machine group. */
export interface VmSizing {
  /** Amazon EC2 instance type, arm64, for example `t4g.small`. */
  readonly instanceType: string;

  /** Smallest number of machines. */
  readonly minCapacity: number;

  /** Largest number of machines that scaling may start. */
  readonly maxCapacity: number;
}

/** Size of one Fargate service. */
export interface ServiceSizing {
  /** CPU units of one task; 1024 are one vCPU. */
  readonly cpu: number;

  /** Memory of one task, in MiB. */
  readonly memoryMiB: number;

  /** Smallest number of tasks. */
  readonly minTasks: number;

  /** Largest number of tasks that scaling may start. */
  readonly maxTasks: number;
}

/** Capacity of each Aurora Serverless v2 instance, in Aurora capacity units (ACU) of about 2 GiB of memory. */
export interface ServerlessSizing {
  /** Lowest capacity, 0 to 256 ACU in steps of 0.5. */
  readonly minAcu: number;

  /** Highest capacity, 1 to 256 ACU in steps of 0.5. */
  readonly maxAcu: number;
}

/** Size of the PostgreSQL database. */
export interface DatabaseSizing {
  /** The service that holds the data. */
  readonly kind: DatabaseKind;

  /** Instance class without the `db.` prefix, for example `t4g.small`. */
  readonly instanceType: string;

  /** Storage at creation, in GiB. Storage can grow but not shrink. */
  readonly allocatedStorageGiB: number;

  /** Largest size to which Amazon RDS may grow the storage, in GiB. */
  readonly maxAllocatedStorageGiB: number;

  /** Whether there is a standby in a second Availability Zone. */
  readonly multiAz: boolean;

  /**
   * Number of read replicas of an instance (0 to 15), or of readers of an Aurora cluster in addition to the writer (0
   * to 14).
   */
  readonly readReplicas: number;

  /** Whether an RDS Proxy pools the connections. */
  readonly proxy: boolean;

  /**
   * Largest number of readers of an Aurora cluster that scaling may run (1 to 15).
   *
   * @default - the number of readers is fixed
   */
  readonly maxReaders?: number;

  /**
   * Capacity of Aurora Serverless v2 instances, which replace those of `instanceType`.
   *
   * @default - provisioned instances of `instanceType`
   */
  readonly serverless?: ServerlessSizing;

  /**
   * Whether the Aurora cluster uses I/O-Optimized storage: I/O costs nothing, compute and storage cost more.
   *
   * @default false - Aurora Standard: each I/O request is billed
   */
  readonly ioOptimized?: boolean;
}

/** Size of the shared Valkey cache. */
export interface CacheSizing {
  /** Node type with the `cache.` prefix, for example `cache.t4g.small`. */
  readonly nodeType: string;

  /** Number of shards (node groups). */
  readonly shards: number;

  /** Replicas of each shard. */
  readonly replicasPerShard: number;

  /**
   * Largest number of shards that scaling may run. Do not change `shards` after you have set it: a deployment would
   * reset what scaling has chosen.
   *
   * @default - the number of shards is fixed
   */
  readonly maxShards?: number;

  /**
   * Largest number of replicas of each shard that scaling may run. Do not change `replicasPerShard` after you have set
   * it: a deployment would reset what scaling has chosen.
   *
   * @default - the number of replicas is fixed
   */
  readonly maxReplicasPerShard?: number;
}

/** The sizes of a stage. Each can be overridden. */
export interface StageSizes {
  /** Where the containers run. */
  readonly compute: ComputeKind;

  /**
   * The virtual machine group.
   *
   * @default - the stage runs no virtual machines
   */
  readonly vm?: VmSizing;

  /**
   * The web service.
   *
   * @default - the stage runs no Fargate services
   */
  readonly web?: ServiceSizing;

  /**
   * The worker service.
   *
   * @default - the stage runs no Fargate services
   */
  readonly worker?: ServiceSizing;

  /** The database. */
  readonly database: DatabaseSizing;

  /**
   * The shared cache.
   *
   * @default - no shared cache; each virtual machine runs a Valkey of its own
   */
  readonly cache?: CacheSizing;

  /** How private subnets reach the internet. */
  readonly nat: NatKind;

  /** Whether AWS WAF protects the edge. */
  readonly firewall: boolean;

  /**
   * Whether a new version of the web service first receives a share of the requests, and all of them only if no alarm
   * goes off.
   *
   * @default false - a rolling deployment, which alarms can stop as well
   */
  readonly canary?: boolean;

  /**
   * Whether worker tasks beyond `minTasks` run on Fargate Spot.
   *
   * @default false - all tasks run on demand
   */
  readonly workerSpot?: boolean;

  /** Number of AWS Regions that serve users. */
  readonly regions: number;
}
