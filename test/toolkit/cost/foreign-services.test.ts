import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  Duration,
  RemovalPolicy,
  Stack,
  aws_apigatewayv2 as apigateway,
  aws_apigatewayv2_integrations as integrations,
  aws_cloudfront as cloudfront,
  aws_cloudfront_origins as origins,
  aws_dynamodb as dynamodb,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_ecs_patterns as patterns,
  aws_events as events,
  aws_events_targets as targets,
  aws_lambda as lambda,
  aws_lambda_event_sources as sources,
  aws_logs as logs,
  aws_route53 as route53,
  aws_s3 as s3,
  aws_sns as sns,
  aws_sns_subscriptions as subscriptions,
  aws_sqs as sqs,
  aws_wafv2 as waf,
} from 'aws-cdk-lib';
import { readStacks } from '../../../toolkit/assembly';
import { Bill, billOf, workloadOf } from '../../../toolkit/cost';

jest.setTimeout(60_000);

/** Users of the foreign applications: 6 million requests, 4 million files, 400,000 messages. */
const workload = workloadOf(10_000);

const directory = mkdtempSync(join(tmpdir(), 'growth-foreign-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The bill of an application of AWS CDK, read from what its synthesis writes. */
function billOfApp(name: string, region: string, build: (stack: Stack, app: App) => void): Bill {
  const outdir = join(directory, name);
  const app = new App({ outdir, analyticsReporting: false });
  build(new Stack(app, name, { env: { account: '111111111111', region } }), app);
  app.synth();
  return billOf(readStacks('assembly', outdir), workload);
}

const usd = (bill: Bill, type: string, sku = '') =>
  bill.lines
    .filter((line) => line.type === type && line.sku.startsWith(sku))
    .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
const named = (bill: Bill) => [...new Set(bill.unpriced.map(({ type, reason }) => `${type}: ${reason}`))].sort();

describe('functions behind an interface, with tables, a queue and a topic', () => {
  const fn = (stack: Stack, id: string, logGroup?: logs.ILogGroup) =>
    new lambda.Function(stack, id, {
      runtime: lambda.Runtime.NODEJS_22_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
      ...(logGroup ? { logGroup } : {}),
    });

  const bill = billOfApp('serverless', 'us-west-2', (stack) => {
    const table = new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    });
    const api = fn(stack, 'Api', new logs.LogGroup(stack, 'ApiLogs', { retention: logs.RetentionDays.ONE_MONTH }));
    const worker = fn(
      stack,
      'Worker',
      new logs.LogGroup(stack, 'WorkerLogs', { retention: logs.RetentionDays.ONE_MONTH }),
    );
    const queue = new sqs.Queue(stack, 'Queue', {
      receiveMessageWaitTime: Duration.seconds(20),
      deadLetterQueue: { maxReceiveCount: 3, queue: new sqs.Queue(stack, 'Dead') },
    });
    worker.addEventSource(new sources.SqsEventSource(queue));
    new sns.Topic(stack, 'Topic').addSubscription(new subscriptions.SqsSubscription(queue));
    new events.Rule(stack, 'Nightly', {
      schedule: events.Schedule.rate(Duration.days(1)),
      targets: [new targets.LambdaFunction(fn(stack, 'Report'))],
    });
    const http = new apigateway.HttpApi(stack, 'Http');
    http.addRoutes({ path: '/{proxy+}', integration: new integrations.HttpLambdaIntegration('Integration', api) });
    table.grantReadWriteData(api);
  });

  test('the table is the database: 24 x 0.125 + 1.2 x 2 x 0.625 + 100 x 0.25', () => {
    expect(usd(bill, 'AWS::DynamoDB::Table')).toBeCloseTo(3 + 1.5 + 25, 6);
  });

  test('logs of the interface and of the worker: 6 million x 0.5 kB, 400,000 x 0.3 kB', () => {
    expect(usd(bill, 'AWS::Logs::LogGroup', 'logs-ingest')).toBeCloseTo((3 + 0.12) * 0.5, 6);
  });

  test('the topic publishes the messages, and the queue carries them', () => {
    expect(usd(bill, 'AWS::SNS::Topic')).toBeCloseTo(0.4 * 0.5, 6);
    expect(usd(bill, 'AWS::SQS::Queue')).toBeCloseTo(1.2 * 0.4 + ((2 * 730 * 3_600) / 20 / 1_000_000) * 0.4, 6);
  });

  test('what is bought and has no price is named, and nothing else', () => {
    expect(named(bill)).toEqual([
      'AWS::ApiGatewayV2::Api: no known price for 6 million requests to the interface in us-west-2',
    ]);
  });
});

describe('containers behind a distribution, in two stacks', () => {
  const bill = billOfApp('containers', 'eu-central-1', (stack, app) => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 1, maxAzs: 2 });
    vpc.addFlowLog('Flow', { destination: ec2.FlowLogDestination.toCloudWatchLogs() });
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENABLED });
    const web = new patterns.ApplicationLoadBalancedFargateService(stack, 'Web', {
      cluster,
      taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx') },
      openListener: true,
    });
    const bucket = new s3.Bucket(stack, 'Bucket', {
      serverAccessLogsBucket: new s3.Bucket(stack, 'Logs', { lifecycleRules: [{ expiration: Duration.days(73) }] }),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const edge = new Stack(app, 'edge', {
      env: { account: '111111111111', region: 'us-east-1' },
      crossRegionReferences: true,
    });
    const acl = new waf.CfnWebACL(edge, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'a', sampledRequestsEnabled: true },
      rules: [],
    });
    new cloudfront.Distribution(edge, 'Distribution', {
      defaultBehavior: { origin: new origins.HttpOrigin('web.example.com') },
      additionalBehaviors: { '/assets/*': { origin: new origins.HttpOrigin('assets.example.com') } },
      webAclId: acl.attrArn,
    });
    new route53.HostedZone(stack, 'Zone', { zoneName: 'example.com' });
    void [web, bucket];
  });

  test('users are in Europe: 1,000 x 0.012, 148 x 0.085, and what they send', () => {
    expect(usd(bill, 'AWS::CloudFront::Distribution')).toBeCloseTo(1_000 * 0.012 + 148 * 0.085 + (6 + 25) * 0.02, 6);
    expect(usd(bill, 'AWS::WAFv2::WebACL')).toBeCloseTo(5 + 10 * 0.6, 6);
  });

  test('flow logs are vended logs, the web service writes for requests', () => {
    // 6 million requests of 0.1 kB, and of 0.5 kB.
    expect(
      bill.lines
        .filter(({ sku }) => /^(vended|logs-ingest)/.test(sku))
        .map(({ sku, quantity }) => [sku, Number(quantity.toFixed(6))])
        .sort(),
    ).toEqual([
      ['logs-ingest-standard', 3],
      ['vended-logs-first-10TB', 0.6],
    ]);
  });

  test(
    'the bucket holds the objects, the log bucket the records of them: 200 GB, and 0.45 million x 0.5 kB ' +
      'for 2.4 months',
    () => {
      const held = bill.lines
        .filter(({ sku }) => sku === 'standard-storage-first-50TB')
        .map(({ quantity }) => Number(quantity.toFixed(6)));
      expect(held.sort((one, other) => other - one)).toEqual([200, 0.54]);
    },
  );

  test('Container Insights: 8 + 11 + 6 metrics', () => {
    expect(usd(bill, 'AWS::ECS::Cluster')).toBeCloseTo(25 * 0.3, 6);
  });

  test('what is bought and has no price is named, and nothing else', () => {
    expect(named(bill)).toEqual([
      'AWS::ECS::Cluster: performance logs of Container Insights: their log group is not in the template; set ' +
        '`logGb` with --usage',
    ]);
  });
});
