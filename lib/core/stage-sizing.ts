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

  /** Fewest machines that run at any time. */
  readonly minCapacity: number;

  /** Most machines that scaling may start. */
  readonly maxCapacity: number;
}

/** Size of one Fargate service. */
export interface ServiceSizing {
  /** CPU units of one task (1024 is one vCPU). */
  readonly cpu: number;

  /** Memory of one task, in MiB. */
  readonly memoryMiB: number;

  /** Fewest tasks that run at any time. */
  readonly minTasks: number;

  /** Most tasks that scaling may start. */
  readonly maxTasks: number;
}

/** Bounds of Aurora Serverless v2 instances, in Aurora capacity units. */
export interface ServerlessSizing {
  /** Fewest capacity units of one instance, 0 to 256 in steps of 0.5. */
  readonly minAcu: number;

  /** Most capacity units of one instance, 1 to 256 in steps of 0.5. */
  readonly maxAcu: number;
}

/** Size of the PostgreSQL database. */
export interface DatabaseSizing {
  /** The service that holds the data. */
  readonly kind: DatabaseKind;

  /** Instance class without the `db.` prefix, for example `t4g.small`. */
  readonly instanceType: string;

  /** Storage at creation, in GiB. It can never shrink. */
  readonly allocatedStorageGiB: number;

  /** Ceiling of storage auto-scaling, in GiB. */
  readonly maxAllocatedStorageGiB: number;

  /** Whether a standby in a second Availability Zone is kept. */
  readonly multiAz: boolean;

  /** Number of read replicas (0 to 15), or of readers besides the writer of an Aurora cluster (0 to 14). */
  readonly readReplicas: number;

  /** Whether an RDS Proxy pools the connections. */
  readonly proxy: boolean;

  /**
   * Most readers of an Aurora cluster that scaling may run (1 to 15).
   *
   * @default - the number of readers is fixed
   */
  readonly maxReaders?: number;

  /**
   * Aurora Serverless v2 instead of instances of `instanceType`.
   *
   * @default - provisioned instances
   */
  readonly serverless?: ServerlessSizing;

  /**
   * Whether Aurora's input/output is free and compute and storage cost more.
   *
   * @default false
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
   * Most shards that scaling may run. Once it is set, `shards` is frozen: a later change of it would throw the number
   * back.
   *
   * @default - the number of shards is fixed
   */
  readonly maxShards?: number;

  /**
   * Most replicas of each shard that scaling may run. Once it is set, `replicasPerShard` is frozen.
   *
   * @default - the number of replicas is fixed
   */
  readonly maxReplicasPerShard?: number;
}

/** Every size that a stage fixes and a user may override. */
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
   * @default - Valkey runs beside the application on the virtual machine
   */
  readonly cache?: CacheSizing;

  /** How private subnets reach the internet. */
  readonly nat: NatKind;

  /** Whether AWS WAF protects the edge. */
  readonly firewall: boolean;

  /**
   * Whether a new version of the web service first answers a share of the requests, and is stopped by alarms.
   *
   * @default false - a rolling deployment that alarms stop
   */
  readonly canary?: boolean;

  /**
   * Whether workers beyond the fewest run on Fargate Spot.
   *
   * @default false
   */
  readonly workerSpot?: boolean;

  /** Number of AWS Regions that serve users. */
  readonly regions: number;
}
