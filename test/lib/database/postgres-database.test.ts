import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InstanceType, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { DatabaseOrigin, DatabaseOriginKind, PostgresDatabase } from '../../../lib/database';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { database, dataTemplate, ENV, MAXIMAL, MINIMAL, testApp } from './stacks';

const RETAINED = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

describe('minimal', () => {
  const template = dataTemplate();

  test('keeps the day-one contract of the instance', () => {
    template.hasResource('AWS::RDS::DBInstance', {
      ...RETAINED,
      Properties: {
        DBInstanceIdentifier: 'data-database-b314525a',
        DBInstanceClass: 'db.t4g.small',
        Engine: 'postgres',
        EngineVersion: '17.7',
        AutoMinorVersionUpgrade: false,
        AllowMajorVersionUpgrade: false,
        DBName: 'app',
        MasterUsername: 'app',
        ManageMasterUserPassword: Match.absent(),
        Port: '5432',
        StorageType: 'gp3',
        AllocatedStorage: '20',
        MaxAllocatedStorage: 100,
        StorageEncrypted: true,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DatabaseKey'), 'Arn'] },
        BackupRetentionPeriod: 7,
        DeleteAutomatedBackups: false,
        CopyTagsToSnapshot: true,
        DeletionProtection: true,
        PubliclyAccessible: false,
        MultiAZ: false,
        AvailabilityZone: Match.absent(),
        CACertificateIdentifier: 'rds-ca-rsa2048-g1',
        EnableIAMDatabaseAuthentication: true,
        EnablePerformanceInsights: true,
        PerformanceInsightsRetentionPeriod: 7,
        PerformanceInsightsKMSKeyId: Match.anyValue(),
        DatabaseInsightsMode: 'standard',
        MonitoringInterval: 60,
        EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
        DBSnapshotIdentifier: Match.absent(),
      },
    });
  });

  test('has a multi-Region key that rotates', () => {
    template.hasResource('AWS::KMS::Key', { ...RETAINED, Properties: { MultiRegion: true, EnableKeyRotation: true } });
  });

  test('has its own parameter group for the major version', () => {
    const groups = template.findResources('AWS::RDS::DBParameterGroup', {
      ...RETAINED,
      Properties: {
        Family: 'postgres17',
        Parameters: {
          'rds.force_ssl': '1',
          log_min_duration_statement: '100',
          log_lock_waits: '1',
          shared_preload_libraries: 'pg_stat_statements',
        },
      },
    });
    expect(Object.keys(groups)).toEqual([expect.stringMatching(/^DatabaseParameterGroup17/)]);
  });

  test('has one secret with a password that fits into a URL, and one attachment', () => {
    template.resourceCountIs('AWS::SecretsManager::SecretTargetAttachment', 1);
    template.hasResource('AWS::SecretsManager::Secret', {
      ...RETAINED,
      Properties: {
        GenerateSecretString: {
          ExcludePunctuation: true,
          PasswordLength: 40,
          GenerateStringKey: 'password',
          SecretStringTemplate: '{"username":"app"}',
        },
        KmsKeyId: Match.absent(),
      },
    });
  });

  test('covers every data subnet with a retained subnet group', () => {
    const [group] = Object.values(template.findResources('AWS::RDS::DBSubnetGroup', RETAINED));
    expect(group.Properties.SubnetIds).toHaveLength(3);
  });

  test('retains its log groups, which exist before the instance, without a Lambda function', () => {
    for (const name of [
      '/aws/rds/instance/data-database-b314525a/postgresql',
      '/aws/rds/instance/data-database-b314525a/upgrade',
      '/aws/rds/proxy/data-database-b314525a-proxy',
    ]) {
      template.hasResource('AWS::Logs::LogGroup', {
        ...RETAINED,
        Properties: { LogGroupName: name, RetentionInDays: 30 },
      });
    }
    const [instance] = Object.values(template.findResources('AWS::RDS::DBInstance'));
    expect(instance.DependsOn.filter((id: string) => id.includes('Logs'))).toHaveLength(2);
    template.resourceCountIs('AWS::Lambda::Function', 0);
    template.resourceCountIs('Custom::LogRetention', 0);
  });

  test('has no proxy, no replica and no open door', () => {
    template.resourceCountIs('AWS::RDS::DBProxy', 0);
    template.resourceCountIs('AWS::RDS::DBInstance', 1);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(JSON.stringify(template.toJSON())).not.toContain('0.0.0.0/0');
  });

  test('answers with the host of the instance', () => {
    const test = testApp();
    const db = database(test);
    expect(db.writerHost).toBe(db.instanceHost);
    expect([db.port, db.databaseName, db.username, db.proxy, db.replicas, db.replicaHosts]).toEqual([
      5432,
      'app',
      'app',
      undefined,
      [],
      [],
    ]);
    expect(db.connections.securityGroups).toEqual([db.securityGroup]);
  });
});

describe('maximal', () => {
  const template = dataTemplate({
    ...MAXIMAL,
    replicaInstanceType: new InstanceType('m7g.xlarge'),
    allocatedStorageGiB: 400,
    maxAllocatedStorageGiB: 1000,
    iops: 13000,
    storageThroughputMiBps: 600,
    databaseName: 'notes',
    username: 'notes_owner',
    logicalReplication: true,
    slowQueryMs: 250,
    parameters: { max_connections: '300', log_lock_waits: '0' },
    backupRetentionDays: 35,
    enhancedMonitoringSeconds: 15,
    preferredBackupWindow: '01:00-02:00',
    preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
  });
  const replicas = template.findResources('AWS::RDS::DBInstance', {
    Properties: { SourceDBInstanceIdentifier: Match.anyValue() },
  });

  test('passes every size on', () => {
    expectGoldenTemplate('postgres-database', template);
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      MultiAZ: true,
      AllocatedStorage: '400',
      Iops: 13000,
      StorageThroughput: 600,
      BackupRetentionPeriod: 35,
      MonitoringInterval: 15,
      PreferredBackupWindow: '01:00-02:00',
      PreferredMaintenanceWindow: 'sun:03:00-sun:04:00',
      DBName: 'notes',
      MasterUsername: 'notes_owner',
    });
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Parameters: {
        'rds.logical_replication': '1',
        log_min_duration_statement: '250',
        max_connections: '300',
        log_lock_waits: '0',
        'rds.force_ssl': '1',
      },
    });
  });

  test('spreads replicas, which inherit key and encryption, over the zones, in their own class', () => {
    const [first, second] = Object.values(replicas);
    expect(Object.keys(replicas)).toEqual([
      expect.stringMatching(/^DatabaseReplica1/),
      expect.stringMatching(/^DatabaseReplica2/),
    ]);
    expect([first.Properties.AvailabilityZone, second.Properties.AvailabilityZone]).toEqual([
      'eu-central-1a',
      'eu-central-1b',
    ]);
    expect(first.Properties).toMatchObject({
      DBInstanceIdentifier: 'data-database-b314525a-replica-1',
      DBInstanceClass: 'db.m7g.xlarge',
      Iops: 13000,
      StorageThroughput: 600,
      DeletionProtection: false,
      MonitoringInterval: 15,
    });
    expect(first.Properties).not.toHaveProperty('StorageEncrypted');
    expect(first.Properties).not.toHaveProperty('KmsKeyId');
  });

  test('makes replicas after the proxy and one after the other', () => {
    const [[firstId, first], [, second]] = Object.entries(replicas);
    expect(first.DependsOn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^DatabaseInstance/),
        expect.stringMatching(/^DatabaseProxyProxyTargetGroup/),
      ]),
    );
    expect(second.DependsOn).toContain(firstId);
  });

  test('has a proxy over all data subnets that speaks TLS only', () => {
    const [proxy] = Object.values(template.findResources('AWS::RDS::DBProxy'));
    expect(proxy.Properties).toMatchObject({
      DBProxyName: 'data-database-b314525a-proxy',
      EngineFamily: 'POSTGRESQL',
      RequireTLS: true,
      DebugLogging: false,
      IdleClientTimeout: 1800,
    });
    expect(proxy.Properties.VpcSubnetIds).toHaveLength(3);
    expect(proxy.Properties.Auth).toEqual([
      {
        AuthScheme: 'SECRETS',
        IAMAuth: 'DISABLED',
        SecretArn: { Ref: expect.stringMatching(/^DatabaseSecretAttachment/) },
      },
    ]);
    expect(proxy.DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/IAMRoleDefaultPolicy/)]));
    template.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
      TargetGroupName: 'default',
      ConnectionPoolConfigurationInfo: {
        ConnectionBorrowTimeout: 30,
        MaxConnectionsPercent: 90,
        MaxIdleConnectionsPercent: 45,
      },
    });
  });

  test('lets the proxy reach the database and nothing else', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'RDS Proxy of a PostgreSQL database',
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
  });

  test('answers with the host of the proxy', () => {
    const test = testApp();
    const db = database(test, MAXIMAL);
    expect(db.writerHost).toBe(db.proxy?.endpoint);
    expect(db.writerHost).not.toBe(db.instanceHost);
    expect(db.replicaIdentifiers).toEqual(['data-database-b314525a-replica-1', 'data-database-b314525a-replica-2']);
    expect(db.replicaHosts).toHaveLength(2);
  });
});

describe('names', () => {
  test('the proxy name does not depend on a feature flag', () => {
    const names = [true, false].map((flag) => {
      const [proxy] = Object.values(
        dataTemplate(MAXIMAL, { '@aws-cdk/aws-rds:databaseProxyUniqueResourceName': flag }).findResources(
          'AWS::RDS::DBProxy',
        ),
      );
      return proxy.Properties.DBProxyName;
    });
    expect(names).toEqual(['data-database-b314525a-proxy', 'data-database-b314525a-proxy']);
  });

  test('two databases of one stack never share a name', () => {
    const test = testApp();
    const common = { vpc: test.vpc, vpcSubnets: { subnetGroupName: 'data' }, ...MINIMAL };
    const [one, two] = ['One', 'Two'].map((id) => new PostgresDatabase(test.data, id, common));
    expect(one.instanceIdentifier).not.toBe(two.instanceIdentifier);
    expect(one.proxyName).not.toBe(two.proxyName);
  });

  test('a long path still gives a valid identifier', () => {
    const app = new App();
    const stack = new Stack(app, 'A-very--long-name-'.repeat(6) + 'End', { env: ENV });
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b', 'c'] });
    const db = new PostgresDatabase(stack, 'TheDatabaseOfThisStack', {
      vpc,
      vpcSubnets: { subnetGroupName: 'Private' },
      ...MINIMAL,
    });
    expect(db.instanceIdentifier).toMatch(/^[a-z](-?[a-z0-9])*$/);
    expect(db.instanceIdentifier.length).toBeLessThanOrEqual(52);
    expect(db.proxyName.length).toBeLessThanOrEqual(60);
  });

  test('takes a name of the user', () => {
    const template = dataTemplate({ instanceIdentifier: 'saas-production', readReplicas: 1 });
    template.hasResourceProperties('AWS::RDS::DBInstance', { DBInstanceIdentifier: 'saas-production' });
    template.hasResourceProperties('AWS::RDS::DBInstance', { DBInstanceIdentifier: 'saas-production-replica-1' });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/rds/instance/saas-production/postgresql',
    });
  });
});

describe('bring your own', () => {
  test('key of another stack: no key of its own, no reference back', () => {
    const test = testApp();
    const key = new Key(test.network, 'Shared', { multiRegion: true });
    database(test, { ...MAXIMAL, encryptionKey: key });
    const template = Template.fromStack(test.data);
    template.resourceCountIs('AWS::KMS::Key', 0);
    expect(JSON.stringify(Template.fromStack(test.network).toJSON().Resources)).not.toContain('"StackName":"Data"');
  });

  test('imported network and key', () => {
    const app = new App();
    const stack = new Stack(app, 'Foreign', { env: ENV });
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      isolatedSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
      isolatedSubnetNames: ['data'],
    });
    const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:123456789012:key/mrk-1');
    new PostgresDatabase(stack, 'Database', {
      vpc,
      vpcSubnets: { subnetGroupName: 'data' },
      ...MAXIMAL,
      encryptionKey,
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::RDS::DBSubnetGroup', { SubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'] });
    template.allResourcesProperties('AWS::RDS::DBInstance', {
      PerformanceInsightsKMSKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/mrk-1',
    });
  });

  test('a looked-up network synthesizes before the look-up has been made', () => {
    const app = new App();
    const stack = new Stack(app, 'Foreign', { env: ENV });
    const vpc = Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' });
    new PostgresDatabase(stack, 'Database', { vpc, vpcSubnets: { subnetGroupName: 'Isolated' }, ...MAXIMAL });
    expect(app.synth().getStackByName('Foreign').template.Resources).toBeDefined();
  });

  test('clients of another stack: every rule is in the stack of the database', () => {
    const test = testApp();
    const open = new SecurityGroup(test.network, 'Open', { vpc: test.vpc });
    const closed = new SecurityGroup(test.network, 'Closed', { vpc: test.vpc, allowAllOutbound: false });
    database(test, { ...MAXIMAL, clients: [open, closed] });
    test.app.synth();
    const network = Template.fromStack(test.network);
    network.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    network.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
    expect(JSON.stringify(network.toJSON().Resources)).not.toContain('GetStackOutput');
    expect(test.network.dependencies).toEqual([]);
    const rules = Object.values(
      Template.fromStack(test.data).findResources('AWS::EC2::SecurityGroupIngress', {
        Properties: { FromPort: 5432, ToPort: 5432, IpProtocol: 'tcp' },
      }),
    );
    expect(rules).toHaveLength(5);
  });
});

describe('birth from a snapshot', () => {
  const origin = DatabaseOrigin.fromSnapshot('before-the-move');
  const template = dataTemplate({ origin, readReplicas: 1 });

  test('keeps the logical ids of a plain birth', () => {
    const idsOf = (type: string, one: Template): string[] => Object.keys(one.findResources(type));
    const plain = dataTemplate({ readReplicas: 1 });
    for (const type of [
      'AWS::RDS::DBInstance',
      'AWS::SecretsManager::Secret',
      'AWS::SecretsManager::SecretTargetAttachment',
      'AWS::KMS::Key',
      'AWS::RDS::DBParameterGroup',
    ]) {
      expect(idsOf(type, template)).toEqual(idsOf(type, plain));
    }
  });

  test('names the snapshot and nothing that comes from it', () => {
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      DBSnapshotIdentifier: 'before-the-move',
      DBName: Match.absent(),
      MasterUsername: Match.absent(),
      StorageEncrypted: Match.absent(),
      KmsKeyId: Match.absent(),
      MasterUserPassword: Match.anyValue(),
      DeletionProtection: true,
    });
  });

  test('is data', () => {
    expect(origin.kind).toBe(DatabaseOriginKind.SNAPSHOT);
    expect(DatabaseOrigin.plain().snapshotIdentifier).toBeUndefined();
  });
});

describe('safety', () => {
  test('SNAPSHOT takes a snapshot of the instance and retains the rest', () => {
    const template = dataTemplate({ removalPolicy: RemovalPolicy.SNAPSHOT });
    template.hasResource('AWS::RDS::DBInstance', { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
    template.hasResource('AWS::SecretsManager::Secret', RETAINED);
    template.hasResource('AWS::KMS::Key', RETAINED);
  });

  test('DESTROY removes everything', () => {
    const template = dataTemplate({ removalPolicy: RemovalPolicy.DESTROY, deletionProtection: false });
    for (const type of ['AWS::RDS::DBInstance', 'AWS::SecretsManager::Secret', 'AWS::KMS::Key']) {
      template.hasResource(type, { DeletionPolicy: 'Delete' });
    }
  });

  test('Enhanced Monitoring can be switched off', () => {
    const template = dataTemplate({ enhancedMonitoringSeconds: 0, readReplicas: 1 });
    template.allResourcesProperties('AWS::RDS::DBInstance', {
      MonitoringInterval: Match.absent(),
      MonitoringRoleArn: Match.absent(),
    });
    template.resourceCountIs('AWS::IAM::Role', 0);
  });

  test('another major version gets another parameter group', () => {
    const groups = dataTemplate({ engineVersion: PostgresEngineVersion.of('18.1', '18') }).findResources(
      'AWS::RDS::DBParameterGroup',
    );
    expect(Object.entries(groups)).toEqual([
      [
        expect.stringMatching(/^DatabaseParameterGroup18/),
        expect.objectContaining({ Properties: expect.objectContaining({ Family: 'postgres18' }) }),
      ],
    ]);
  });
});

describe('grants', () => {
  test('a role of a later stack reads the secret without being written into the data stack', () => {
    const test = testApp();
    const service = new Stack(test.app, 'Service', { env: ENV });
    const role = new Role(service, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    database(test).grantReadSecret(role);
    test.app.synth();
    Template.fromStack(service).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [Match.objectLike({ Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'] })],
      },
    });
    expect(JSON.stringify(Template.fromStack(test.data).toJSON().Resources)).not.toContain('"StackName":"Service"');
    expect(test.data.dependencies).not.toContain(service);
  });

  test('a role connects with IAM', () => {
    const test = testApp();
    const role = new Role(test.data, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    database(test).grantConnect(role, 'reporting');
    Template.fromStack(test.data).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: 'rds-db:connect',
            Resource: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('/reporting$')])] },
          }),
        ],
      },
    });
  });
});

describe('cdk-nag', () => {
  test.each([
    ['minimal', {}],
    ['maximal', MAXIMAL],
    [
      'restored and unprotected',
      { origin: DatabaseOrigin.fromSnapshot('copy'), deletionProtection: false, readReplicas: 1 },
    ],
  ])('%s has no finding without a reason', (_name, props) => {
    const test = testApp();
    database(test, props);
    expect(nagFindings(test.app).filter((finding) => finding.includes('Data/'))).toEqual([]);
  });
});
