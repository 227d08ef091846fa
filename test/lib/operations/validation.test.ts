import { App } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ReplicationLagAlarms, SloAlarms } from '../../../lib/operations';
import { operationsStack } from './alarms';

const { CDK_VALIDATION } = process.env;
beforeAll(() => delete process.env.CDK_VALIDATION);
afterAll(() => {
  process.env.CDK_VALIDATION = CDK_VALIDATION;
});

test('the offline validation of the CDK finds nothing in the alarms over budgets and replication', () => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stack = operationsStack('eu-west-1', app);
  const actions = [new SnsAction(new Topic(stack, 'Page', { enforceSSL: true }))];
  new SloAlarms(stack, 'Slo', {
    loadBalancerFullName: 'app/origin/1',
    uptimePercent: 99.99,
    p99LatencyMs: 100,
    actions,
  });
  new ReplicationLagAlarms(stack, 'Replication', {
    globalDatabase: { clusterIdentifier: 'app-eu', otherRegions: ['us-east-1'] },
    globalCache: { replicationGroupId: 'sessions' },
    incomingObjects: [{ sourceBucketName: 'us', destinationBucketName: 'eu', ruleId: 'to-eu' }],
    outgoingObjects: [{ sourceBucketName: 'eu', destinationBucketName: 'us', ruleId: 'to-us' }],
    tables: [{ tableName: 'tenants', receivingRegions: ['us-east-1'] }],
    auroraMove: { sourceInstanceIdentifier: 'app', sourceStorageGiB: 200, replicaClusterIdentifier: 'app-aurora' },
    actions,
  });
  expect(() => app.synth()).not.toThrow();
});
