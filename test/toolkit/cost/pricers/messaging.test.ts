import { StackResource } from '../../../../toolkit/assembly';
import { billOf, workloadOf } from '../../../../toolkit/cost';
import { fixtureBill, fixtureWorkload, HOURS, SECONDS, stackWith } from '../fixtures';

const reasonsOf = (resources: Record<string, StackResource>) =>
  fixtureBill(resources).unpriced.map(({ reason }) => reason);
const polls = (seconds: number) => ((2 * SECONDS) / seconds / 1_000_000) * 0.4;

describe('queues: 100,000 messages, sent, received and deleted', () => {
  const queue = (properties: StackResource['Properties'] = {}): StackResource => ({
    Type: 'AWS::SQS::Queue',
    Properties: properties,
  });

  test('with long polling: 0.3 x 0.40, and two receivers that poll every 20 s', () => {
    expect(fixtureBill({ Q: queue({ ReceiveMessageWaitTimeSeconds: 20 }) }).monthlyUsd).toBeCloseTo(
      0.12 + polls(20),
      9,
    );
  });

  test('without, they ask every second', () => {
    expect(fixtureBill({ Q: queue() }).monthlyUsd).toBeCloseTo(0.12 + polls(1), 9);
  });

  test.each([
    [1, 3],
    [64, 3],
    [65, 6],
    [129, 9],
  ])('a message of %d kB is %d requests: each 64 kB are sent, received and deleted', (messageKb, requests) => {
    const workload = workloadOf(1_000, { messagesPerUser: 100, messageKb });
    const [messages] = billOf([stackWith({ Q: queue() })], workload).lines;
    expect(messages.quantity).toBeCloseTo(0.1 * requests, 9);
  });

  test('a dead-letter queue has nothing, as long as nothing fails', () => {
    const bill = fixtureBill({
      Q: queue({
        ReceiveMessageWaitTimeSeconds: 20,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
      }),
      Dead: queue(),
    });
    expect(bill.monthlyUsd).toBeCloseTo(0.12 + polls(20), 9);
    expect(bill.lines.every(({ resource }) => resource === 'Q')).toBe(true);
  });

  test('in two Regions, half of the messages each', () => {
    const stacks = ['us-east-1', 'eu-west-1'].map((region) => ({
      name: region,
      region,
      resources: { Q: queue({ ReceiveMessageWaitTimeSeconds: 20 }) },
    }));
    expect(billOf(stacks, fixtureWorkload()).monthlyUsd).toBeCloseTo(0.12 + 2 * polls(20), 9);
  });
});

describe('topics', () => {
  const topic: StackResource = { Type: 'AWS::SNS::Topic', Properties: {} };
  const subscription = (Protocol: string): StackResource => ({
    Type: 'AWS::SNS::Subscription',
    Properties: { Protocol, TopicArn: { Ref: 'T' } },
  });

  test('that people read carry alarms: nothing by users, and e-mails are named', () => {
    const bill = fixtureBill({ T: topic, Mail: subscription('email') });
    expect(bill.monthlyUsd).toBe(0);
    expect(bill.unpriced.map(({ reason }) => reason)).toEqual([
      'e-mails of a topic have no known price; the first 1,000 a month are free, and alarms are fewer',
    ]);
  });

  test('that queues read carry the messages: 0.1 x 0.50; deliveries over HTTP 0.1 x 0.60', () => {
    expect(fixtureBill({ T: topic, Q: subscription('sqs') }).monthlyUsd).toBeCloseTo(0.05, 9);
    expect(fixtureBill({ T: topic, Site: subscription('https') }).monthlyUsd).toBeCloseTo(0.05 + 0.06, 9);
    expect(
      fixtureBill({
        T: { Type: 'AWS::SNS::Topic', Properties: { Subscription: [{ Protocol: 'https', Endpoint: 'a' }] } },
      }).monthlyUsd,
    ).toBeCloseTo(0.05 + 0.06, 9);
  });

  test('of FIFO kind: 0.1 x 0.30', () => {
    expect(
      fixtureBill({ T: { Type: 'AWS::SNS::Topic', Properties: { FifoTopic: true } }, Q: subscription('sqs') })
        .monthlyUsd,
    ).toBeCloseTo(0.03, 9);
  });

  test('that send text messages are named', () => {
    expect(reasonsOf({ T: topic, Phone: subscription('sms') })).toEqual(['deliveries by sms have no known price']);
  });
});

describe('streams: 200,000 writes of 2 kB are 0.4 GB', () => {
  const stream = (properties: StackResource['Properties']): Record<string, StackResource> => ({
    S: { Type: 'AWS::Kinesis::Stream', Properties: properties },
  });

  test('on demand with two readers: 730 x 0.04 + 0.4 x 0.08 + 0.8 x 0.04', () => {
    const source: StackResource = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['S', 'Arn'] } },
    };
    expect(
      fixtureBill({ ...stream({ StreamModeDetails: { StreamMode: 'ON_DEMAND' } }), A: source, B: source }).monthlyUsd,
    ).toBeCloseTo(HOURS * 0.04 + 0.032 + 0.032, 9);
  });

  test('three shards: 3 x 730 x 0.015; payload units are named', () => {
    const bill = fixtureBill(stream({ ShardCount: 3 }));
    expect(bill.monthlyUsd).toBeCloseTo(3 * HOURS * 0.015, 9);
    expect(bill.unpriced.map(({ reason }) => reason)).toEqual([
      'no known price for 0.2 million payload units in us-east-1',
    ]);
  });

  test.each([
    [
      'longer than a week',
      { StreamModeDetails: { StreamMode: 'ON_DEMAND' }, RetentionPeriodHours: 8_760 },
      'more than a week of retention has no known price: counted up to a week',
    ],
    [
      'longer than a day, with shards',
      { ShardCount: 1, RetentionPeriodHours: 48 },
      'more than a day of retention of a provisioned stream has no known price',
    ],
  ])('%s: named', (_, properties, reason) => {
    expect(reasonsOf(stream(properties))).toContain(reason);
  });

  test('what only the application knows of Kafka is named', () => {
    expect(reasonsOf({ K: { Type: 'AWS::MSK::ServerlessCluster' } })).toEqual([
      'the application creates the partitions, not the template; set `partitions` with --usage',
      'the size of topics depends on their retention, which the application sets; set `storedGb` with --usage',
    ]);
  });
});

describe('workflows', () => {
  const definition = JSON.stringify({
    StartAt: 'A',
    States: { A: { Type: 'Task' }, B: { Type: 'Choice' }, C: { Type: 'Succeed' } },
  });
  const machine = (properties: StackResource['Properties'] = {}): StackResource => ({
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { DefinitionString: { 'Fn::Join': ['', [definition, { Ref: 'X' }]] }, ...properties },
  });
  const schedule = (expression: string): StackResource => ({
    Type: 'AWS::Scheduler::Schedule',
    Properties: { ScheduleExpression: expression, Target: { Arn: { Ref: 'M' } } },
  });

  const rule = (properties: StackResource['Properties']): StackResource => ({
    Type: 'AWS::Events::Rule',
    Properties: { Targets: [{ Arn: { Ref: 'M' } }], ...properties },
  });

  test.each<[string, Record<string, StackResource>, number]>([
    ['a schedule', { Clock: schedule('rate(1 hour)') }, 730],
    ['a rule', { Clock: rule({ ScheduleExpression: 'rate(1 hour)' }) }, 730],
    [
      'a schedule and a rule',
      { Clock: schedule('rate(1 hour)'), Other: rule({ ScheduleExpression: 'rate(2 hours)' }) },
      730 + 365,
    ],
    [
      'a schedule and a rule about events',
      { Clock: schedule('rate(1 hour)'), Other: rule({ EventPattern: { source: ['a'] } }) },
      730,
    ],
  ])('started by %s: so many runs of three states', (_, clocks, runs) => {
    const line = fixtureBill({ M: machine(), ...clocks }).lines.find(({ resource }) => resource === 'M')!;
    expect(line.monthlyUsd).toBeCloseTo(runs * 3 * 0.000025, 9);
  });

  test('started by deployments: 20 runs of three states', () => {
    const fn: StackResource = {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: { MACHINE: { Ref: 'M' } } } },
    };
    const custom: StackResource = {
      Type: 'Custom::Thing',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } },
    };
    const line = fixtureBill({ M: machine(), F: fn, C: custom }).lines.find(({ resource }) => resource === 'M')!;
    expect(line.monthlyUsd).toBeCloseTo(20 * 3 * 0.000025, 9);
  });

  test('started by nobody whom the template shows: named', () => {
    expect(reasonsOf({ M: machine() })).toEqual([
      'the number of executions is not in the template; set `executions` with --usage',
    ]);
  });

  test('express: 1 x 1.00 + 100 x 0.060012', () => {
    expect(
      fixtureBill({ M: machine({ StateMachineType: 'EXPRESS' }) }, { M: { executions: 1_000_000, gbHours: 100 } })
        .monthlyUsd,
    ).toBeCloseTo(1 + 6.0012, 9);
  });
});

test('events on a bus: 0.1 x 1.00', () => {
  expect(
    fixtureBill({
      B: { Type: 'AWS::Events::EventBus' },
      R: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)' } },
    }).monthlyUsd,
  ).toBeCloseTo(0.1, 9);
});
