import { RegionPhase, SizeSource, StageTransition, StepSettings, TransitionStep } from '../../lib';
import { lasting } from './durations';
import { CONTAINERS_ONLY, IF_IT_FAILS, noDowntime } from './wording';
import { WORK } from './work';

const ONE_REGION = { globalDatabase: false, globalWriter: false, regionPhase: RegionPhase.NONE } as const;

const LARGER: StepSettings = {
  ...CONTAINERS_ONLY,
  ...ONE_REGION,
  services: SizeSource.SOURCE,
  cacheShards: SizeSource.SOURCE,
};
const WITH_SERVICES: StepSettings = { ...LARGER, services: SizeSource.TARGET, cacheShards: SizeSource.TARGET };
const EXPANDED: StepSettings = { ...WITH_SERVICES, globalDatabase: true };
const BUILT: StepSettings = { ...EXPANDED, regionPhase: RegionPhase.BUILD };
const REPLICATING: StepSettings = { ...BUILT, regionPhase: RegionPhase.REPLICATE };
const WRITING: StepSettings = { ...REPLICATING, globalWriter: true };
const SERVING: StepSettings = { ...WRITING, regionPhase: RegionPhase.SERVE };

const CLASSES: TransitionStep = {
  name: 'classes',
  title: 'Give database and cache the classes of the larger stage',
  description:
    'changes the class of the database instances, one after the other, and the node type of the cache, online; ' +
    'the tasks are replaced once, because GROWTH_STAGE names the new stage',
  shape: LARGER,
  downtime: {
    expected:
      'one failover of the database, typically under 60 seconds and often under 30; connections to the cache ' +
      'break once per shard',
    basis: 'classes of Aurora change in place with a restart and a failover (AWS figure); ElastiCache scales online',
    proved: false,
    howToProve:
      'deploy the step to a copy of the environment under load, and take the time from the first failed write to ' +
      'the first good one',
    duration: lasting([WORK.AURORA_FAILOVER]),
  },
  duration: lasting([WORK.STACKS, WORK.CLUSTER_CLASS, WORK.CACHE_NODES, WORK.CANARY]),
  checksBefore: [
    'traffic is low',
    'the cluster has a reader to fail over to',
    'every Region offers the classes: global databases take memory-optimised or serverless ones only',
  ],
  checksAfter: ['every instance and node is available with its class'],
  pointOfNoReturn: false,
  rollback: 'deploy the plain stage aurora: the old classes are restored, with another failover',
  extraCost: 'the difference of the classes',
};

const SERVICES: TransitionStep = {
  name: 'services',
  title: 'Give web and workers their sizes',
  description: 'raises the bounds and sizes of the services in the home Region',
  shape: WITH_SERVICES,
  downtime: noDowntime('a canary deployment'),
  duration: lasting([WORK.STACKS, WORK.CANARY, WORK.CACHE_SHARDS]),
  checksBefore: ['step `classes` is deployed'],
  checksAfter: ['services run with their new bounds'],
  pointOfNoReturn: false,
  rollback: 'deploy step `classes` again',
  extraCost: 'a higher minimum number of tasks',
};

const EXPAND: TransitionStep = {
  name: 'expand',
  title: 'Make the cluster the primary of a global database',
  description:
    'creates the global database from the cluster that exists, the global tables, copies of the secrets in the ' +
    'other Regions, and the replication of images; the cluster itself does not change in the template and keeps ' +
    'serving',
  shape: EXPANDED,
  downtime: noDowntime(
    'the global database is created around a cluster that keeps serving (Aurora user guide)',
    'write once a second while the step is deployed to a copy of the environment',
  ),
  duration: lasting([WORK.STACKS, WORK.GLOBAL, WORK.CANARY]),
  checksBefore: [
    'the cluster is no longer a replica: `ReplicationSourceIdentifier` is empty',
    'if it was once a replica of an RDS instance: a rehearsal on a clone has shown that a secondary can be added ' +
      '(AWS documentation lists a limitation)',
    'the engine version is offered in every Region; no instance pauses; no blue/green deployment is under way',
    'the change set does not touch the cluster',
    IF_IT_FAILS,
    'after a deployment that failed: `aws rds describe-global-clusters` does not show the global database, or it ' +
      'is deleted before the next attempt, after the cluster has been removed from it',
    '`aws ecr describe-registry` shows no replication rule in the home Region: there is one setting for the whole ' +
      'registry, and this deployment overwrites it; if another environment or team has rules, set ' +
      '`registryReplication` to false and add a rule for this repository by hand',
    'the address ranges of the Regions are disjoint (they are, unless `cidr` was chosen by hand)',
  ],
  checksAfter: [
    'the global database is available and has one member, the writer',
    'its writer endpoint is known: `aws rds describe-global-clusters --query "GlobalClusters[].Endpoint"`; write ' +
      'it into `globalWriterEndpoint`',
  ],
  pointOfNoReturn: false,
  rollback:
    'remove the cluster from the global database by the API (`aws rds remove-from-global-cluster`), delete the ' +
    'empty global database, then deploy step `services`: the tables and the global database are retained by the ' +
    'stack; before the next attempt, delete the two tables, or import them (`cdk import`); otherwise it fails ' +
    'because they already exist',
  extraCost: 'tables per request; a copy of each secret; images stored twice',
};

const REGIONS: TransitionStep = {
  name: 'regions',
  title: 'Build the other Regions, without users',
  description:
    'creates network, key, secondary cluster, cache, bucket, queue and services in each Region, and the links ' +
    'between the networks; no users are routed there',
  shape: BUILT,
  downtime: noDowntime(
    'only additions, and rules that admit the other networks',
    'write once a second while the step is deployed to a copy of the environment',
  ),
  duration: lasting([WORK.STACKS, WORK.REGION, WORK.CLUSTER, WORK.FAR_COPY]),
  checksBefore: [
    IF_IT_FAILS,
    'an image was pushed under a new tag since step `expand`, is deployed, and `aws ecr describe-images --region ' +
      '<other>` shows it: the registry copies only what is pushed later',
    'quotas of the other Regions are high enough',
    'the account has the Regions enabled and bootstrapped for AWS CDK',
    'headless or warm is decided for each Region (`headless`): an instance that is made and then removed can ' +
      'disturb vacuum on the primary',
  ],
  checksAfter: [
    '`AuroraGlobalDBReplicationLag` is steady, typically under a second (AWS figure)',
    'tasks of each Region are healthy and answer GET /health',
    'a task of each Region reads from its copy and writes to the writer',
    'new objects of the other buckets arrive in the home bucket',
  ],
  pointOfNoReturn: false,
  rollback:
    'see the procedure for removing a Region: its stores are retained, and detached by the API first; before the ' +
    'next attempt, delete what was kept there, log groups too',
  noWayBack:
    'the stacks of the new Regions would no longer be in the app, and their stores would keep costing money and ' +
    'replicating; follow the procedure `remove-region`',
  extraCost:
    'a second full copy of storage, replicated writes, the instances of warm Regions, a set of load balancer, ' +
    'tasks, NAT and cache for each Region, and transfer between Regions',
};

const REPLICATE: TransitionStep = {
  name: 'replicate',
  title: 'Copy objects to the other Regions',
  description: 'turns on the replication of the home bucket to the buckets of the other Regions, which exist now',
  shape: REPLICATING,
  downtime: noDowntime('replication is added to a bucket in place'),
  duration: lasting([WORK.STACKS]),
  checksBefore: ['step `regions` is deployed: the replication is refused while a bucket is missing'],
  checksAfter: [
    '`OperationsFailedReplication` is 0',
    'objects from before are copied by hand with an S3 Batch Replication job, and counted',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `regions` again: copies stay where they are, new ones are no longer made',
  extraCost:
    'storage of every object once more per Region, requests and transfer of the copies, the batch job once (per ' +
    'job and per object)',
};

const GLOBAL_WRITER: TransitionStep = {
  name: 'global-writer',
  title: 'Write through the endpoint of the global database, which the configuration must name',
  description:
    'gives every task the writer endpoint of the global database as DATABASE_HOST (`globalWriterEndpoint`), ' +
    'which follows a switchover to another Region',
  shape: WRITING,
  downtime: noDowntime('a canary deployment; old and new tasks reach the same writer'),
  duration: lasting([WORK.STACKS, WORK.CANARY]),
  checksBefore: [
    'the home database takes the connections of all tasks without the proxy: add up the pools of the ' +
      'applications of all Regions',
    'tasks of other Regions reach the endpoint over the links',
    'clients that check names accept the certificate behind the endpoint (`psql` with `sslmode=verify-full`), or ' +
      'check only the authority: it is not verified that the certificate contains this name',
  ],
  checksAfter: [
    'every Region writes',
    'a switchover there and back in a copy of the environment took under the downtime that was agreed: `aws rds ' +
      'switchover-global-cluster`',
  ],
  pointOfNoReturn: false,
  rollback: 'deploy step `replicate` again: the tasks of the home Region go back to the proxy',
  extraCost: 'none',
};

const SERVE: TransitionStep = {
  name: 'serve',
  title: 'Send users to every Region: plain stage multi-region',
  description:
    'gives the distribution an origin in each Region and the function that chooses one for each request, by ' +
    'proximity, data residency and out-of-service flags',
  shape: SERVING,
  downtime: noDowntime('a change of the distribution, which reaches the edge over minutes'),
  duration: lasting([WORK.STACKS, WORK.EDGE]),
  checksBefore: [
    'sessions survive a change of Region, or signing in once more is accepted: each Region has its own cache by ' +
      'default',
    'consumers are idempotent, each job goes to the queue of one Region',
    'reads that follow a write of the same user go to DATABASE_HOST',
  ],
  checksAfter: [
    'users on each continent are served by their Region, and data residency is respected',
    'a Region that is taken out of service gets no users within a minute, and gets them back afterwards',
    'a game day: switchover to another Region and back, with the runbook in hand',
  ],
  pointOfNoReturn: false,
  rollback: 'take the Regions out of service (minutes), or deploy step `global-writer` again',
  extraCost: 'transfer between Regions for writes from far away',
};

/** The transition from stage aurora to stage multi-region. */
export const AURORA_TO_MULTI_REGION: StageTransition = {
  source: 'aurora',
  target: 'multi-region',
  title: 'From one Region to several: global database first, then Regions without users, then users',
  steps: [CLASSES, SERVICES, EXPAND, REGIONS, REPLICATE, GLOBAL_WRITER, SERVE],
  notes: [
    'the template of the primary does not change: only the global database refers to it',
    'no template property says which Region writes; after a switchover, CloudFormation reports drift on the global ' +
      'database and its members: ignore it, and never deploy a data stack with --revert-drift',
    'with `globalWriteForwarding` the tasks of a further Region use the reader endpoint of their copy, which ' +
      'only reads once that Region has become the writer: switch forwarding off and deploy before a planned ' +
      'switchover to it',
    'add and remove further Regions with the procedures `add-region` and `remove-region`',
    'downtimes and lags come from documentation, not from measurement: rehearse in a copy of the environment',
  ],
};
