import { StackResource } from '../../../../toolkit/assembly';
import { billOf } from '../../../../toolkit/cost';
import { FREE_BY_REASON, FREE_TYPES } from '../../../../toolkit/cost/pricers';
import { together } from '../../../../toolkit/cost/pricers/merge-pricers';
import { fixtureBill, fixtureWorkload, stackWith } from '../fixtures';

const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources).unpriced.map(({ reason }) => reason);

describe('alarms', () => {
  const alarm = (properties: StackResource['Properties']): Record<string, StackResource> => ({
    A: { Type: 'AWS::CloudWatch::Alarm', Properties: properties },
  });
  const watched = (Period = 60) => ({ MetricStat: { Stat: 'Sum', Period } });

  test.each<[string, StackResource['Properties'], number]>([
    ['one metric: 0.10', { MetricName: 'a', Period: 300 }, 0.1],
    [
      'three metrics in an expression: 3 x 0.10',
      { Metrics: [watched(), watched(), watched(), { Expression: 'a / b + c' }] },
      0.3,
    ],
    ['every ten seconds: 0.30', { MetricName: 'a', Period: 10 }, 0.3],
    ['two metrics, one of them every ten seconds: 2 x 0.30', { Metrics: [watched(10), watched()] }, 0.6],
    [
      'a band of anomaly detection: the metric and two more',
      { Metrics: [watched(), { Expression: 'ANOMALY_DETECTION_BAND(a)' }] },
      0.3,
    ],
  ])('%s', (_, properties, expected) => {
    expect(fixtureBill(alarm(properties)).fixedMonthlyUsd).toBeCloseTo(expected, 9);
  });

  test('a query is named', () => {
    expect(reasonsOf(alarm({ Metrics: [{ Expression: 'SELECT AVG(x) FROM y' }] }))).toEqual([
      'an alarm on a query is charged by the metrics that the query finds',
    ]);
  });
});

describe('metrics of one’s own', () => {
  const usd = (resources: Record<string, StackResource>) =>
    fixtureBill(resources)
      .lines.filter(({ sku }) => sku.startsWith('custom-metric'))
      .reduce((sum, { monthlyUsd = NaN }) => sum + monthlyUsd, 0);

  test('the agent of a machine: two measurements, each for itself and once added up', () => {
    const UserData = JSON.stringify({
      metrics: {
        aggregation_dimensions: [['AutoScalingGroupName']],
        metrics_collected: { mem: { measurement: ['mem_used_percent'] }, disk: { measurement: ['disk_used_percent'] } },
      },
    });
    expect(
      usd({ Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { UserData } } } }),
    ).toBeCloseTo(4 * 0.3, 9);
  });

  test('two from lines of a log', () => {
    expect(
      usd({ Filter: { Type: 'AWS::Logs::MetricFilter', Properties: { MetricTransformations: [{}, {}] } } }),
    ).toBeCloseTo(0.6, 9);
  });

  test('Container Insights: 8 of the cluster, 11 of each of two services, 6 of their family', () => {
    const cluster = (Value: string): StackResource => ({
      Type: 'AWS::ECS::Cluster',
      Properties: { ClusterSettings: [{ Name: 'containerInsights', Value }] },
    });
    const service: StackResource = {
      Type: 'AWS::ECS::Service',
      Properties: { LaunchType: 'EC2', Cluster: { Ref: 'C' }, TaskDefinition: { Ref: 'T' } },
    };
    const others = { T: { Type: 'AWS::ECS::TaskDefinition', Properties: {} }, One: service, Two: service };
    expect(usd({ C: cluster('enabled'), ...others })).toBeCloseTo((8 + 2 * 11 + 6) * 0.3, 9);
    expect(usd({ C: cluster('disabled'), ...others })).toBe(0);
    expect(reasonsOf({ C: cluster('enhanced'), ...others })).toContain(
      'performance logs of Container Insights: their log group is not in the template; set `logGb` with --usage',
    );
    expect(fixtureBill({ C: cluster('enhanced') }, { C: { insightsMetrics: 100, logGb: 2 } }).monthlyUsd).toBeCloseTo(
      100 * 0.07 + 2 * 0.5,
      9,
    );
  });

  test('above 10,000 of an account, 0.10 each', () => {
    const transformations = Array.from({ length: 12_000 }, () => ({}));
    expect(
      usd({ Filter: { Type: 'AWS::Logs::MetricFilter', Properties: { MetricTransformations: transformations } } }),
    ).toBeCloseTo(10_000 * 0.3 + 2_000 * 0.1, 6);
  });
});

describe('traces: 5 % of a million requests at 5.00 a million', () => {
  const task = (image: string): StackResource => ({
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { ContainerDefinitions: [{ Image: image }] },
  });
  const service = (definition: string, isWeb = true): StackResource => ({
    Type: 'AWS::ECS::Service',
    Properties: { LaunchType: 'EC2', TaskDefinition: { Ref: definition }, ...(isWeb ? { LoadBalancers: [{}] } : {}) },
  });
  const traces = (resources: Record<string, StackResource>) =>
    fixtureBill(resources)
      .lines.filter(({ service: name }) => name === 'XRay')
      .reduce((sum, { monthlyUsd = NaN }) => sum + monthlyUsd, 0);
  const collector = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0';

  test.each<[string, Record<string, StackResource>, number]>([
    ['a collector beside a web service', { T: task(collector), S: service('T') }, 0.25],
    ['no collector', { T: task('app'), S: service('T') }, 0],
    ['a collector beside a worker, which gets no requests', { T: task(collector), S: service('T', false) }, 0],
    [
      'a function behind an interface',
      {
        F: { Type: 'AWS::Lambda::Function', Properties: { TracingConfig: { Mode: 'Active' } } },
        U: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'F' } } },
      },
      0.25,
    ],
    ['two services share', { T: task(collector), S: service('T'), T2: task(collector), S2: service('T2') }, 0.25],
  ])('%s', (_, resources, expected) => {
    expect(traces(resources)).toBeCloseTo(expected, 9);
  });
});

describe('what costs nothing', () => {
  test('every reason names its source, and no type is listed twice', () => {
    expect(Object.values(FREE_BY_REASON).flat()).toHaveLength(FREE_TYPES.size);
    expect(Object.keys(FREE_BY_REASON).every((reason) => reason.length > 20)).toBe(true);
    expect([...FREE_TYPES].every((type) => /^(AWS::\w+::\w+|Custom::\w+)$/.test(type))).toBe(true);
  });

  test('an unknown type is listed, a free one is not', () => {
    expect(
      reasonsOf({
        Vpc: { Type: 'AWS::EC2::VPC' },
        Robot: { Type: 'AWS::RoboMaker::Robot' },
        Own: { Type: 'Custom::Thing' },
      }),
    ).toEqual(['this version does not price AWS::RoboMaker::Robot', 'this version does not price Custom::Thing']);
  });
});

test('a type that two files price is paid for by both', () => {
  const fixed = (what: string) => () => ({
    charges: [{ kind: 'fixed' as never, service: 'S', sku: 's', quantity: 1, what }],
    unknown: [what],
  });
  const { T: both, U: one } = together({ T: fixed('a'), U: fixed('u') }, { T: fixed('b') });
  expect(both!({} as never)).toMatchObject({ charges: [{ what: 'a' }, { what: 'b' }], unknown: ['a', 'b'] });
  expect(one!({} as never)).toMatchObject({ unknown: ['u'] });
});

test('prices that the list has for us-east-1 only are named elsewhere', () => {
  const bus = { B: { Type: 'AWS::Events::EventBus' } };
  expect(
    billOf([stackWith(bus, { region: 'eu-central-1' })], fixtureWorkload()).unpriced.map(({ reason }) => reason),
  ).toEqual(['no known price for 0.1 million events on the bus in eu-central-1']);
  expect(billOf([stackWith(bus, { region: 'eu-central-1' })], fixtureWorkload()).monthlyUsd).toBe(0);
});
