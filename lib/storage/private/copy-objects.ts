import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../../core/private/nag-findings';
import { BucketCopy } from '../bucket-copy';

/**
 * Replicates new objects to buckets in other Regions.
 *
 * Uses the L1 property because the L2 property needs a bucket construct with a known Region. Replication metrics are on
 * so that failures can raise alarms. They are billed like custom metrics of Amazon CloudWatch.
 */
export function copyObjects(scope: Construct, bucket: Bucket, copies: BucketCopy[]): void {
  if (copies.length === 0) {
    return;
  }
  const role = copyRole(scope, bucket, copies);
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.replicationConfiguration = {
    role: role.roleArn,
    rules: copies.map(({ region, bucketArn }, index) => ({
      id: `to-${region}`,
      status: 'Enabled',
      priority: index + 1,
      filter: { prefix: '' },
      deleteMarkerReplication: { status: 'Enabled' },
      sourceSelectionCriteria: { replicaModifications: { status: 'Enabled' } },
      destination: { bucket: bucketArn, metrics: { status: 'Enabled' } },
    })),
  };
}

function copyRole(scope: Construct, bucket: Bucket, copies: BucketCopy[]): Role {
  const role = new Role(scope, 'CopyRole', {
    description: 'Copies objects to other Regions',
    assumedBy: new ServicePrincipal('s3.amazonaws.com'),
  });
  const source = bucket.arnForObjects('*');
  const targets = copies.map(({ bucketArn }) => `${bucketArn}/*`);
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      resources: [bucket.bucketArn],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      resources: [source],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
      resources: targets,
    }),
  );
  acknowledgeWildcards(
    role,
    [source, ...targets],
    'The wildcard stands for the objects of one bucket, and all of them are replicated.',
  );
  return role;
}
