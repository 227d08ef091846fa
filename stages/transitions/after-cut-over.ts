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
    'adds readers in other Availability Zones, one after the other; until then, a failure of the single instance ' +
    'means minutes without a database',
  shape: WITH_READERS,
  downtime: noDowntime('only additions'),
  duration: lasting([WORK.STACKS, WORK.READERS]),
  checksBefore: [
    'step `cut-over` is deployed and checked; do not wait longer than necessary: the cluster has only one instance',
  ],
  checksAfter: [
    'every reader is available, each in a different zone',
    'reads reach the readers, and reader lag is well under a second',
    'a test failover took under a minute (AWS figure: typically under 60 seconds, often under 30)',
  ],
  pointOfNoReturn: false,
  rollback:
    'if another instance is the writer, first fail over to the instance that ends in `-1` ' +
    '(`aws rds failover-db-cluster --target-db-instance-identifier`); then deploy step `cut-over` again: the ' +
    'readers are removed; they are stateless',
  extraCost: 'one instance for each reader; the old database still runs',
};

const CAPACITY: TransitionStep = {
  name: 'capacity',
  title: 'Convert the instances to serverless, if the configuration asks for it',
  description:
    'changes the class of the instances to `db.serverless`, one after the other; deploys nothing if ' +
    '`sizes.aurora.database.serverless` is not set',
  shape: WITH_CAPACITY,
  downtime: {
    expected: 'one failover, typically under 60 seconds and often under 30, if instances are converted',
    basis: 'the class of an Aurora instance changes in place with a restart, and the writer fails over (AWS figure)',
    proved: false,
    howToProve:
      'deploy the step to a copy of the environment under load, and take the time from the first failed write to ' +
      'the first good one',
    duration: lasting([WORK.AURORA_FAILOVER]),
  },
  duration: lasting([WORK.STACKS, WORK.CLUSTER_CLASS]),
  checksBefore: [
    'step `readers` is deployed, so there is a reader to fail over to',
    'the instance that ends in `-1` is the writer, or one more failover is acceptable: it is converted first',
    'traffic is low',
  ],
  checksAfter: ['every instance is available with its class', '`ACUUtilization` stays below 90 % at peak'],
  pointOfNoReturn: false,
  rollback: 'deploy step `readers` again: the old classes are restored, with another failover',
  extraCost: 'serverless capacity units instead of instances',
};

const CACHE_NODES: TransitionStep = {
  name: 'cache-nodes',
  title: 'Move the cache to larger nodes',
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
    'the client reconnects automatically and refreshes its map of slots',
    'traffic is low',
  ],
  checksAfter: ['every node is available', 'hit ratio is back above 90 % (Mustafa)'],
  pointOfNoReturn: false,
  rollback: 'deploy the step before again: the nodes shrink online, if the data fits',
  extraCost: 'the difference of the node types',
};

const CACHE_SHARDS: TransitionStep = {
  name: 'cache-shards',
  title: 'Split the cache into more shards, and change nothing else',
  description:
    'moves slots to new shards online; the update policy that makes this possible has been in the template since ' +
    'the cache was created',
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
    'CPU of the engine is under 80 %, and traffic is low',
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
    'replaces tasks with larger ones, adds the second target group and the rule for canary deployments, lets ' +
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
    'external services with an IP allow list have the addresses of the new NAT gateways, once these exist',
  ],
  checksAfter: [
    'the next release of the application is deployed as a canary, and was seen to wait',
    'an alarm that is triggered on purpose stops a canary',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `cache-shards` again: a rolling deployment back',
  extraCost: 'larger tasks, a higher minimum number of tasks, two more NAT gateways with their addresses',
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
    'readers and shards of the template are available: a policy that is attached while instances are being ' +
      'created does nothing',
  ],
  checksAfter: [
    'the scaling activities show a first evaluation',
    'a load test adds a reader, which is removed afterwards',
  ],
  pointOfNoReturn: false,
  rollback:
    'scale in to the numbers of the configuration by the API, then deploy step `services` again: the stack does ' +
    'not know what scaling has added',
  extraCost: 'readers and shards that scaling adds, while they run',
};

const RELEASE: TransitionStep = {
  name: 'release',
  title: 'Release the old instance',
  description:
    'removes the read replicas of the old instance, turns off its deletion protection and sets it to leave a final ' +
    'snapshot; it still runs, read-only',
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
  rollback:
    'deploy step `scaling` again: the protection is restored; the replicas are created again from the frozen data',
  extraCost: 'less: the replicas of the old database are gone',
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
  checksBefore: ['step `release` is deployed', 'nobody needs the data from before the cut-over; the snapshot keeps it'],
  checksAfter: [
    '`stage: aurora` without a step shows no difference',
    'the final snapshot is available',
    'the diff shows nothing on the cluster',
  ],
  pointOfNoReturn: true,
  rollback: 'none: the instance is gone, its final snapshot can be restored under another name',
  removes: ['AWS::RDS::DBInstance'],
  noWayBack: 'the old instance has been deleted; its final snapshot can be restored under another name',
  extraCost: 'none; the old database no longer costs anything, only its final snapshot does (per GB and month)',
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
  'proxy, secret and reader name keep their names: the application keeps its variables, and only what is behind ' +
    'them changes',
  'the origin of the cluster stays in the configuration and in the template permanently (`auroraOrigin`); removing ' +
    'it later would create an empty cluster',
  'RDS blue/green deployments cannot change the engine to Aurora, so there is no step for them',
  'downtimes come from documentation and provider source, not from measurement: rehearse in a copy of the environment',
];
