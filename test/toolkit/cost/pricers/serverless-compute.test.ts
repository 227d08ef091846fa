import { StackResource } from '../../../../toolkit/assembly';
import { runsPerMonth } from '../../../../toolkit/cost/pricers/schedule';
import { fixtureBill, HOURS, SECONDS } from '../fixtures';

const fn = (properties: object = {}): StackResource => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Code: {}, Role: 'arn', ...properties },
});
const usageOf = (resources: Record<string, StackResource>, usage = {}) =>
  fixtureBill(resources, usage)
    .lines.filter(({ service }) => service === 'Lambda')
    .reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
/** 0.20 for a million calls, 0.0000166667 for a GB second on x86 and 0.0000133334 on arm64. */
const calls = (count: number, seconds: number, gb: number, usd = 0.0000166667) =>
  (count / 1_000_000) * 0.2 + count * seconds * gb * usd;

test.each<[string, Record<string, StackResource>, number]>([
  [
    'a function with an address',
    { F: fn({ MemorySize: 1024 }), U: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'F' } } } },
    calls(1_000_000, 0.1, 1),
  ],
  [
    'a function of an API, on arm64, 128 MB',
    {
      F: fn({ Architectures: ['arm64'] }),
      P: {
        Type: 'AWS::Lambda::Permission',
        Properties: { Principal: 'apigateway.amazonaws.com', FunctionName: { 'Fn::GetAtt': ['F', 'Arn'] } },
      },
    },
    calls(1_000_000, 0.1, 0.125, 0.0000133334),
  ],
  [
    'a function of an API, by an alias of a version',
    {
      F: fn(),
      V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'F' } } },
      A: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName: { Ref: 'F' }, FunctionVersion: { 'Fn::GetAtt': ['V', 'Version'] } },
      },
      P: {
        Type: 'AWS::Lambda::Permission',
        Properties: { Principal: 'apigateway.amazonaws.com', FunctionName: { Ref: 'A' } },
      },
    },
    calls(1_000_000, 0.1, 0.125),
  ],
  [
    'a function of a queue from elsewhere',
    {
      F: fn(),
      M: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'F' }, EventSourceArn: 'arn:aws:sqs:us-east-1:111111111111:theirs' },
      },
    },
    calls(100_000, 0.5, 0.125),
  ],
  [
    'a function of a queue',
    {
      F: fn(),
      Q: { Type: 'AWS::SQS::Queue' },
      M: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'F' }, EventSourceArn: { 'Fn::GetAtt': ['Q', 'Arn'] } },
      },
    },
    calls(100_000, 0.5, 0.125),
  ],
  [
    'a function of a rule, each hour',
    {
      F: fn(),
      R: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Arn: { 'Fn::GetAtt': ['F', 'Arn'] } }] },
      },
    },
    calls(730, 0.1, 0.125),
  ],
  [
    'a function of deployments',
    {
      F: fn(),
      C: { Type: 'AWS::CloudFormation::CustomResource', Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } } },
    },
    calls(20, 10, 0.125),
  ],
  [
    'functions that one of deployments names',
    {
      F: fn({ Environment: { Variables: { OTHER: { 'Fn::GetAtt': ['G', 'Arn'] } } } }),
      G: fn(),
      C: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } } },
    },
    2 * calls(20, 10, 0.125),
  ],
  [
    'two functions share the requests',
    {
      F: fn(),
      G: fn(),
      U: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'F' } } },
      V: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'G' } } },
    },
    calls(1_000_000, 0.1, 0.125),
  ],
])('%s', (_, resources, expected) => {
  expect(usageOf(resources)).toBeCloseTo(expected, 6);
});

test('what the usage says wins', () => {
  expect(usageOf({ F: fn() }, { F: { invocations: 5_000_000, milliseconds: 20 } })).toBeCloseTo(
    calls(5_000_000, 0.02, 0.125),
    6,
  );
});

test('a function that nobody calls is named', () => {
  expect(fixtureBill({ F: fn() }).unpriced).toMatchObject([
    {
      reason: 'the number of calls does not depend on users: set `invocations` and `milliseconds` with --usage',
    },
  ]);
});

test('more disk is named', () => {
  expect(
    fixtureBill({ F: fn({ EphemeralStorage: { Size: 1024 } }) }, { F: { invocations: 1 } }).unpriced,
  ).toMatchObject([{ reason: 'no known price for disk of functions above 512 MB' }]);
});

test('kept ready, on arm64: 5 x 1 GB x 2,628,000 s x 0.0000033334', () => {
  const version = {
    Type: 'AWS::Lambda::Version',
    Properties: { FunctionName: { Ref: 'F' }, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } },
  };
  expect(
    fixtureBill({ F: fn({ Architectures: ['arm64'], MemorySize: 1024 }), V: version }).fixedMonthlyUsd,
  ).toBeCloseTo(5 * SECONDS * 0.0000033334, 6);
});

test('collections of a kind share their capacity units; without standby half as many', () => {
  const collection = (properties: object = {}): StackResource => ({
    Type: 'AWS::OpenSearchServerless::Collection',
    Properties: { Type: 'SEARCH', ...properties },
  });
  expect(fixtureBill({ A: collection(), B: collection() }).fixedMonthlyUsd).toBeCloseTo(2 * HOURS * 0.24, 6);
  expect(fixtureBill({ A: collection(), B: collection({ Type: 'VECTORSEARCH' }) }).fixedMonthlyUsd).toBeCloseTo(
    4 * HOURS * 0.24,
    6,
  );
  expect(fixtureBill({ A: collection({ StandbyReplicas: 'DISABLED' }) }).fixedMonthlyUsd).toBeCloseTo(HOURS * 0.24, 6);
});

test.each([
  [{ capacityUnits: 5 }, 3 * HOURS * 0.24, 1],
  [{ storageGb: 10 }, 10 * 0.024, 1],
  [{ capacityUnits: 5, storageGb: 10 }, 3 * HOURS * 0.24 + 10 * 0.024, 0],
])('a collection of which the usage says %p', (usage, expected, named) => {
  const bill = fixtureBill({ A: { Type: 'AWS::OpenSearchServerless::Collection' } }, { A: usage });
  expect(bill.usageMonthlyUsd).toBeCloseTo(expected, 6);
  expect(bill.unpriced).toHaveLength(named);
});

test('what follows from no number of users is named', () => {
  const reasons = fixtureBill({
    A: { Type: 'AWS::GlobalAccelerator::Accelerator' },
    E: { Type: 'AWS::FIS::ExperimentTemplate' },
    S: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'cron(0 8 ? * MON#1 *)' } },
  }).unpriced.map(({ reason }) => reason);
  expect(reasons).toEqual([
    'data over the accelerator: its price depends on where users and endpoints are; set its GB with --usage',
    'the public IPv4 addresses of the accelerator',
    'experiments are charged by the minute: set `actionMinutes` with --usage',
  ]);
});

test('data over an accelerator, from --usage: 100 x 0.015 + 10 x 0.035', () => {
  expect(
    fixtureBill({ A: { Type: 'AWS::GlobalAccelerator::Accelerator' } }, { A: { usToEuGb: 100, usToApacGb: 10 } })
      .usageMonthlyUsd,
  ).toBeCloseTo(1.85, 6);
});

test('an accelerator that is off, a schedule that is off', () => {
  const bill = fixtureBill({
    A: { Type: 'AWS::GlobalAccelerator::Accelerator', Properties: { Enabled: false } },
    S: { Type: 'AWS::Scheduler::Schedule', Properties: { State: 'DISABLED', ScheduleExpression: 'rate(1 minute)' } },
  });
  expect(bill.lines).toEqual([]);
});

test.each<[unknown, number | undefined]>([
  ['rate(5 minutes)', 8_760],
  ['rate(1 day)', 730 / 24],
  ['at(2026-01-01T00:00:00)', 0],
  ['cron(0 8 * * ? *)', 730 / 24],
  ['cron(0 20 ? * MON-FRI *)', (730 / 24) * (5 / 7)],
  ['cron(0/15 8-17 ? * MON,WED *)', 4 * 10 * (730 / 24) * (2 / 7)],
  ['cron(0 8 1 * ? *)', 1],
  ['cron(0 8 L * ? *)', 1],
  ['cron(0 8 ? * FRI#1 *)', 1],
  ['cron(0 8 1 1,7 ? *)', 1 / 6],
  ['cron(*/10 * * * ? *)', 6 * 730],
  ['cron(0 8 ? * 2/2 *)', (730 / 24) * (3 / 7)],
  ['cron(0 8 ? * * *)', 730 / 24],
  ['cron(0 8 ? 3/3 * *)', (730 / 24) * (4 / 12)],
  ['cron(0 8 10/10 * ? *)', 3],
  ['cron(0 8 15W * ? *)', 1],
  ['cron(30/10 22/1 * * ? *)', 3 * 2 * (730 / 24)],
  ['cron(nonsense)', undefined],
  ['cron(0 8 x * ? *)', undefined],
  ['cron(0 8 * * SOME *)', undefined],
  ['rate(5 weeks)', undefined],
  ['rate(2 hours)', 365],
  ['sometimes', undefined],
  [{ Ref: 'Expression' }, undefined],
])('%p runs %p times a month', (expression, runs) => {
  const found = runsPerMonth(expression);
  expect(found === undefined ? undefined : found.toFixed(6)).toBe(runs?.toFixed(6));
});
