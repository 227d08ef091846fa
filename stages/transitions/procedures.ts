import { GrowthProcedure, ProcedureStep, StepDowntime } from '../../lib';
import { unknownWord } from '../problem';
import { DAY, lasting } from './durations';
import { noDowntime } from './wording';
import { WORK } from './work';

const NODE_DOWNTIME: StepDowntime = {
  expected: 'connections break once per shard; clients reconnect within seconds',
  basis: 'ElastiCache scales a replication group with automatic failover online (its user guide)',
  proved: false,
  howToProve:
    'deploy to a copy of the environment, write and read a counter ten times a second meanwhile, and count ' +
    'errors and lost increments',
};

const CACHE_NODES: ProcedureStep = {
  name: 'nodes',
  title: 'Change the node type, and nothing else',
  description: 'nodes of the new type are filled, then take over shard by shard',
  configuration: '{ "sizes": { "<stage>": { "cache": { "nodeType": "<cache.r7g.xlarge>" } } } }',
  downtime: NODE_DOWNTIME,
  duration: lasting([WORK.STACKS, WORK.CACHE_NODES]),
  checksBefore: [
    'memory in use fits into the new nodes',
    'traffic is low',
    'no shard is being moved',
    'no `cacheReplication` global: a member of a Global Datastore is changed by `aws elasticache ' +
      'modify-global-replication-group`, for all members at once',
  ],
  checksAfter: ['every node is available', 'hit ratio is back above the target in the KPI table'],
  pointOfNoReturn: false,
  rollback: 'deploy the old node type: the nodes shrink online, if the data fits',
  extraCost: 'the difference of the node types',
};

const CACHE_SHARDS: ProcedureStep = {
  name: 'shards',
  title: 'Change the number of shards, and nothing else',
  description:
    'slots move online; the update policy that makes this possible has been in the template since the cache ' +
    'was created',
  configuration: '{ "sizes": { "<stage>": { "cache": { "shards": <5> } } } }',
  downtime: {
    expected: 'none; latency rises while slots move, minutes to hours',
    basis: 'online resharding with `UseOnlineResharding` (CloudFormation guide)',
    proved: false,
    howToProve:
      'deploy to a copy of the environment under load, and watch the latency of the cache and the answers MOVED ' +
      'and ASK',
  },
  duration: lasting([WORK.STACKS, WORK.CACHE_SHARDS]),
  checksBefore: [
    'shard scaling is off; with scaling, the number is frozen: change `maxShards` instead',
    'CPU of the engine is under 80 %, and traffic is low',
    'fewer shards: the data fits',
    'no `cacheReplication` global: a member of a Global Datastore is changed by `aws elasticache ' +
      'increase-node-groups-in-global-replication-group`, for all members at once',
  ],
  checksAfter: ['slots are spread evenly', 'no failed resharding is left: CloudFormation does not roll one back'],
  pointOfNoReturn: false,
  rollback: 'deploy the old number: slots move back online',
  extraCost: 'the nodes of the new shards',
};

const CLIENTS_FIRST = 'every client speaks the cluster protocol and reads the endpoint from its configuration';

/** For a cache of one's own that was created without cluster mode; those of this library always have it. */
const CACHE_MODE: ProcedureStep[] = [
  {
    name: 'compatible',
    title: 'Allow both protocols',
    description:
      '`ClusterMode: compatible` alone, with a parameter group that has `cluster-enabled` on: clients of both ' +
      'kinds are served',
    downtime: noDowntime(
      'the mode is changed online (ElastiCache user guide, modifying cluster mode)',
      'deploy to a copy and read with a client of each protocol meanwhile',
    ),
    duration: lasting([WORK.STACKS, WORK.CACHE_MODE], DAY),
    checksBefore: [
      'engine 7.0 or later, data in database 0 only, automatic failover with a replica',
      'nothing else changes in this deployment: no scaling, no upgrade while compatible',
    ],
    checksAfter: [CLIENTS_FIRST],
    pointOfNoReturn: false,
    rollback: 'set `ClusterMode: disabled` again',
    extraCost: 'none',
  },
  {
    name: 'enabled',
    title: 'Turn on cluster mode permanently',
    description: '`ClusterMode: enabled` alone; the endpoints change to the configuration endpoint',
    downtime: noDowntime(
      'the mode is changed online; clients with the old protocol lose access to the cache',
      'deploy to a copy and read with a client of the cluster protocol meanwhile',
    ),
    duration: lasting([WORK.STACKS, WORK.CACHE_MODE]),
    checksBefore: [CLIENTS_FIRST, 'no client with the old protocol has connected for a day'],
    checksAfter: ['every client is connected to the configuration endpoint'],
    pointOfNoReturn: true,
    rollback: 'none',
    noWayBack: 'cluster mode cannot be turned off again',
    extraCost: 'none',
  },
];

const ADD_REGION: ProcedureStep[] = [
  {
    name: 'build',
    title: 'Build the Region without users',
    description:
      'appends the Region at the end of `secondaryRegions`: its stacks, its secondary cluster, a copy of each ' +
      'table and secret',
    configuration:
      '{ "secondaryRegions": [..., { "region": "<region>", "availabilityZones": ["<a>", "<b>", "<c>"], "phase": ' +
      '"build" }] }',
    downtime: noDowntime('only additions, and rules that admit the new network'),
    duration: lasting([WORK.STACKS, WORK.REGION, WORK.CLUSTER, WORK.FAR_COPY]),
    checksBefore: [
      'one Region at a time: a global table can add or remove only one replica per deployment',
      'quotas, bootstrap and an image in the registry of the Region',
      'at most four Regions besides the home Region',
      'headless or warm is decided',
    ],
    checksAfter: [
      'replication lag is steady',
      'tasks of the Region are healthy',
      'residency rules do not name it yet, or also name a Region that already serves',
    ],
    pointOfNoReturn: false,
    rollback: 'procedure `remove-region` from step `leave` on',
    extraCost: 'a full copy of storage, a set of load balancer, tasks, NAT and cache, transfer between Regions',
  },
  {
    name: 'replicate',
    title: 'Copy objects to it',
    description: 'every bucket copies new objects to the bucket of the Region',
    configuration: '"phase": "replicate"',
    downtime: noDowntime('replication is added to buckets in place'),
    duration: lasting([WORK.STACKS]),
    checksBefore: ['step `build` is deployed: the replication is refused while the bucket is missing'],
    checksAfter: [
      'no operation has failed to replicate',
      'objects from before are copied by hand with S3 Batch Replication, and counted',
    ],
    pointOfNoReturn: false,
    rollback: 'deploy step `build` again',
    extraCost: 'storage of every object once more, and the batch job once',
  },
  {
    name: 'serve',
    title: 'Route users to it',
    description: 'removes `phase`: the distribution gets an origin in the Region',
    configuration: 'no "phase"',
    downtime: noDowntime('a change of the distribution, which reaches the edge over minutes'),
    duration: lasting([WORK.STACKS, WORK.EDGE]),
    checksBefore: ['a switchover to the Region has been rehearsed, if it may become the writer'],
    checksAfter: ['users near the Region are served by it'],
    pointOfNoReturn: false,
    rollback: 'take the Region out of service (minutes), or deploy step `replicate` again',
    extraCost: 'transfer between Regions for writes',
  },
];

const REMOVE_REGION: ProcedureStep[] = [
  {
    name: 'drain',
    title: 'Stop routing users there',
    description: 'the distribution loses the origin; the queue of the Region is processed to the end',
    configuration: '"phase": "replicate"',
    commands: ['<take the Region out of service, with the command in the output of the edge stack>'],
    downtime: noDowntime(
      'users go to the other Regions; those with a residency rule for this Region alone get status 503',
    ),
    duration: lasting([WORK.STACKS]),
    checksBefore: ['the Region is not the writer: switch over first', 'no residency rule names this Region alone'],
    checksAfter: ['no request for an hour', 'queue and dead-letter queue of the Region are empty'],
    pointOfNoReturn: false,
    rollback: 'procedure `add-region`, step `serve`',
    extraCost: 'none',
  },
  {
    name: 'leave',
    title: 'Stop copying to it',
    description: 'the buckets of the other Regions stop copying there; existing objects stay',
    configuration: '"phase": "build"',
    downtime: noDowntime('replication is removed from buckets in place'),
    duration: lasting([WORK.STACKS, WORK.EDGE]),
    checksBefore: ['every object of the Region also exists in another one: count them'],
    checksAfter: ['the home bucket has no rule for the Region'],
    pointOfNoReturn: false,
    rollback: 'procedure `add-region`, step `replicate`; objects from the time between are copied by hand',
    extraCost: 'none',
  },
  {
    name: 'detach',
    title: 'Detach its replicas with the API',
    description:
      'detaches the cluster from the global database and the cache from the Global Datastore, and turns off the ' +
      'deletion protection of the table replicas',
    commands: [
      'aws rds remove-from-global-cluster --region <region> --global-cluster-identifier ' +
        '<application>-<environment>-global --db-cluster-identifier <ARN of the cluster of the Region>',
      'aws elasticache disassociate-global-replication-group --global-replication-group-id <id> ' +
        '--replication-group-id <id> --replication-group-region <region>   # only with cacheReplication global',
      'aws dynamodb update-table --region <region> --table-name <application>-<environment>-tenants ' +
        '--no-deletion-protection-enabled',
      'aws dynamodb update-table --region <region> --table-name <application>-<environment>-idempotency-keys ' +
        '--no-deletion-protection-enabled',
    ],
    downtime: noDowntime('no users are served there'),
    duration: lasting([WORK.DETACHING]),
    checksBefore: [
      'steps `drain` and `leave` are deployed',
      'the service and operations stacks of the Region are deleted, or its services are at 0 tasks: from then on, ' +
        'its cluster takes its own writes, which are not replicated',
    ],
    checksAfter: [
      'the global database has one member fewer',
      'nothing is deployed until step `delete`: the templates still contain the detached replicas',
    ],
    pointOfNoReturn: true,
    rollback: 'none: a detached cluster cannot rejoin; build the Region again with a new cluster',
    noWayBack: 'a cluster that has left a global database cannot rejoin it',
    extraCost: 'none',
  },
  {
    name: 'delete',
    title: 'Remove it from the configuration, and delete its stacks by hand',
    description:
      'removes everything in the other Regions that refers to it: links, replicas of secrets and tables, admitted ' +
      'networks; its own stacks are no longer part of the app, and their stores are retained',
    configuration:
      '"secondaryRegions" without the Region; the last one goes with step `multi-region:expand` and an empty list, ' +
      'with `live` removed',
    commands: [
      'aws cloudformation update-termination-protection --no-enable-termination-protection --region <region> ' +
        '--stack-name <application>-<environment>-<region>-<part>   # for each part',
      'aws cloudformation delete-stack --region <region> --stack-name ' +
        '<application>-<environment>-<region>-<part>   # links, operations, service, data, key, network, in this ' +
        'order; with one Region left also <application>-<environment>-links at home',
      '<delete what was retained: cluster (protection off first), bucket (empty it first), log groups, queue; the ' +
        'replica key only if the Region never comes back: it can get a new one only after the waiting period of 7 to ' +
        '30 days>',
    ],
    downtime: noDowntime('nothing is connected to it'),
    duration: lasting([WORK.STACKS, WORK.REGION_GONE]),
    checksBefore: [
      'one Region at a time: a global table can add or remove only one replica per deployment',
      'step `detach` is done',
      'it is decided whether to keep a final snapshot of its cluster',
    ],
    checksAfter: ['the bill of the Region is at zero the day after'],
    pointOfNoReturn: true,
    rollback: 'none; add the Region again',
    noWayBack: 'the stores of the Region are gone',
    extraCost: 'none; retained stores cost until they are deleted',
  },
];

/** Changes inside a stage that a single deployment must not do. */
export class GrowthProcedures {
  /** Every procedure. */
  public static readonly ALL: readonly GrowthProcedure[] = [
    {
      name: 'cache-nodes',
      title: 'Change the node type of the cache',
      when: 'memory or CPU of the nodes is exhausted',
      steps: [CACHE_NODES],
      describedOnly: false,
    },
    {
      name: 'cache-shards',
      title: 'Split the cache into more or fewer shards',
      when: 'the single thread of a node is saturated, or memory must be spread',
      steps: [CACHE_SHARDS],
      describedOnly: false,
    },
    {
      name: 'cache-mode',
      title: 'Turn on cluster mode for a cache that was created without it',
      when:
        'a cache that was created outside of this library must be sharded; caches of this library have cluster ' +
        'mode from the start',
      steps: CACHE_MODE,
      describedOnly: true,
    },
    {
      name: 'add-region',
      title: 'Add a Region to stage multi-region',
      when: 'users on another continent or a residency rule require it',
      steps: ADD_REGION,
      describedOnly: false,
    },
    {
      name: 'remove-region',
      title: 'Remove a Region from stage multi-region',
      when: 'a Region is no longer worth its cost',
      steps: REMOVE_REGION,
      describedOnly: false,
    },
  ];

  /**
   * The procedure of a name.
   *
   * @param name for example `add-region`
   */
  public static byName(name: string): GrowthProcedure {
    const names = GrowthProcedures.ALL.map((procedure) => procedure.name);
    const found = GrowthProcedures.ALL.find((procedure) => procedure.name === name);
    if (!found) {
      throw new Error(unknownWord('procedure', names, name).message);
    }
    return found;
  }

  private constructor() {}
}
