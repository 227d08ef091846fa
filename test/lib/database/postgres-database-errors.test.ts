import { App, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import { InstanceType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseOrigin, PostgresDatabase } from '../../../lib/database';
import { database, MINIMAL, testApp } from './stacks';

describe('errors', () => {
  const failing = (props: object): string => {
    try {
      database(testApp(), props);
    } catch (error) {
      return (error as Error).message;
    }
    return 'no error';
  };

  test('every problem at once', () => {
    expect(
      failing({ readReplicas: 16, allocatedStorageGiB: 5, maxAllocatedStorageGiB: 21, backupRetentionDays: 0 }),
    ).toBe(
      'Data/Database: `readReplicas` must be a whole number from 0 to 15, got: 16; Amazon RDS allows 15 ' +
        'replicas of one instance; ' +
        '`allocatedStorageGiB` must be a whole number from 20 to 65536, got: 5; the range of gp3 on Amazon RDS; ' +
        '`backupRetentionDays` must be a whole number from 7 to 35, got: 0; replicas and recovery need backups',
    );
  });

  test.each([
    [
      { maxAllocatedStorageGiB: 21 },
      '`maxAllocatedStorageGiB` must be at least 10 % above `allocatedStorageGiB`, got: 21; use 22 or more',
    ],
    [
      { iops: 4000 },
      '`iops` must be left out below 400 GiB, got: 4000; gp3 has a fixed rate there, raise ' +
        '`allocatedStorageGiB` or remove it',
    ],
    [
      { storageThroughputMiBps: 200 },
      '`storageThroughputMiBps` must be left out below 400 GiB, got: 200; gp3 has a fixed rate there, ' +
        'raise `allocatedStorageGiB` or remove it',
    ],
    [
      { instanceType: new InstanceType('db.t4g.small') },
      '`instanceType` must be an instance class without the `db.` prefix such as t4g.small, got: ' +
        '"db.t4g.small"; leave out the prefix',
    ],
    [
      { replicaInstanceType: new InstanceType('t4g.small') },
      '`replicaInstanceType` must be left out without read replicas, got: 0 replicas; set `readReplicas` or remove it',
    ],
    [
      { databaseName: 'db' },
      '`databaseName` must be 1 to 63 letters, digits and underscores that start with a letter and not be ' +
        ('reserved, got: "db"; it can never ' + 'change later, so choose a literal such ' + 'as app'),
    ],
    [
      { username: 'pg_app' },
      '`username` must be 1 to 63 letters, digits and underscores that start with a letter and not be ' +
        ('reserved, got: "pg_app"; it can never ' + 'change later, so choose a literal such ' + 'as app'),
    ],
    [
      { username: SecretValue.unsafePlainText('x').toString() },
      '`username` must be 1 to 63 letters, digits and underscores that start with a letter and not be ' +
        ('reserved, got: "a token"; it can never ' + 'change later, so choose a literal such ' + 'as app'),
    ],
    [
      { instanceIdentifier: 'Prod--1' },
      '`instanceIdentifier` must be at most 52 lower-case letters, digits and single hyphens that start ' +
        'with a letter, got: "Prod--1"; choose a literal name',
    ],
    [{ slowQueryMs: -2 }, '`slowQueryMs` must be a whole number from -1 to 2147483647, got: -2; -1 logs no statement'],
    [
      { enhancedMonitoringSeconds: 20 },
      '`enhancedMonitoringSeconds` must be one of 0, 1, 5, 10, 15, 30, 60, got: 20; 0 switches it off',
    ],
    [
      { parameters: { log_min_duration_statement: '5' } },
      '`parameters` must not contain log_min_duration_statement, got: "5"; use `slowQueryMs`',
    ],
    [
      { parameters: { 'rds.logical_replication': '1' } },
      '`parameters` must not contain rds.logical_replication, got: "1"; use `logicalReplication`',
    ],
    [
      { removalPolicy: RemovalPolicy.DESTROY },
      '`removalPolicy` must not be destroy while the database is protected, got: "destroy"; set ' +
        '`deletionProtection: false` too if the data may be lost',
    ],
    [
      { origin: DatabaseOrigin.fromSnapshot('') },
      '`birth` must name a snapshot, got: ""; give the name or ARN of the snapshot',
    ],
    [
      { minAvailabilityZones: 1 },
      '`minAvailabilityZones` must be a whole number from 2 to 6, got: 1; a subnet group needs two zones',
    ],
    [
      { minAvailabilityZones: 4 },
      '`vpcSubnets` must cover at least 4 availability zones, got: 3; give the stack an explicit `env` and ' +
        ('the network three `availabilityZones`, ' + 'or lower `minAvailabilityZones`'),
    ],
  ])('fails with %j', (props, message) => {
    expect(failing(props)).toBe(`Data/Database: ${message}`);
  });

  test('fails in a network of two zones, which can be allowed by name', () => {
    const stack = new Stack(new App(), 'Agnostic');
    const vpc = new Vpc(stack, 'Vpc');
    const props = { vpc, vpcSubnets: { subnetGroupName: 'Private' }, ...MINIMAL };
    expect(() => new PostgresDatabase(stack, 'Small', props)).toThrow(
      '`vpcSubnets` must cover at least 3 availability zones, got: 2',
    );
    expect(() => new PostgresDatabase(stack, 'Allowed', { ...props, minAvailabilityZones: 2 })).not.toThrow();
  });
});
