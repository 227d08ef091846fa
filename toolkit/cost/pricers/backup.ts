import { PricedResource, Pricer } from '../charge';
import { ResourceUsage, ChargeCollector, tallied } from '../charge-collector';
import { readable } from './amounts';

/** Backups beside those that a service makes itself. */
export const BACKUPS: Readonly<Record<string, Pricer>> = {
  'AWS::Backup::BackupPlan': tallied(plan),
  'AWS::Backup::RestoreTestingPlan': tallied((tally) => tally.unknown('restores of AWS Backup have no known price')),
  'AWS::DLM::LifecyclePolicy': tallied((tally) =>
    tally.unknown('the size of volume snapshots depends on how much changes'),
  ),
};

/** What a plan may hold, as the list names its storage. */
const STORAGE: Readonly<Record<string, readonly [string, string]>> = {
  auroraGb: ['aurora-snapshot', 'GB of Aurora clusters'],
  dynamodbGb: ['dynamodb-backup-warm', 'GB of DynamoDB tables'],
  ebsGb: ['ebs-snapshot-warm', 'GB of volumes'],
  efsGb: ['efs-backup-warm', 'GB of file systems'],
  rdsGb: ['rds-snapshot', 'GB of RDS instances'],
  s3Gb: ['s3-backup-warm', 'GB of buckets'],
};

/** What the user may say. */
export const BACKUPS_USAGE: ResourceUsage = {
  'AWS::Backup::BackupPlan': Object.fromEntries(
    Object.entries(STORAGE).map(([name, [, meaning]]) => [name, `${meaning} in the vaults of the plan, warm`]),
  ),
};

/** What a plan selects by tags, and how much of it changes, is not in the template. */
function plan(tally: ChargeCollector, { id }: PricedResource): void {
  const given = Object.entries(STORAGE).filter(([name]) => tally.own(name) !== undefined);
  if (given.length === 0) {
    tally.unknown(
      "the size of the plan's backups depends on what it selects and how much changes; set " +
        `${Object.keys(STORAGE).join(', ')} with --usage`,
    );
  }
  for (const [name, [sku, meaning]] of given) {
    const gb = tally.own(name)!;
    tally.usage('Backup', sku, gb, `${readable(gb)} ${meaning} in backups`, `${name} of ${id}, from --usage`);
  }
}
