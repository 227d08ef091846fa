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
      'Data/Database: `readReplicas` must be a whole number from 0 to 15, got: 16; ' +
        '`allocatedStorageGiB` must be a whole number from 20 to 65536, got: 5; ' +
        '`backupRetentionDays` must be a whole number from 7 to 35, got: 0',
    );
  });

  test.each([
    [
      { maxAllocatedStorageGiB: 21 },
      '`maxAllocatedStorageGiB` must be at least 10 % above `allocatedStorageGiB`, got: 21; use 22 or more',
    ],
    [
      { iops: 4000 },
      '`iops` must not be set below 400 GiB, got: 4000; ' +
        'gp3 has a fixed rate there, increase `allocatedStorageGiB`',
    ],
    [
      { storageThroughputMiBps: 200 },
      '`storageThroughputMiBps` must not be set below 400 GiB, got: 200; ' +
        'gp3 has a fixed rate there, increase `allocatedStorageGiB`',
    ],
    [
      { instanceType: new InstanceType('db.t4g.small') },
      '`instanceType` must be an instance class without the `db.` prefix such as t4g.small, got: "db.t4g.small"',
    ],
    [
      { replicaInstanceType: new InstanceType('t4g.small') },
      '`replicaInstanceType` must not be set without read replicas, got: 0 replicas; set `readReplicas`',
    ],
    [
      { databaseName: 'db' },
      '`databaseName` must be a literal of 1 to 63 letters, digits and underscores, starting with a letter ' +
        'and not reserved, got: "db"; for example app',
    ],
    [
      { username: 'pg_app' },
      '`username` must be a literal of 1 to 63 letters, digits and underscores, starting with a letter and ' +
        'not reserved, got: "pg_app"; for example app',
    ],
    [
      { username: SecretValue.unsafePlainText('x').toString() },
      '`username` must be a literal of 1 to 63 letters, digits and underscores, starting with a letter and ' +
        'not reserved, got: a token; for example app',
    ],
    [
      { instanceIdentifier: 'Prod--1' },
      '`instanceIdentifier` must be a literal of at most 52 lowercase letters, digits and single hyphens, ' +
        'starting with a letter, got: "Prod--1"',
    ],
    [{ slowQueryMs: -2 }, '`slowQueryMs` must be a whole number from -1 to 2147483647, got: -2; -1 logs no statements'],
    [
      { enhancedMonitoringSeconds: 20 },
      '`enhancedMonitoringSeconds` must be one of 0, 1, 5, 10, 15, 30, 60, got: 20; 0 turns it off',
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
      '`removalPolicy` must not be DESTROY while the database is protected, got: "destroy"; ' +
        'if the data may be lost, also set `deletionProtection: false`',
    ],
    [{ origin: DatabaseOrigin.fromSnapshot('') }, '`origin` must have the name or ARN of a snapshot, got: ""'],
    [{ minAvailabilityZones: 1 }, '`minAvailabilityZones` must be a whole number from 2 to 6, got: 1'],
    [
      { minAvailabilityZones: 4 },
      '`vpcSubnets` must cover at least 4 Availability Zones, got: 3; ' +
        'set an explicit `env` on the stack and three `availabilityZones` on the network, or lower ' +
        '`minAvailabilityZones`',
    ],
  ])('fails with %j', (props, message) => {
    expect(failing(props)).toBe(`Data/Database: ${message}`);
  });

  test('fails in a network of two zones, which can be allowed by name', () => {
    const stack = new Stack(new App(), 'Agnostic');
    const vpc = new Vpc(stack, 'Vpc');
    const props = { vpc, vpcSubnets: { subnetGroupName: 'Private' }, ...MINIMAL };
    expect(() => new PostgresDatabase(stack, 'Small', props)).toThrow(
      'Agnostic/Small: `vpcSubnets` must cover at least 3 Availability Zones, got: 2; ' +
        'set an explicit `env` on the stack and three `availabilityZones` on the network, or lower ' +
        '`minAvailabilityZones`',
    );
    expect(() => new PostgresDatabase(stack, 'Allowed', { ...props, minAvailabilityZones: 2 })).not.toThrow();
  });
});
