import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { DatabaseCluster, DatabaseClusterEngine, DatabaseProxy, ProxyTarget } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { PostgresDatabaseProps } from '../../../lib/database';
import { replacingProperties as createOnlyProperties } from '../../../toolkit/diff/replacement';
import { losses } from '../../helpers/create-only';
import { dataTemplate, ENV, MAXIMAL, testApp } from './stacks';

/** Everything that has to outlive a change of size. */
const LASTING = [
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBSubnetGroup',
  'AWS::RDS::DBParameterGroup',
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::EC2::SecurityGroup',
];

const CHANGES: [string, Partial<PostgresDatabaseProps>][] = [
  ['a standby', { multiAz: true }],
  ['another class', { instanceType: new InstanceType('r7g.large') }],
  ['more storage', { allocatedStorageGiB: 400, maxAllocatedStorageGiB: 2000, iops: 12000 }],
  ['replicas', { readReplicas: 3 }],
  ['a proxy', { proxy: true }],
  ['all at once', MAXIMAL],
  [
    'other settings',
    { slowQueryMs: 500, logicalReplication: true, backupRetentionDays: 14, enhancedMonitoringSeconds: 0 },
  ],
];

const plain = dataTemplate().toJSON();

test('the service specification is read', () => {
  expect(createOnlyProperties('AWS::RDS::DBInstance')).toEqual(
    expect.arrayContaining(['KmsKeyId', 'DBName', 'MasterUsername', 'DBInstanceIdentifier']),
  );
  expect(createOnlyProperties('AWS::RDS::DBProxy')).toEqual(expect.arrayContaining(['DBProxyName', 'VpcSubnetIds']));
});

test('the comparison finds a loss', () => {
  const renamed = dataTemplate({ username: 'other' }).toJSON();
  expect(losses(plain, renamed, LASTING)).toEqual([
    expect.stringMatching(/^DatabaseInstance.*: MasterUsername replaces$/),
  ]);
  expect(losses(plain, { Resources: {} }, ['AWS::KMS::Key'])).toEqual([
    expect.stringMatching(/^DatabaseKey.*: removed$/),
  ]);
});

test.each(CHANGES)('%s replaces and removes nothing', (_name, props) => {
  expect(losses(plain, dataTemplate(props).toJSON(), LASTING)).toEqual([]);
});

test.each(CHANGES.slice(0, 3))('taking back %s replaces and removes nothing', (_name, props) => {
  expect(losses(dataTemplate(props).toJSON(), plain, LASTING)).toEqual([]);
});

test('taking the proxy back leaves everything that lasts, its log group too', () => {
  const lasting = LASTING.filter((type) => type !== 'AWS::EC2::SecurityGroup');
  expect(losses(dataTemplate({ proxy: true }).toJSON(), plain, lasting)).toEqual([]);
});

test('another number of replicas touches only the last ones', () => {
  const [two, five] = [2, 5].map((readReplicas) => dataTemplate({ readReplicas }).toJSON());
  expect(losses(two, five, LASTING)).toEqual([]);
  expect(losses(five, two, LASTING)).toHaveLength(9);
  expect(losses(five, two, LASTING).every((loss) => /^DatabaseReplica[345].*: removed$/.test(loss))).toBe(true);
});

test('the secret never changes with the size, which would generate another password', () => {
  const secretOf = (props: Partial<PostgresDatabaseProps>): object =>
    dataTemplate(props).findResources('AWS::SecretsManager::Secret');
  for (const [, props] of CHANGES) {
    expect(secretOf(props)).toEqual(secretOf({}));
  }
});

test('the ids of what lasts are these, for ever', () => {
  const ids = Object.entries(plain.Resources)
    .filter(([, resource]) => LASTING.includes((resource as { Type: string }).Type))
    .map(([id]) => id)
    .sort();
  expect(ids).toEqual([
    'DatabaseInstanceAA8A5FDE',
    'DatabaseKey5E5D9547',
    'DatabaseParameterGroup178D736E07',
    'DatabasePostgresqlLogs0EEFD61B',
    'DatabaseProxyLogs8B6833AB',
    'DatabaseSecret3B817195',
    'DatabaseSecretAttachmentE5D1B020',
    'DatabaseSecurityGroup5C91FDCB',
    'DatabaseSubnetGroup7D60F180',
    'DatabaseUpgradeLogsA548C373',
  ]);
});

test('a proxy with an Aurora cluster behind it is the same proxy', () => {
  const before = dataTemplate({ proxy: true }).toJSON();
  const test = testApp();
  const stack = new Stack(test.app, 'Later', { env: ENV });
  const cluster = DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', {
    clusterIdentifier: 'promoted',
    engine: DatabaseClusterEngine.AURORA_POSTGRESQL,
    port: 5432,
  });
  new DatabaseProxy(stack, 'Proxy', {
    dbProxyName: 'data-database-b314525a-proxy',
    proxyTarget: ProxyTarget.fromCluster(cluster),
    secrets: [Secret.fromSecretNameV2(stack, 'Secret', 'master')],
    vpc: test.vpc,
    vpcSubnets: { subnetGroupName: 'data' },
  });
  const proxyOf = (template: Template, type: string): Record<string, unknown> =>
    Object.values(template.findResources(type))[0].Properties;
  const later = Template.fromStack(stack);
  for (const type of ['AWS::RDS::DBProxy', 'AWS::RDS::DBProxyTargetGroup']) {
    const now = Object.values(
      before.Resources as Record<string, { Type: string; Properties: Record<string, unknown> }>,
    ).find((resource) => resource.Type === type)!.Properties;
    for (const name of createOnlyProperties(type).filter(
      (property) => property !== 'DBProxyName' || type === 'AWS::RDS::DBProxy',
    )) {
      expect(proxyOf(later, type)[name]).toEqual(now[name]);
    }
  }
  expect(proxyOf(later, 'AWS::RDS::DBProxyTargetGroup').DBClusterIdentifiers).toEqual(['promoted']);
  expect(createOnlyProperties('AWS::RDS::DBProxyTargetGroup')).not.toContain('DBClusterIdentifiers');
});
