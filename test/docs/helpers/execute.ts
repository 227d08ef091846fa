import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import {
  aws_certificatemanager as acm,
  aws_ec2 as ec2,
  aws_ecr as ecr,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elbv2,
  aws_kms as kms,
  aws_logs as logs,
  aws_rds as rds,
  aws_route53 as route53,
  aws_s3 as s3,
  aws_secretsmanager as secretsmanager,
  aws_sns as sns,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import * as ts from 'typescript';
import * as growth from '../../../lib';
import { Fence, ROOT } from './fences';

/** A stack with three zones, as a platform's stacks have them. */
class Foreign extends cdk.Stack {
  public override get availabilityZones(): string[] {
    return ['a', 'b', 'c'].map((letter) => `${this.region}${letter}`);
  }
}

/** The Region whose zones a fence names, us-east-1 for what exists only there, or any. */
function regionOf({ code, place }: Fence): string {
  const [, named] = /availabilityZones: \['([a-z0-9-]+)[a-z]'/.exec(code) ?? [];
  return place.startsWith('lib/edge/') || code.includes('new growth.UptimeCheck')
    ? 'us-east-1'
    : (named ?? 'eu-central-1');
}

/** What a fence finds without declaring it, fresh for each. */
function surroundings(region: string) {
  const app = new cdk.App();
  const env = { account: '123456789012', region };
  const base = new Foreign(app, 'Base', { env });
  const subnetConfiguration = [
    { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
    { name: 'app', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
    { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
  ];
  const vpc = new ec2.Vpc(base, 'Vpc', { maxAzs: 3, natGateways: 1, subnetConfiguration });
  return {
    app,
    stack: new Foreign(app, 'Stack', { env }),
    vpc,
    cluster: new ecs.Cluster(base, 'Cluster', { vpc }),
    queue: new sqs.Queue(base, 'Queue'),
    topic: new sns.Topic(base, 'Topic'),
    bucket: new s3.Bucket(base, 'Bucket'),
    key: new kms.Key(base, 'Key'),
    secret: new secretsmanager.Secret(base, 'Secret'),
    repository: new ecr.Repository(base, 'Repository'),
  };
}

const SERVICES = { cdk, ec2, ecs, sqs, sns, s3, kms, route53, secretsmanager, logs, elbv2, acm, ecr, rds, growth };

/** Modules that fences import, from the sources. */
function load(name: string): unknown {
  const sources: Record<string, string> = {
    'cdk-growth-stages': 'lib',
    'cdk-growth-stages/stages': 'stages',
    'cdk-growth-stages/config': 'config',
    'cdk-growth-stages/toolkit': 'toolkit',
  };
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(sources[name] ? join(ROOT, sources[name]) : name) as unknown;
}

/** A folder with a configuration, for fences that read `growth.json`. */
const FOLDER = join(ROOT, 'examples/saas');

/** Functions that may wait for something. */
const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;

/** Executes a fence and synthesizes what it made; gives the error, or nothing. What a fence prints is not shown. */
export async function executionError(fence: Fence): Promise<string | undefined> {
  const { code, place } = fence;
  const { app, ...given } = surroundings(regionOf(fence));
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const names = Object.entries({ ...SERVICES, ...given, console: { log: () => undefined } });
  const directory = process.cwd();
  try {
    process.chdir(FOLDER);
    const run = new AsyncFunction('require', 'exports', ...names.map(([name]) => name), `{${outputText}}`) as (
      ...values: unknown[]
    ) => Promise<void>;
    await run(load, {}, ...names.map(([, value]) => value));
    app.synth();
    return undefined;
  } catch (error) {
    return `${place} ${(error as Error).message.split('\n').slice(0, 3).join(' ')}`;
  } finally {
    process.chdir(directory);
  }
}
