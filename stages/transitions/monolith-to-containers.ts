import { SizeSource, StageTransition, StepSettings, TransitionStep, WorkerPlacement } from '../../lib';
import { DAY, HOUR, lasting, WEEK } from './durations';
import { LOAD_DURING_DEPLOYMENT, noDowntime } from './wording';
import { WORK } from './work';

/** The shape before anything has moved: traffic and workers on the virtual machines, the database as it was. */
const BEFORE: StepSettings = {
  keepVmGroup: true,
  vmWeight: 100,
  containerWeight: 0,
  vmUsesSharedState: false,
  workersOn: WorkerPlacement.VM,
  databaseMultiAz: SizeSource.SOURCE,
  databaseInstanceType: SizeSource.SOURCE,
  databaseReadReplicas: SizeSource.SOURCE,
};

/** The shape once both kinds of compute share cache and connections. */
const SHARED: StepSettings = { ...BEFORE, vmUsesSharedState: true };

/** The shape once containers answer everything; the virtual machines stand by. */
const CUT_OVER: StepSettings = { ...SHARED, vmWeight: 0, containerWeight: 100, workersOn: WorkerPlacement.FARGATE };

const WITH_STANDBY: StepSettings = { ...CUT_OVER, databaseMultiAz: SizeSource.TARGET };
const WITH_CLASS: StepSettings = { ...WITH_STANDBY, databaseInstanceType: SizeSource.TARGET };
const WITH_REPLICAS: StepSettings = { ...WITH_CLASS, databaseReadReplicas: SizeSource.TARGET };
const AFTER: StepSettings = { ...WITH_REPLICAS, keepVmGroup: false };

const EXPAND: TransitionStep = {
  name: 'expand',
  title: 'Build containers, shared cache, proxy, NAT and firewall beside the VM',
  description:
    'creates the cluster, the web service (no traffic yet), the migration task, the shared Valkey, the database ' +
    'proxy, the NAT gateway and the web ACL; the VM keeps all traffic, all jobs and its own cache',
  shape: BEFORE,
  downtime: noDowntime('only additions, and a listener with a second target group at weight 0', LOAD_DURING_DEPLOYMENT),
  duration: lasting([WORK.STACKS, WORK.CACHE, WORK.PROXY, WORK.NAT, WORK.TASKS, WORK.EDGE]),
  checksBefore: [
    'the last migration is backward compatible with the version that runs: both kinds of compute use one database',
    'sessions are in the cache and uploads in the bucket; nothing is stored on the disk of the VM',
    'the image is built for arm64 and answers GET /health as a container',
    'a snapshot of the database younger than a day exists',
    'the diff shows no replacement and no deletion of a store',
  ],
  checksAfter: [
    'both tasks of the web service are healthy in their target group',
    'the proxy reports its target as available',
    'the migration task has ended with exit code 0',
    'requests that the web ACL counts or blocks are all unwanted ones',
  ],
  pointOfNoReturn: false,
  rollback:
    'deploy `stage: monolith` without a step: the added resources are removed, and the VM keeps running; the stack ' +
    'retains the empty cache: delete it by hand',
  extraCost: 'the whole bill of stage containers except the larger database, in addition to that of stage monolith',
};

const SHARE_STATE: TransitionStep = {
  name: 'share-state',
  title: 'Let the VM use the shared cache and the database proxy',
  description:
    'replaces the VM with one whose CACHE_URL is the shared Valkey and whose DATABASE_HOST is the proxy, so that ' +
    'VM and containers share sessions',
  shape: SHARED,
  downtime: {
    expected:
      'users sign in once more, because sessions stay behind in the Valkey of the old VM; with a single VM, also ' +
      'an outage of a few minutes while it is replaced, unless the group may hold two',
    basis: 'the rolling replacement of the VM group; sessions of the local cache are not copied',
    proved: false,
    howToProve: LOAD_DURING_DEPLOYMENT,
    duration: lasting([WORK.ONE_MACHINE]),
  },
  duration: lasting([WORK.STACKS, WORK.MACHINES]),
  checksBefore: [
    'traffic is low, and users know that they will be signed out once',
    'the group may hold one VM more than it runs (`vm.maxCapacity`), if an outage of a few minutes is too long',
    'the application speaks the cluster protocol and TLS to the cache, as it already did with the local one',
    'no session-level feature of PostgreSQL is used that pins connections of a proxy (SET, advisory locks, ' +
      'temporary tables), or the pinning is accepted',
  ],
  checksAfter: [
    'the VM is healthy in its target group',
    'the connections of the proxy are used, its pinned sessions near 0',
    'sign-in works, and the session survives a request that a container answers',
    'hit ratio of the shared cache rises above 80 % (Mustafa)',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `expand` again: the VM goes back to its own cache and the instance; users sign in once more',
  extraCost: 'none beyond step `expand`',
};

const SHIFT_CHECKS_AFTER = [
  'error rate of the container target group is not above that of the VM group, and under 1 % (Mustafa)',
  'p99 latency of the container target group is not above that of the VM group',
  'connections of the database stay under 80 % of the maximum',
];

const SHIFT_10: TransitionStep = {
  name: 'shift-10',
  title: 'Send 10 % of the traffic to the containers',
  description: 'changes the weights of the listener to 90 (VM) and 10 (containers); jobs stay on the VM',
  shape: { ...SHARED, vmWeight: 90, containerWeight: 10 },
  downtime: noDowntime('only the weights of a listener change', LOAD_DURING_DEPLOYMENT),
  duration: lasting([WORK.STACKS], HOUR),
  checksBefore: ['both target groups are healthy', 'sessions are shared (step `share-state` is deployed and checked)'],
  checksAfter: [...SHIFT_CHECKS_AFTER, 'an hour of normal traffic has passed'],
  pointOfNoReturn: false,
  rollback: 'deploy step `share-state` again: all traffic goes to the VM within seconds of the deployment',
  extraCost: 'none beyond step `expand`',
};

const SHIFT_50: TransitionStep = {
  name: 'shift-50',
  title: 'Send half of the traffic to the containers',
  description: 'changes the weights of the listener to 50 and 50; jobs stay on the VM',
  shape: { ...SHARED, vmWeight: 50, containerWeight: 50 },
  downtime: noDowntime('only the weights of a listener change', LOAD_DURING_DEPLOYMENT),
  duration: lasting([WORK.STACKS], DAY),
  checksBefore: ['every check after step `shift-10` still passes'],
  checksAfter: [
    ...SHIFT_CHECKS_AFTER,
    'the web service has scaled out and in again at least once',
    'a day with its peak has passed',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `shift-10` or `share-state` again',
  extraCost: 'none beyond step `expand`, apart from tasks that scaling adds',
};

const CUT_OVER_STEP: TransitionStep = {
  name: 'cut-over',
  title: 'Send all traffic and all jobs to the containers',
  description:
    'changes the weights of the listener to 0 and 100, creates the worker service and replaces the VM with one ' +
    'without workers; the VM stays for rollback',
  shape: CUT_OVER,
  downtime: noDowntime(
    'only weights change for requests; jobs wait in the queue while the workers move, and some may be delivered twice',
    `${LOAD_DURING_DEPLOYMENT}; put numbered jobs in the queue meanwhile, and count those that are missing or ` +
      'took effect twice',
  ),
  duration: lasting([WORK.STACKS, WORK.TASKS, WORK.MACHINES]),
  checksBefore: [
    'every check after step `shift-50` still passes',
    'consumers are idempotent: a job that is delivered twice takes effect once, because workers may run on both ' +
      'sides for a moment',
    'scheduled jobs run in exactly one place',
    'the queue keeps messages longer than the deployment may take (14 days by default)',
  ],
  checksAfter: [
    ...SHIFT_CHECKS_AFTER,
    'the dead-letter queue is empty and the oldest job is younger than the latency goal',
    'no worker runs on the VM any more',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `shift-50` or `share-state` again: traffic and jobs go back to the VM, which stands by',
  extraCost: 'worker tasks; the VM still runs for rollback',
};

const DATABASE_MULTI_AZ: TransitionStep = {
  name: 'database-multi-az',
  title: 'Add the standby of the database, and nothing else',
  description:
    'switches the database to Multi-AZ: RDS takes a snapshot of the volume and builds a standby in a second ' +
    'Availability Zone',
  shape: WITH_STANDBY,
  downtime: {
    expected: 'none; writes are slower while the volume of the standby warms up',
    basis: 'RDS modifies MultiAZ in place (provider source and the RDS guide on modifying an instance)',
    proved: false,
    howToProve:
      'restore a snapshot of production into a copy of the environment, deploy the step under write load and ' +
      'record the write latency',
  },
  duration: lasting([WORK.STACKS, WORK.STANDBY]),
  checksBefore: ['traffic is low', 'a snapshot younger than a day exists', 'free storage is above 20 %'],
  checksAfter: [
    'the instance is available and reports Multi-AZ',
    'write latency is back to what it was',
    'a test failover in a copy of the environment took under two minutes',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `cut-over` again: the standby is removed, the data stays on the writer',
  extraCost: 'a second instance and a second volume: about twice the price of the database',
};

const DATABASE_CLASS: TransitionStep = {
  name: 'database-class',
  title: 'Give the database its larger class',
  description:
    'changes the instance class in place; with the standby in place RDS changes the standby first and fails over to it',
  shape: WITH_CLASS,
  downtime: {
    expected: 'one failover: 60 to 120 seconds without writes; the proxy holds connections meanwhile',
    basis: 'AWS figure for the failover of a Multi-AZ instance; that is why an earlier step adds the standby',
    proved: false,
    howToProve:
      'deploy the step to a copy of the environment under load, and take the time from the first failed write to ' +
      'the first good one',
    duration: lasting([WORK.FAILOVER]),
  },
  duration: lasting([WORK.STACKS, WORK.INSTANCE_CLASS]),
  checksBefore: [
    'step `database-multi-az` is deployed and its standby in sync',
    'a maintenance window is announced',
    'the application connects through the proxy and retries',
    'the Region offers the class in the Availability Zones of the database',
  ],
  checksAfter: [
    'the instance is available with its new class',
    'CPU and connections of the database have dropped',
    'the proxy reports its target as available',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `database-multi-az` again: the old class is restored, with another failover',
  extraCost: 'the difference of the classes, twice (writer and standby)',
};

const DATABASE_REPLICAS: TransitionStep = {
  name: 'database-replicas',
  title: 'Add the read replica behind the reader name',
  description:
    'creates the read replicas and points the reader name at them; the application keeps its DATABASE_READER_HOST',
  shape: WITH_REPLICAS,
  downtime: noDowntime(
    'replicas are built from a snapshot of the standby; the reader name changes from the writer to the replicas',
    'read through DATABASE_READER_HOST once a second while the step is deployed to a copy of the environment',
  ),
  duration: lasting([WORK.STACKS, WORK.INSTANCE, WORK.REPLICA_DATA], WEEK),
  checksBefore: [
    "reads through DATABASE_READER_HOST tolerate a lag of seconds; reads that must see the user's own writes go to " +
      'DATABASE_HOST',
    'step `database-class` is deployed: replicas start with the class of the target stage',
  ],
  checksAfter: [
    'replica lag is under a second at normal load',
    'reads reach the replica',
    'CPU of the writer has fallen',
  ],
  pointOfNoReturn: false,
  rollback:
    'deploy step `database-class` again: the reader name goes back to the writer, and the replica is removed (it ' +
    'holds no data of its own)',
  extraCost: 'one instance and one volume for each replica',
};

const CONTRACT: TransitionStep = {
  name: 'contract',
  title: 'Remove the VM group: plain stage containers',
  description:
    'removes the VM group and its target group; what remains is the same as `stage: containers` without a step',
  shape: AFTER,
  downtime: noDowntime('the VM has had no traffic and no jobs since step `cut-over`', LOAD_DURING_DEPLOYMENT),
  duration: lasting([WORK.STACKS, WORK.MACHINES]),
  checksBefore: [
    'at least one release of the application has been deployed since step `cut-over`',
    'a full week with its peaks has passed without a rollback',
    'the VM has had no requests and no jobs since',
  ],
  checksAfter: ['`stage: containers` without a step shows no difference', 'the bill no longer includes the VM'],
  pointOfNoReturn: true,
  rollback:
    'no quick rollback: deploy step `cut-over` again, which builds a new VM, and check it before it gets traffic; ' +
    'no data is touched',
  extraCost: 'none; the VM and its public IPv4 address no longer cost anything',
};

/** The transition from stage monolith to stage containers. */
export const MONOLITH_TO_CONTAINERS: StageTransition = {
  source: 'monolith',
  target: 'containers',
  title: 'From one VM to Fargate: build beside it, share the state, shift the traffic, then grow the database',
  steps: [
    EXPAND,
    SHARE_STATE,
    SHIFT_10,
    SHIFT_50,
    CUT_OVER_STEP,
    DATABASE_MULTI_AZ,
    DATABASE_CLASS,
    DATABASE_REPLICAS,
    CONTRACT,
  ],
  notes: [
    'every step is one deployment with `stage: containers` and the name of the step; the last one is deployed ' +
      'without a step',
    'no step replaces or removes a store: database, bucket, queue, keys, secrets and log groups keep their names ' +
      'and their data',
    'steps can be rolled back in reverse order at any time before `contract`',
    'the database grows only after the traffic has moved: standby, class, then replicas, one deployment each',
    'downtimes come from documentation and provider source, not from measurement: rehearse in a copy of the ' +
      'environment',
  ],
};
