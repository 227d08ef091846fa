import { DatabaseMigrationPhase, SizeSource, StepSettings, TransitionStep } from '../../lib';
import { lasting, WEEK } from './durations';
import { CONTAINERS_ONLY, LOAD_DURING_DEPLOYMENT, noDowntime, SIZES_BEFORE } from './wording';
import { WORK } from './work';

/** The instance serves, and the cluster replicates it. */
export const EXPANDED: StepSettings = {
  ...SIZES_BEFORE,
  databaseInstanceType: SizeSource.TARGET,
  databaseMigrationPhase: DatabaseMigrationPhase.REPLICATING,
  auroraReaders: false,
  auroraServerless: false,
};

/** The cluster serves with one instance. */
export const HANDED_OVER: StepSettings = { ...EXPANDED, databaseMigrationPhase: DatabaseMigrationPhase.HANDED_OVER };

const WITH_READERS: StepSettings = { ...HANDED_OVER, auroraReaders: true };
const WITH_CAPACITY: StepSettings = { ...WITH_READERS, auroraServerless: true };
const WITH_CACHE_NODES: StepSettings = { ...WITH_CAPACITY, cacheNodes: SizeSource.TARGET };
const WITH_CACHE_SHARDS: StepSettings = { ...WITH_CACHE_NODES, cacheShards: SizeSource.TARGET };
const WITH_SERVICES: StepSettings = { ...WITH_CACHE_SHARDS, services: SizeSource.TARGET, nat: SizeSource.TARGET };
const WITH_SCALING: StepSettings = { ...WITH_SERVICES, scaling: true };
const RELEASED: StepSettings = { ...WITH_SCALING, databaseMigrationPhase: DatabaseMigrationPhase.RELEASED };
const AFTER: StepSettings = { ...CONTAINERS_ONLY, databaseMigrationPhase: DatabaseMigrationPhase.CLUSTER };

const READERS: TransitionStep = {
  name: 'readers',
  title: 'Add the readers of the cluster',
  description:
    'adds readers in other Availability Zones, one after the other; until then a failure of the one instance ' +
    'means minutes without a database',
  shape: WITH_READERS,
  downtime: noDowntime('only additions'),
  duration: lasting([WORK.STACKS, WORK.READERS]),
  checksBefore: [
    'step `cut-over` is deployed and checked; do not wait longer than needed: the cluster has one instance',
  ],
  checksAfter: [
    'every reader is available, each in another zone',
    'reads arrive at the readers, reader lag is far under a second',
    'a test failover took under a minute (AWS figure: typically under 60 seconds, often under 30)',
  ],
  pointOfNoReturn: false,
  rollback:
    'fail over to the instance that ends in `-1` first, if another one writes (`aws rds failover-db-cluster ' +
    '--target-db-instance-identifier`); then deploy step `cut-over` again: the readers go, they hold nothing of ' +
    'their own',
  extraCost: 'one instance for each reader; the old database still runs',
};

const CAPACITY: TransitionStep = {
  name: 'capacity',
  title: 'Convert the instances to serverless, where the configuration asks for it',
  description:
    'changes the class of the instances to `db.serverless`, one after the other; deploys nothing where ' +
    '`sizes.aurora.database.serverless` is not set',
  shape: WITH_CAPACITY,
  downtime: {
    expected: 'one failover, typically under 60 seconds and often under 30, where instances are converted',
    basis: 'the class of an Aurora instance changes in place with a restart, and the writer fails over (AWS figure)',
    proved: false,
    howToProve:
      'deploy the step to a copy of the environment under load, and take the time from the first failed write to ' +
      'the first good one',
    duration: lasting([WORK.AURORA_FAILOVER]),
  },
  duration: lasting([WORK.STACKS, WORK.CLUSTER_CLASS]),
  checksBefore: [
    'step `readers` is deployed, so that there is a reader to fail over to',
    'the instance that ends in `-1` writes, or one failover more is accepted: it is converted first',
    'a quiet hour',
  ],
  checksAfter: ['every instance is available with its class', '`ACUUtilization` stays below 90 % at peak'],
  pointOfNoReturn: false,
  rollback: 'deploy step `readers` again: the classes go back with another failover',
  extraCost: 'serverless capacity units instead of instances',
};

const CACHE_NODES: TransitionStep = {
  name: 'cache-nodes',
  title: 'Give the cache its larger nodes',
  description: 'changes the node type of the cache online: new nodes are filled, then take over shard by shard',
  shape: WITH_CACHE_NODES,
  downtime: {
    expected: 'connections to the cache break once per shard; clients reconnect within seconds',
    basis: 'ElastiCache scales a replication group with automatic failover online (its user guide)',
    proved: false,
    howToProve:
      'deploy the step to a copy of the environment, write and read a counter ten times a second meanwhile, and ' +
      'count errors and lost increments',
  },
  duration: lasting([WORK.STACKS, WORK.CACHE_NODES]),
  checksBefore: [
    'memory in use fits into the new nodes',
    'the client reconnects by itself and refreshes its map of slots',
    'a quiet hour',
  ],
  checksAfter: ['every node is available', 'hit ratio is back above 90 % (G3)'],
  pointOfNoReturn: false,
  rollback: 'deploy the step before again: the nodes shrink online, if the data fits',
  extraCost: 'the difference of the node types',
};

const CACHE_SHARDS: TransitionStep = {
  name: 'cache-shards',
  title: 'Split the cache into more shards, and change nothing else',
  description:
    'moves slots to new shards online; the update policy that makes this possible is in the template since the ' +
    'cache was born',
  shape: WITH_CACHE_SHARDS,
  downtime: {
    expected: 'none; latency rises while slots move, minutes to hours',
    basis:
      'online resharding with `UseOnlineResharding` (CloudFormation guide); without it in the deployed template ' +
      'the cache would be replaced',
    proved: false,
    howToProve:
      'deploy the step to a copy of the environment under load, and watch the latency of the cache and the ' +
      'answers MOVED and ASK',
  },
  duration: lasting([WORK.STACKS, WORK.CACHE_SHARDS]),
  checksBefore: [
    'step `cache-nodes` is deployed and the group is available',
    'CPU of the engine is under 80 %, a quiet hour',
    'no multi-key command spans slots',
  ],
  checksAfter: ['slots are spread evenly', 'no failed resharding is left: CloudFormation does not roll one back'],
  pointOfNoReturn: false,
  rollback: 'deploy step `cache-nodes` again: slots move back online, if the data fits into fewer shards',
  extraCost: 'the nodes of the new shards',
};

const SERVICES: TransitionStep = {
  name: 'services',
  title: 'Give web and workers their sizes, canary deployments, Spot and a NAT gateway per zone',
  description:
    'replaces tasks by larger ones, adds the second target group and the rule for canary deployments, lets ' +
    'workers beyond the fewest run on Spot, and gives each zone a NAT gateway of its own',
  shape: WITH_SERVICES,
  downtime: {
    expected:
      'none for users; open connections from tasks to the internet break once, when their route moves to the ' +
      'gateway of their zone',
    basis: 'a rolling deployment; a changed route resets flows (reproduced in templates, not on AWS)',
    proved: false,
    howToProve: LOAD_DURING_DEPLOYMENT,
  },
  duration: lasting([WORK.STACKS, WORK.NAT, WORK.TASKS]),
  checksBefore: [
    'workers end on SIGTERM within two minutes and are idempotent: Spot takes them away',
    'services that allow addresses know the addresses of the new NAT gateways, once these exist',
  ],
  checksAfter: [
    'the next release of the application is deployed by canary, and was seen to wait',
    'an alarm on purpose stops a canary',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `cache-shards` again: a rolling deployment back',
  extraCost: 'larger tasks, more of them at least, two more NAT gateways with their addresses',
};

const SCALING: TransitionStep = {
  name: 'scaling',
  title: 'Let readers and shards follow the load',
  description:
    'attaches scaling to the readers of the cluster and to the shards of the cache, now that all of them exist; ' +
    'their numbers in the configuration are frozen from here on',
  shape: WITH_SCALING,
  downtime: noDowntime('scaling only adds, and removes what it has added'),
  duration: lasting([WORK.STACKS], WEEK),
  checksBefore: [
    'readers and shards of the template are available: a policy that is attached while instances are made does nothing',
  ],
  checksAfter: ['the scaling activities show a first evaluation', 'a load test adds a reader and gives it back'],
  pointOfNoReturn: false,
  rollback:
    'scale in to the numbers of the configuration by the API, then deploy step `services` again: what scaling ' +
    'has added is unknown to the stack',
  extraCost: 'readers and shards that scaling adds, while it needs them',
};

const RELEASE: TransitionStep = {
  name: 'release',
  title: 'Release the old instance',
  description:
    'removes the read replicas of the old instance, switches its deletion protection off and lets it leave a ' +
    'last snapshot; it still runs, read-only',
  shape: RELEASED,
  downtime: noDowntime('nothing is connected to the old instance since step `cut-over`'),
  duration: lasting([WORK.STACKS, WORK.DELETION]),
  checksBefore: [
    'a week with its peaks has passed since step `cut-over`',
    'no connection to the old instance has been seen since',
    'a snapshot of the cluster exists and has been restored once',
  ],
  checksAfter: ['the replicas are gone, the instance is available and unprotected'],
  pointOfNoReturn: false,
  rollback: 'deploy step `scaling` again: the protection comes back; the replicas are made anew from the frozen data',
  extraCost: 'less: the replicas of the old database are no longer paid',
};

const CONTRACT: TransitionStep = {
  name: 'contract',
  title: 'Remove the old instance: plain stage aurora',
  description:
    'deletes the RDS instance with a final snapshot; its secret, proxy, key, subnet group, security group, ' +
    'settings and log groups stay, they serve the cluster',
  shape: AFTER,
  downtime: noDowntime('nothing is connected to the old instance since step `cut-over`'),
  duration: lasting([WORK.STACKS, WORK.DELETION]),
  checksBefore: ['step `release` is deployed', 'nobody needs the state of before the cut-over; the snapshot keeps it'],
  checksAfter: [
    '`stage: aurora` without a step shows no difference',
    'the final snapshot is available',
    'the diff shows nothing on the cluster',
  ],
  pointOfNoReturn: true,
  rollback: 'none: the instance is gone, its final snapshot can be restored under another name',
  removes: ['AWS::RDS::DBInstance'],
  noWayBack: 'the old instance has been deleted; its final snapshot can be restored under another name',
  extraCost: 'none; the old database is no longer paid, its final snapshot is (per GB and month)',
};

/** The steps after the cut-over, the same on both paths. */
export const STEPS_AFTER_CUT_OVER: TransitionStep[] = [
  READERS,
  CAPACITY,
  CACHE_NODES,
  CACHE_SHARDS,
  SERVICES,
  SCALING,
  RELEASE,
  CONTRACT,
];

/** What holds for both paths. */
export const MIGRATION_NOTES = [
  'proxy, secret and reader name keep their names: the application keeps its variables, and only what stands ' +
    'behind them changes',
  'the birth of the cluster stays in the configuration and in the template for ever (`auroraOrigin`); taking it ' +
    'away later would make an empty cluster',
  'RDS blue/green deployments can not change the engine to Aurora, so there is no step for them',
  'downtimes come from documentation and provider source, not from measurement: rehearse in a copy of the environment',
];
