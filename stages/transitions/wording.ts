import { SizeSource, StepDowntime, StepSettings, WorkerPlacement } from '../../lib';

/** How a downtime of none is proved: by counting. */
export const LOAD_DURING_DEPLOYMENT =
  'send a steady load to the distribution while the step is deployed to a copy of the environment, and count the ' +
  'answers that are not 2xx or 3xx';

/** A step that users do not notice. */
export function noDowntime(basis: string, howToProve: string = LOAD_DURING_DEPLOYMENT): StepDowntime {
  return { expected: 'none', basis, proved: false, howToProve };
}

/** Deletion protection holds in a rollback, too. */
export const IF_IT_FAILS =
  'it is known what to do if the deployment fails: the rollback cannot remove a protected cluster or table; lift ' +
  'its protection (`aws rds modify-db-cluster --no-deletion-protection`, ' +
  '`aws dynamodb update-table --no-deletion-protection-enabled`), then ' +
  '`aws cloudformation continue-update-rollback`';

/** What a step that is taken back leaves in the account has the names that the next try needs. */
export const NOTHING_LEFT =
  'the leftovers of the last attempt are deleted; otherwise this deployment fails because they already exist: ' +
  'cluster, instance `-1` and log group `/aws/rds/cluster/<name>/postgresql` are retained when a step is rolled ' +
  'back';

/** The shape of a step between stages that both run containers: everything as in the stage that is being entered. */
export const CONTAINERS_ONLY: StepSettings = {
  keepVmGroup: false,
  vmWeight: 0,
  containerWeight: 100,
  vmUsesSharedState: true,
  workersOn: WorkerPlacement.FARGATE,
  databaseMultiAz: SizeSource.TARGET,
  databaseInstanceType: SizeSource.TARGET,
  databaseReadReplicas: SizeSource.TARGET,
};

/** The same, with every size still that of the stage that is being left. */
export const SIZES_BEFORE: StepSettings = {
  ...CONTAINERS_ONLY,
  databaseInstanceType: SizeSource.SOURCE,
  services: SizeSource.SOURCE,
  cacheNodes: SizeSource.SOURCE,
  cacheShards: SizeSource.SOURCE,
  nat: SizeSource.SOURCE,
  scaling: false,
};
