import { StageTransition, TransitionStep } from '../../lib';
import { EXPANDED, HANDED_OVER, MIGRATION_NOTES, STEPS_AFTER_CUT_OVER } from './after-cut-over';
import { lasting } from './durations';
import { IF_IT_FAILS, noDowntime, NOTHING_LEFT } from './wording';
import { WORK } from './work';

const NO_WAY_BACK =
  'the cluster has taken writes that the old instance does not have; go back only by logical replication from ' +
  'the cluster into a new RDS instance, or by restoring and losing what was written since';

/** The freeze is a setting of the database, which is copied with it. */
export const WRITABLE_AGAIN =
  'on the cluster lift the read-only mode that was copied from the source: `BEGIN READ WRITE; ALTER DATABASE ' +
  '<name> RESET default_transaction_read_only; COMMIT`, then end the sessions from before';

/** What costs money from the first to the last step of the move, whatever the path. */
const BOTH_DATABASES =
  'the cluster beside the old database, each with its storage and backups, until step `contract`; Aurora ' +
  'Standard also bills input/output';

/** The first step on this path. */
export const EXPAND: TransitionStep = {
  name: 'expand',
  title: 'Build an Aurora replica of the database',
  description:
    'creates an Aurora cluster with one instance that replicates the RDS instance, its parameter groups and ' +
    'alarms; the tasks are replaced once, because GROWTH_STAGE names the new stage, and the migration runs ' +
    'again; no store changes',
  shape: EXPANDED,
  downtime: noDowntime(
    'additions and a rolling deployment of the same image; seeding reads a snapshot of the source (AWS guide on ' +
      'migrating with an Aurora read replica), hours per TiB',
  ),
  duration: lasting([WORK.STACKS, WORK.CLUSTER, WORK.SEEDING, WORK.TASKS]),
  checksBefore: [
    'Aurora offers the minor version of the instance, or a later one of the same major, in the Region',
    'the instance is encrypted, keeps backups for at least a day, has no Aurora replica and no replica in ' +
      'another Region',
    'every extension and parameter in use exists on Aurora',
    'the source has free storage for the write-ahead log that piles up while the replica is seeded: a full disk ' +
      'stops it',
    'a snapshot taken by hand exists, and the stack shows no drift on the database',
    IF_IT_FAILS,
    NOTHING_LEFT,
  ],
  checksAfter: [
    '`OldestReplicationSlotLag` of the source has fallen near zero and stays there, `TransactionLogsDiskUsage` ' +
      'no longer grows',
    'row counts and checksums of the largest tables are equal on both sides',
    'read-only smoke tests pass on the endpoint of the cluster',
    'the whole cut-over has been rehearsed on a clone, and timed',
  ],
  pointOfNoReturn: false,
  rollback:
    'deploy the plain stage containers: the cluster is removed from the stack but retained; turn off its deletion ' +
    'protection and delete it by hand; otherwise it keeps costing money and holds back the write-ahead log of the ' +
    'source',
  extraCost: `${BOTH_DATABASES}; one instance of the class of stage aurora`,
};

/** The step at which the cluster takes over. */
export const CUT_OVER: TransitionStep = {
  name: 'cut-over',
  title: 'Switch to the promoted cluster',
  description:
    'a person promotes the cluster with the API first; this deployment then points the proxy, the secret and the ' +
    'reader name to it, in place. CloudFormation cannot promote it',
  shape: HANDED_OVER,
  downtime: {
    expected:
      'no writes for minutes: from the moment the source is read-only until the proxy has connected to the ' +
      'cluster; read-only requests fail briefly while the target changes',
    basis:
      'freeze, replication lag to zero, promotion, update of the proxy target; the seconds of the last step have ' +
      'never been measured',
    proved: false,
    howToProve:
      'restore a snapshot of production into a copy of the environment, run the step there under load, and take ' +
      'the time from the first failed write to the first good one',
    duration: lasting([WORK.FREEZE, WORK.PROMOTION, WORK.RETARGET]),
  },
  duration: lasting([WORK.FREEZE, WORK.PROMOTION, WORK.RETARGET, WORK.STACKS]),
  checksBefore: [
    'freeze deployments, suspend the scaling of the services, pause the rotation of secrets, set the workers to ' +
      '0 tasks (the queue keeps jobs for 14 days)',
    'make the source read-only (`ALTER DATABASE ... SET default_transaction_read_only = on`, then end sessions), ' +
      'and wait until replication lag is 0 and the WAL positions are equal',
    'promote: `aws rds promote-read-replica-db-cluster`; wait for status available, the event of the promotion, ' +
      'an empty `ReplicationSourceIdentifier`, and `SELECT pg_is_in_recovery()` = false',
    WRITABLE_AGAIN,
    'it is decided who may abort, and until when: rolling back is possible before the promotion, but not after the ' +
      'first write',
  ],
  checksAfter: [
    'the proxy reports the target as available, and its endpoint answers a write',
    'sequences, users and grants are complete on the cluster',
    'workers, scaling and deployments run again; the dead-letter queue is empty',
    'no client is connected to the old instance any more; it stays read-only',
  ],
  pointOfNoReturn: true,
  rollback:
    'until the promotion: lift the read-only mode of the source ' +
    '(`BEGIN READ WRITE; ALTER DATABASE <name> RESET default_transaction_read_only; COMMIT`). Between promotion ' +
    'and first write: deploy `expand` with `live` removed from the configuration, and lift the read-only mode. ' +
    'After that, there is no rollback',
  noWayBack: NO_WAY_BACK,
  extraCost: BOTH_DATABASES,
};

/** The transition from stage containers to stage aurora, through a replica. */
export const CONTAINERS_TO_AURORA: StageTransition = {
  source: 'containers',
  target: 'aurora',
  title: 'From RDS to Aurora: replicate, promote, hand over in place, then grow',
  steps: [EXPAND, CUT_OVER, ...STEPS_AFTER_CUT_OVER],
  notes: [
    ...MIGRATION_NOTES,
    'a cluster that was once an RDS replica may be refused as the primary of a global database (a limitation in ' +
      'AWS documentation, not verified yet): if you plan multi-region soon, rehearse it on a clone, or take the path ' +
      '`snapshot`',
    'logical replication (AWS DMS, or PostgreSQL publications) into an empty cluster shortens the outage to ' +
      'seconds and allows rolling back, but sequences, DDL and tables without keys are moved by hand: create the ' +
      'cluster with `auroraOrigin` plain in an environment of its own, and move the data outside of the stacks',
  ],
};
