import { RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  AuroraOrigin,
  AuroraCapacity,
  AuroraGlobalDatabase,
  AuroraPostgres,
  AuroraPostgresProps,
  AuroraReaderScaling,
  AuroraStorage,
  RetiredPostgresDatabase,
  PostgresDatabase,
} from '../../../lib/database';
import { losses } from '../../helpers/create-only';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { MAXIMAL, TestApp, testApp } from './stacks';

const PROVISIONED = AuroraCapacity.provisioned(new InstanceType('r7g.large'));
const SUBNETS = { subnetGroupName: 'data' };
const CLUSTER = 'saas-aurora';
const SOURCE = 'arn:aws:rds:eu-central-1:123456789012:db:saas';

/** Everything whose loss would be felt. */
const STORES = [
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBProxy',
  'AWS::RDS::DBProxyTargetGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::EC2::SecurityGroup',
  'AWS::RDS::DBParameterGroup',
];

function aurora(test: TestApp, props: Partial<AuroraPostgresProps> = {}): AuroraPostgres {
  return new AuroraPostgres(test.data, 'Aurora', {
    vpc: test.vpc,
    vpcSubnets: SUBNETS,
    capacity: PROVISIONED,
    ...props,
  });
}

function template(props: Partial<AuroraPostgresProps> = {}): Template {
  const test = testApp();
  aurora(test, props);
  return Template.fromStack(test.data);
}

const clusterOf = (from: Template) => Object.values(from.findResources('AWS::RDS::DBCluster'))[0];

describe('alone in a stack', () => {
  test('a plain cluster is encrypted, protected, kept, and spread over the zones', () => {
    const cluster = clusterOf(template({ readers: 3 }));
    expect(cluster).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Engine: 'aurora-postgresql',
        EngineVersion: '17.7',
        StorageEncrypted: true,
        DeletionProtection: true,
        BackupRetentionPeriod: 7,
        DatabaseName: 'app',
        MasterUsername: 'app',
        Port: 5432,
      },
    });
    const members = Object.values(template({ readers: 3 }).findResources('AWS::RDS::DBInstance'));
    expect(members.map(({ Properties }) => [Properties.AvailabilityZone, Properties.PromotionTier])).toEqual([
      ['eu-central-1a', 0],
      ['eu-central-1b', 1],
      ['eu-central-1c', 2],
      ['eu-central-1a', 3],
    ]);
    expect(members.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([
      'RetainExceptOnCreate',
      'Delete',
      'Delete',
      'Delete',
    ]);
  });

  test('instances are changed one after the other', () => {
    const members = template({ readers: 2 }).findResources('AWS::RDS::DBInstance');
    const [first, second, third] = Object.keys(members);
    expect(members[first].DependsOn ?? []).not.toContain(second);
    expect(members[second].DependsOn).toContain(first);
    expect(members[third].DependsOn).toContain(second);
  });

  test('serverless bounds, pause outside production', () => {
    expect(
      clusterOf(template({ capacity: AuroraCapacity.serverless({ minAcu: 0.5, maxAcu: 16 }) })).Properties
        .ServerlessV2ScalingConfiguration,
    ).toEqual({ MinCapacity: 0.5, MaxCapacity: 16 });
    const paused = template({ capacity: AuroraCapacity.serverless({ minAcu: 0, maxAcu: 4 }), readers: 0 });
    expect(clusterOf(paused).Properties.ServerlessV2ScalingConfiguration).toEqual({
      MinCapacity: 0,
      MaxCapacity: 4,
      SecondsUntilAutoPause: 300,
    });
    expect(JSON.stringify(paused.findResources('AWS::RDS::DBClusterParameterGroup'))).not.toContain(
      'rds.logical_replication',
    );
  });

  test('every prop reaches the template', () => {
    const { Properties } = clusterOf(
      template({
        storage: AuroraStorage.IO_OPTIMIZED,
        backupRetentionDays: 14,
        preferredBackupWindow: '01:00-02:00',
        preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
        clusterIdentifier: CLUSTER,
        databaseName: 'shop',
        username: 'shop',
        deletionProtection: false,
        removalPolicy: RemovalPolicy.SNAPSHOT,
      }),
    );
    expect(Properties).toMatchObject({
      StorageType: 'aurora-iopt1',
      BackupRetentionPeriod: 14,
      PreferredBackupWindow: '01:00-02:00',
      DBClusterIdentifier: CLUSTER,
      DatabaseName: 'shop',
      MasterUsername: 'shop',
      DeletionProtection: false,
    });
  });

  test('its own proxy waits for the writer', () => {
    const found = template({ proxy: true });
    const target = Object.values(found.findResources('AWS::RDS::DBProxyTargetGroup'))[0];
    expect(target.DependsOn.filter((id: string) => /Member/.test(id))).toHaveLength(2);
    expect(Object.values(found.findResources('AWS::SecretsManager::SecretTargetAttachment'))).toHaveLength(1);
  });

  test('passes cdk-nag', () => {
    const test = testApp();
    aurora(test, { proxy: true, readers: 2 });
    expect(nagFindings(test.app).filter((finding) => finding.includes('Aurora'))).toEqual([]);
  });
});

describe('a replica of an instance', () => {
  const born = { ...MAXIMAL, instanceIdentifier: 'saas', readReplicas: 0 };

  /** The data stack at one step of the move. */
  function step(
    database: { handedOver?: boolean; released?: boolean; gone?: boolean },
    withCluster = true,
    readers = 0,
  ): object {
    const test = testApp();
    const props = {
      vpc: test.vpc,
      vpcSubnets: SUBNETS,
      ...born,
      ...(database.handedOver ? { successorClusterIdentifier: CLUSTER } : {}),
      ...(database.released ? { deletionProtection: false, removalPolicy: RemovalPolicy.SNAPSHOT } : {}),
    };
    const predecessor = database.gone
      ? new RetiredPostgresDatabase(test.data, 'Database', props)
      : new PostgresDatabase(test.data, 'Database', props);
    if (withCluster) {
      aurora(test, { predecessor, origin: AuroraOrigin.replicaOf(SOURCE), clusterIdentifier: CLUSTER, readers });
    }
    return Template.fromStack(test.data).toJSON();
  }

  const BEFORE = step({}, false);
  const EXPANDED = step({});
  const HANDED_OVER = step({ handedOver: true }, true, 2);
  const RELEASED = step({ handedOver: true, released: true }, true, 2);
  const GONE = step({ handedOver: true, released: true, gone: true }, true, 2);

  test(
    'is born with the source, the key and the surroundings of the instance, and with nothing that makes ' +
      'it an empty database',
    () => {
      const { Properties } = clusterOf(Template.fromJSON(EXPANDED as Record<string, unknown>));
      expect(Properties).toMatchObject({ ReplicationSourceIdentifier: SOURCE, StorageEncrypted: true });
      expect(Object.keys(Properties)).not.toEqual(expect.arrayContaining(['MasterUsername']));
      expect(Properties).not.toHaveProperty('DatabaseName');
      expect(Properties).not.toHaveProperty('MasterUserPassword');
      expect(JSON.stringify(Properties.DBSubnetGroupName)).toContain('DatabaseSubnetGroup');
    },
  );

  test('its appearance changes nothing that exists', () => {
    const before = (BEFORE as { Resources: Record<string, unknown> }).Resources;
    const after = (EXPANDED as { Resources: Record<string, unknown> }).Resources;
    expect(Object.keys(before).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]))).toEqual([]);
  });

  test('no step replaces a store, and the last one takes the instance only', () => {
    expect(losses(EXPANDED, HANDED_OVER, STORES)).toEqual([]);
    expect(losses(HANDED_OVER, RELEASED, STORES)).toEqual([]);
    expect(losses(RELEASED, GONE, STORES)).toEqual([expect.stringMatching(/^DatabaseInstance.*: removed$/)]);
  });

  test(
    'the hand-over moves the target of the proxy and the attachment of the secret, in place and after ' +
      'the instances',
    () => {
      const found = Template.fromJSON(HANDED_OVER as Record<string, unknown>);
      const target = Object.values(found.findResources('AWS::RDS::DBProxyTargetGroup'))[0];
      const attachment = Object.values(found.findResources('AWS::SecretsManager::SecretTargetAttachment'))[0];
      expect(target.Properties).toMatchObject({ DBClusterIdentifiers: [CLUSTER] });
      expect(target.Properties).not.toHaveProperty('DBInstanceIdentifiers');
      expect(attachment.Properties).toMatchObject({ TargetId: CLUSTER, TargetType: 'AWS::RDS::DBCluster' });
      for (const { DependsOn } of [target, attachment]) {
        expect(DependsOn.filter((id: string) => /AuroraMember/.test(id))).toHaveLength(3);
      }
    },
  );

  test('the released instance leaves a snapshot', () => {
    const instance = Object.entries(
      (RELEASED as { Resources: Record<string, { DeletionPolicy: string; Properties: object }> }).Resources,
    ).find(([id]) => /^DatabaseInstance/.test(id))![1];
    expect(instance).toMatchObject({ DeletionPolicy: 'Snapshot', Properties: { DeletionProtection: false } });
  });
});

describe('other births', () => {
  test('a snapshot keeps its user and its password', () => {
    const test = testApp();
    const secret = new Secret(test.data, 'Known');
    aurora(test, { origin: AuroraOrigin.fromSnapshot('arn:aws:rds:eu-central-1:123456789012:snapshot:last'), secret });
    const { Properties } = clusterOf(Template.fromStack(test.data));
    expect(Properties).toMatchObject({ SnapshotIdentifier: 'arn:aws:rds:eu-central-1:123456789012:snapshot:last' });
    expect(Properties).not.toHaveProperty('MasterUsername');
    expect(Properties).not.toHaveProperty('StorageEncrypted');
  });

  test('a secondary has neither user nor database, and may be headless', () => {
    const test = testApp();
    const secret = new Secret(test.data, 'Replica');
    aurora(test, { origin: AuroraOrigin.secondaryOf('saas-global'), secret, headless: true });
    const found = Template.fromStack(test.data);
    const { Properties } = clusterOf(found);
    expect(Properties).toMatchObject({ GlobalClusterIdentifier: 'saas-global', StorageEncrypted: true });
    expect(Properties).not.toHaveProperty('MasterUsername');
    expect(Properties).not.toHaveProperty('DatabaseName');
    expect(found.findResources('AWS::RDS::DBInstance')).toEqual({});
  });

  test('the primary of a global database is named by its ARN, and nowhere else', () => {
    const test = testApp();
    const cluster = aurora(test, { clusterIdentifier: CLUSTER });
    new AuroraGlobalDatabase(test.data, 'Global', {
      globalClusterIdentifier: 'saas-global',
      sourceClusterArn: `arn:aws:rds:eu-central-1:123456789012:cluster:${cluster.clusterIdentifier}`,
    });
    const found = Template.fromStack(test.data);
    expect(clusterOf(found).Properties).not.toHaveProperty('GlobalClusterIdentifier');
    expect(Object.values(found.findResources('AWS::RDS::GlobalCluster'))[0]).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        SourceDBClusterIdentifier: `arn:aws:rds:eu-central-1:123456789012:cluster:${CLUSTER}`,
        DeletionProtection: true,
      },
    });
    expect(Object.values(found.findResources('AWS::RDS::GlobalCluster'))[0].Properties).not.toHaveProperty('Engine');
  });
});

test('maximal', () => {
  const test = testApp();
  aurora(test, {
    capacity: AuroraCapacity.serverless({ minAcu: 1, maxAcu: 16 }),
    readers: 2,
    clusterIdentifier: CLUSTER,
    databaseName: 'notes',
    username: 'notes_owner',
    proxy: true,
    logicalReplication: true,
    slowQueryMs: 250,
    parameters: { log_lock_waits: '0' },
    backupRetentionDays: 35,
    enhancedMonitoringSeconds: 15,
    preferredBackupWindow: '01:00-02:00',
    preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
  });
  new AuroraReaderScaling(test.data, 'Scaling', {
    clusterIdentifier: CLUSTER,
    minReaders: 2,
    maxReaders: 8,
    cpuTargetPercent: 50,
    connectionsTarget: 500,
  });
  expectGoldenTemplate('aurora-postgres', Template.fromStack(test.data));
});

test('scaling of readers has bounds, a goal, and no number of readers', () => {
  const test = testApp();
  new AuroraReaderScaling(test.data, 'Scaling', { clusterIdentifier: CLUSTER, minReaders: 2, maxReaders: 8 });
  const found = Template.fromStack(test.data);
  found.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    ResourceId: `cluster:${CLUSTER}`,
    ScalableDimension: 'rds:cluster:ReadReplicaCount',
    MinCapacity: 2,
    MaxCapacity: 8,
  });
  found.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 60, ScaleInCooldown: 600, ScaleOutCooldown: 300 },
  });
});

describe('errors name the property, what is allowed and what to do', () => {
  const error = (props: Partial<AuroraPostgresProps>) => () => template(props);

  test.each<[string, Partial<AuroraPostgresProps>, string]>([
    [
      'steps',
      { capacity: AuroraCapacity.serverless({ minAcu: 0.7, maxAcu: 4 }) },
      'Data/Aurora: `capacity.minAcu` must be from 0 to 256 in steps of 0.5, got: 0.7',
    ],
    [
      'pause',
      { capacity: AuroraCapacity.serverless({ minAcu: 0, maxAcu: 4 }), proxy: true },
      'Data/Aurora: `capacity.minAcu` must be at least 0.5 with an RDS Proxy, which keeps connections open, ' +
        'got: 0; the instances would never pause',
    ],
    [
      'token birth',
      { origin: AuroraOrigin.replicaOf('${Token[X.1]}') },
      'Data/Aurora: `origin` must have a literal source, got: a token; ' +
        'the origin must stay in the template even if its source is removed; ' +
        '`secret` must be set if the origin is not plain and there is no `predecessor`, got: nothing; ' +
        'use the secret with the password of the master user',
    ],
    [
      'instance ARN',
      { origin: AuroraOrigin.replicaOf('saas'), secret: undefined },
      'Data/Aurora: `origin` must have the ARN of an RDS instance, got: "saas"; ' +
        'for example arn:aws:rds:eu-west-1:123456789012:db:app; ' +
        '`secret` must be set if the origin is not plain and there is no `predecessor`, got: nothing; ' +
        'use the secret with the password of the master user',
    ],
    [
      'snapshot ARN',
      { origin: AuroraOrigin.fromSnapshot('last') },
      'Data/Aurora: `origin` must have the ARN of a snapshot, got: "last"; ' +
        'Aurora accepts a snapshot of an instance by ARN only; ' +
        '`secret` must be set if the origin is not plain and there is no `predecessor`, got: nothing; ' +
        'use the secret with the password of the master user',
    ],
    [
      'headless',
      { headless: true },
      'Data/Aurora: `headless` must be false for a cluster that is not a secondary, got: true; ' +
        'no client could connect to it',
    ],
    ['readers', { readers: 15 }, '`readers` must be a whole number from 0 to 14, got: 15'],
    [
      'secret',
      { origin: AuroraOrigin.secondaryOf('saas-global') },
      'Data/Aurora: `secret` must be set if the origin is not plain and there is no `predecessor`, got: ' +
        'nothing; use the secret with the password of the master user',
    ],
    ['parameter', { parameters: { 'rds.logical_replication': '1' } }, 'use `logicalReplication`'],
    [
      'destroy',
      { removalPolicy: RemovalPolicy.DESTROY },
      'Data/Aurora: `removalPolicy` must not be DESTROY while the cluster is protected, got: "destroy"; ' +
        'if the data may be lost, also set `deletionProtection: false`',
    ],
  ])('%s', (_, props, message) => expect(error(props)).toThrow(message));

  test('scaling', () => {
    const test = testApp();
    expect(
      () =>
        new AuroraReaderScaling(test.data, 'S', {
          clusterIdentifier: CLUSTER,
          minReaders: 0,
          maxReaders: 16,
          cpuTargetPercent: 0,
        }),
    ).toThrow(
      'Data/S: `minReaders` must be a whole number from 1 to 15, got: 0; scaling needs at least one reader; ' +
        '`maxReaders` must be a whole number from 1 to 15, got: 16; ' +
        '`cpuTargetPercent` or `connectionsTarget` must be above 0, got: 0 for both',
    );
  });

  test('global database', () => {
    const test = testApp();
    expect(
      () => new AuroraGlobalDatabase(test.data, 'G', { globalClusterIdentifier: 'Saas', sourceClusterArn: 'saas' }),
    ).toThrow(/`globalClusterIdentifier` must be .*`sourceClusterArn` must be the literal ARN/);
  });

  test('a database that was handed over names its successor', () => {
    const test = testApp();
    expect(
      () => new RetiredPostgresDatabase(test.data, 'D', { vpc: test.vpc, vpcSubnets: SUBNETS, ...MAXIMAL }),
    ).toThrow(
      'Data/D: `successorClusterIdentifier` must be the name of the Aurora cluster that has taken over, ' +
        'got: nothing; use `PostgresDatabase` until then',
    );
  });
});
