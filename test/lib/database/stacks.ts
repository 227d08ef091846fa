import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { InstanceType, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PostgresDatabase, PostgresDatabaseProps } from '../../../lib/database';

export const ENV = { account: '123456789012', region: 'eu-central-1' };

export const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

/** An app with one network stack and one stack for data. */
export interface TestApp {
  readonly app: App;
  readonly network: Stack;
  readonly data: Stack;
  readonly vpc: Vpc;
}

export function testApp(context: Record<string, unknown> = {}): TestApp {
  const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak', ...context } });
  const network = new Stack(app, 'Network', { env: ENV });
  const data = new Stack(app, 'Data', { env: ENV });
  const vpc = new Vpc(network, 'Vpc', {
    availabilityZones: ZONES,
    restrictDefaultSecurityGroup: false,
    natGateways: 0,
    subnetConfiguration: [{ name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
  });
  return { app, network, data, vpc };
}

export const MINIMAL = {
  instanceType: new InstanceType('t4g.small'),
  allocatedStorageGiB: 20,
  maxAllocatedStorageGiB: 100,
};

/** Everything that a later stage turns on. */
export const MAXIMAL = {
  ...MINIMAL,
  instanceType: new InstanceType('m7g.large'),
  multiAz: true,
  readReplicas: 2,
  proxy: true,
};

export function database(test: TestApp, props: Partial<PostgresDatabaseProps> = {}): PostgresDatabase {
  return new PostgresDatabase(test.data, 'Database', {
    vpc: test.vpc,
    vpcSubnets: { subnetGroupName: 'data' },
    ...MINIMAL,
    ...props,
  });
}

/** The template of the data stack with one database. */
export function dataTemplate(
  props: Partial<PostgresDatabaseProps> = {},
  context: Record<string, unknown> = {},
): Template {
  const test = testApp(context);
  database(test, props);
  return Template.fromStack(test.data);
}
