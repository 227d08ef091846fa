/** One thing that takes time on AWS. */
export interface Work {
  /** What it is, in words. */
  readonly what: string;

  /** Minutes at least and at most. */
  readonly minutes: readonly [number, number];

  /**
   * Minutes more for each GiB of the database, at least and at most.
   *
   * @default - the size of the database does not matter
   */
  readonly perGiB?: readonly [number, number];

  /** `documented` with the document, `setting of the templates` with the setting, or `estimate` with what is known. */
  readonly source: string;
}

const documented = (document: string) => `documented: ${document}`;
const setting = (which: string) => `setting of the templates: ${which}`;
const estimate = (known: string) => `estimate: ${known}`;

/** Minutes for a GiB where AWS speaks of "several hours per tebibyte"; several is read as 2 to 6. */
const SEVERAL_HOURS_PER_TIB = [0.12, 0.35] as const;

/** Minutes for a GiB that is copied through a snapshot, where AWS only says that the size decides. */
const COPY_PER_GIB = [0, 0.5] as const;

/** Everything that the steps wait for. */
export const WORK = {
  STACKS: {
    what: 'AWS CloudFormation checks all stacks',
    minutes: [2, 10],
    source: estimate('no figure in AWS documentation'),
  },
  TASKS: {
    what: 'tasks are replaced one after the other, after the migration task',
    minutes: [3, 15],
    source: setting(
      'health check every 15 s, 60 s to start, 30 s to drain, the migration may take 30 min more; the rest is an ' +
        'estimate',
    ),
  },
  CANARY: {
    what: 'canary deployment of the web service',
    minutes: [15, 25],
    source: setting('10 min with a share of the requests, 5 min beside the old version; the rest is an estimate'),
  },
  MACHINES: {
    what: 'virtual machines are replaced one after the other',
    minutes: [3, 15],
    source: setting('a machine has 15 min to report that it is ready'),
  },
  EDGE: {
    what: 'CloudFront distribution reaches all edge locations',
    minutes: [5, 15],
    source: documented(
      'Amazon CloudFront Developer Guide, "Updating a distribution", edition of 2013, "can take 15 minutes"; AWS ' +
        'What\'s New of June 2026 on express mode of AWS CloudFormation, "5-10 minutes"',
    ),
  },
  PROXY: {
    what: 'the database proxy is created',
    minutes: [5, 15],
    source: estimate('no figure in AWS documentation'),
  },
  CACHE: { what: 'the cache is created', minutes: [5, 20], source: estimate('no figure in AWS documentation') },
  NAT: { what: 'the NAT gateways are created', minutes: [2, 5], source: estimate('no figure in AWS documentation') },
  STANDBY: {
    what: 'RDS creates a standby from a snapshot',
    minutes: [10, 30],
    perGiB: COPY_PER_GIB,
    source: estimate(
      'AWS re:Post, "What\'s the impact of modifying my Single-AZ Amazon RDS instance to a Multi-AZ instance", ' +
        'describes the snapshot and gives no figure',
    ),
  },
  INSTANCE_CLASS: {
    what: 'RDS changes the class of standby and writer with a failover',
    minutes: [10, 30],
    source: estimate('only the failover itself has a documented figure, see the downtime'),
  },
  INSTANCE: {
    what: 'a database instance is created',
    minutes: [5, 20],
    source: documented(
      'Amazon RDS User Guide, "Creating and connecting to a PostgreSQL DB instance", "can take up to 20 minutes"; ' +
        'the minimum is an estimate',
    ),
  },
  REPLICA_DATA: {
    what: 'a replica is seeded from a snapshot',
    minutes: [0, 0],
    perGiB: COPY_PER_GIB,
    source: estimate(
      'Amazon RDS User Guide, "Working with DB instance read replicas", describes the snapshot and gives no figure',
    ),
  },
  CLUSTER: {
    what: 'an Aurora cluster is created',
    minutes: [5, 20],
    source: documented(
      'Amazon Aurora User Guide, "Creating and connecting to an Aurora PostgreSQL DB cluster", "can take up to 20 ' +
        'minutes"; the minimum is an estimate',
    ),
  },
  SEEDING: {
    what: 'the cluster is seeded from the instance',
    minutes: [0, 0],
    perGiB: SEVERAL_HOURS_PER_TIB,
    source: documented(
      'Amazon Aurora User Guide, "Migrating data from an RDS for PostgreSQL DB instance to an Aurora PostgreSQL ' +
        'DB cluster using an Aurora read replica", "several hours per tebibyte", read as 2 to 6',
    ),
  },
  FREEZE: {
    what: 'a person stops the writes and waits until the replica has caught up',
    minutes: [5, 30],
    source: estimate('depends on the load and on the person'),
  },
  PROMOTION: {
    what: 'the cluster is promoted',
    minutes: [3, 10],
    source: documented(
      'Amazon Aurora User Guide, "Promoting a read replica to a DB cluster for Aurora MySQL", "takes a few ' +
        'minutes", read as 3 to 10; no figure for PostgreSQL',
    ),
  },
  RETARGET: {
    what: 'the proxy connects to the cluster',
    minutes: [1, 10],
    source: estimate('no figure in AWS documentation, never measured'),
  },
  SNAPSHOT: {
    what: 'a snapshot of the instance is taken',
    minutes: [3, 15],
    perGiB: COPY_PER_GIB,
    source: estimate('AWS gives no figure; the time depends on what has changed since the last snapshot'),
  },
  RESTORE: {
    what: 'the snapshot is restored into a cluster',
    minutes: [10, 30],
    perGiB: SEVERAL_HOURS_PER_TIB,
    source: estimate('AWS gives no figure for a snapshot; taken as for the replica'),
  },
  READERS: {
    what: 'two readers are created, one after the other',
    minutes: [10, 40],
    source: documented(
      'Amazon Aurora User Guide, "Creating and connecting to an Aurora PostgreSQL DB cluster", "up to 20 minutes" ' +
        'for each; the minimum is an estimate',
    ),
  },
  CLUSTER_CLASS: {
    what: 'three instances of the cluster change their class, one after the other',
    minutes: [15, 45],
    source: estimate('only the failover itself has a documented figure, see the downtime'),
  },
  CACHE_NODES: {
    what: 'nodes of the cache are replaced online',
    minutes: [10, 60],
    source: estimate(
      'Amazon ElastiCache User Guide, "Online vertical scaling by modifying node type", describes it and gives no ' +
        'figure; it depends on the node type and the data',
    ),
  },
  CACHE_SHARDS: {
    what: 'slots of the cache move to new shards',
    minutes: [10, 240],
    source: estimate(
      'Amazon ElastiCache User Guide, "Online cluster resizing", names load, memory and size of the data, and ' +
        'gives no figure',
    ),
  },
  CACHE_MODE: {
    what: 'cluster mode of the cache changes online',
    minutes: [5, 60],
    source: estimate('Amazon ElastiCache User Guide, "Modifying cluster mode", describes it and gives no figure'),
  },
  DETACHING: {
    what: 'a person detaches the replicas with the API',
    minutes: [5, 30],
    source: estimate('no figure in AWS documentation'),
  },
  REGION_GONE: {
    what: 'the stacks of a Region are deleted, one after the other',
    minutes: [20, 120],
    source: estimate('no figure in AWS documentation; machines, NAT gateways and the load balancer go slowly'),
  },
  DELETION: {
    what: 'the old instance is deleted with a final snapshot',
    minutes: [5, 30],
    perGiB: COPY_PER_GIB,
    source: estimate('AWS gives no figure'),
  },
  GLOBAL: {
    what: 'the global database and the global tables are created',
    minutes: [5, 30],
    source: estimate('no figure in AWS documentation'),
  },
  REGION: {
    what: 'network, cache and services of the further Regions, one Region after the other',
    minutes: [20, 90],
    source: estimate('no figure in AWS documentation; two Regions'),
  },
  FAR_COPY: {
    what: 'the secondary clusters are seeded from the primary',
    minutes: [0, 0],
    perGiB: SEVERAL_HOURS_PER_TIB,
    source: estimate('AWS gives no figure; taken as for a replica in the same Region'),
  },
  FAILOVER: {
    what: 'failover to the standby',
    minutes: [1, 2],
    source: documented('Amazon RDS User Guide, "Failing over a Multi-AZ DB instance", "typically 60-120 seconds"'),
  },
  AURORA_FAILOVER: {
    what: 'failover to a reader',
    minutes: [0, 1],
    source: documented(
      'Amazon Aurora User Guide, "High availability for Amazon Aurora", "typically restored in less than 60 ' +
        'seconds, and often less than 30 seconds"',
    ),
  },
  ONE_MACHINE: {
    what: 'no machine responds while the only one is replaced',
    minutes: [0, 15],
    source: setting('none if the group may hold one more; a machine has 15 min to report that it is ready'),
  },
} as const satisfies Record<string, Work>;
