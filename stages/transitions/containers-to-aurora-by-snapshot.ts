import { StageTransition, TransitionStep } from '../../lib';
import { MIGRATION_NOTES, STEPS_AFTER_CUT_OVER } from './after-cut-over';
import { CUT_OVER, EXPAND, WRITABLE_AGAIN } from './containers-to-aurora';
import { lasting } from './durations';
import { IF_IT_FAILS, noDowntime, NOTHING_LEFT } from './wording';
import { WORK } from './work';

const EXPAND_BY_SNAPSHOT: TransitionStep = {
  ...EXPAND,
  title: 'Prepare the move: nothing is built yet',
  description:
    'changes alarms, and replaces the tasks once, because GROWTH_STAGE names the new stage: on this path, step ' +
    '`cut-over` creates the cluster from the final snapshot',
  downtime: noDowntime('no store and no service changes'),
  duration: lasting([WORK.STACKS, WORK.TASKS]),
  checksBefore: [
    'Aurora offers the minor version of the instance, or a later one of the same major, in the Region',
    'every extension and parameter in use exists on Aurora',
    'the instance is encrypted',
  ],
  checksAfter: ['a rehearsal has shown how long a restore of this size takes'],
  rollback: 'deploy the plain stage containers',
  extraCost: 'none yet',
};

const CUT_OVER_BY_SNAPSHOT: TransitionStep = {
  ...CUT_OVER,
  title: 'Restore the final snapshot into a cluster, and switch to it',
  description:
    'a person freezes the application, takes a snapshot and writes its ARN into the configuration ' +
    '(`auroraSnapshotArn`); this deployment restores it into a cluster and points proxy, secret and reader name ' +
    'to it',
  downtime: {
    expected:
      'no writes from the freeze until the restored cluster serves: the snapshot and the restore, tens of ' +
      'minutes to hours by size',
    basis: 'snapshot and restore of a volume; AWS gives no figure per GB',
    proved: false,
    howToProve: 'restore a snapshot of production into a cluster in a copy of the environment, and time it',
    duration: lasting([WORK.FREEZE, WORK.SNAPSHOT, WORK.RESTORE, WORK.RETARGET]),
  },
  duration: lasting([WORK.FREEZE, WORK.SNAPSHOT, WORK.RESTORE, WORK.RETARGET, WORK.STACKS]),
  checksBefore: [
    'freeze deployments, set web and workers to 0 tasks or to a page that says so; make the source read-only and ' +
      'end sessions',
    'take a snapshot: `aws rds create-db-snapshot`, wait until it is available, and write its ARN into ' +
      '`auroraSnapshotArn`',
    'the user and the password of the secret are those of the snapshot: pause the rotation of secrets',
    IF_IT_FAILS,
    NOTHING_LEFT,
  ],
  checksAfter: [WRITABLE_AGAIN, ...CUT_OVER.checksAfter],
  rollback:
    'before the first write: deploy step `expand` with `live` removed from the configuration, and lift the ' +
    'read-only mode; the old instance is untouched. After that, there is no rollback',
};

/**
 * The transition from stage containers to stage aurora, through a snapshot: a longer outage, and the best base for a
 * global database.
 */
export const CONTAINERS_TO_AURORA_BY_SNAPSHOT: StageTransition = {
  source: 'containers',
  target: 'aurora',
  path: 'snapshot',
  title: 'From RDS to Aurora with a final snapshot: freeze, restore, hand over in place, then grow',
  steps: [EXPAND_BY_SNAPSHOT, CUT_OVER_BY_SNAPSHOT, ...STEPS_AFTER_CUT_OVER],
  notes: MIGRATION_NOTES,
};
