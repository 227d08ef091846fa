import { inRegion } from '../../../config';
import { GrowthStages } from '../../../stages';
import { readConfiguration, StackTemplate, synthesizePoint } from '../../../toolkit/assembly';
import { ASSUMPTIONS, billOf, sensitivityOf, PriceList, workloadOf } from '../../../toolkit/cost';
import { FREE_TYPES, PRICERS } from '../../../toolkit/cost/pricers';

/** Synthesis takes seconds on a busy machine. */
jest.setTimeout(120_000);

const EXAMPLE = readConfiguration('config', 'examples/saas/growth.json');

/** The example at home in its own Region, and in us-east-1. */
const HOMES = ['eu-west-1', 'us-east-1'];

const PLACES = HOMES.flatMap((home) =>
  GrowthStages.ALL.map(({ name: stage, typicalUsers: users, monthlyBudgetUsd: monthlyUsd }) => ({
    home,
    stage,
    users,
    monthlyUsd,
  })),
);

const stacksOf = ({ home, stage }: (typeof PLACES)[number]): StackTemplate[] =>
  synthesizePoint({ ...EXAMPLE, document: inRegion(EXAMPLE.document, home) }, stage);

describe.each(PLACES)('$stage at $users users in $home', (place) => {
  const { home, stage, users, monthlyUsd } = place;

  test(`is within ${monthlyUsd} USD a month`, () => {
    const bill = billOf(stacksOf(place), workloadOf(users));
    expect(bill.lines.filter(({ region }) => region === home).length).toBeGreaterThan(bill.lines.length / 5);
    expect(bill.fixedMonthlyUsd).toBeGreaterThan(50);
    expect(bill.usageMonthlyUsd).toBeGreaterThan(users / 1_000);
    expect(bill.monthlyUsd).toBeLessThanOrEqual(monthlyUsd);
    expect(bill.limits).toEqual([]);
  });

  test('knows every type', () => {
    const types = new Set(stacksOf(place).flatMap(({ resources }) => Object.values(resources).map(({ Type }) => Type)));
    expect([...types].filter((type) => PRICERS[type] === undefined && !FREE_TYPES.has(type))).toEqual([]);
  });

  test('leaves out of the sum only what can be defended', () => {
    const { unpriced } = billOf(stacksOf(place), workloadOf(users));
    const left = unpriced
      .map(({ type, reason }) => `${type}: ${reason}`)
      .filter((one) => !DEFENDED[stage].some((defended) => defended.test(one)));
    expect(left).toEqual([]);
  });
});

test.each(PLACES.filter(({ home }) => home === 'eu-west-1'))(
  '$stage stays within its budget with any single assumption at twice its value: none is chosen to fit',
  (place) => {
    const sum = billOf(stacksOf(place), workloadOf(place.users)).monthlyUsd;
    const movers = sensitivityOf(stacksOf(place), workloadOf(place.users), new PriceList());
    expect(movers.length).toBeGreaterThan(10);
    expect(movers.filter(({ differenceMonthlyUsd }) => sum + differenceMonthlyUsd > place.monthlyUsd)).toEqual([]);
  },
);

/** Items of every stage that cannot be computed from its templates, or have no known price. */
const EVERYWHERE = [
  /^AWS::KMS::(Replica)?Key: requests to the key: services cache data keys/,
  /^AWS::KMS::Key: rotated key material: 1 USD a month more after the first rotation/,
  /^AWS::EC2::FlowLog: no known price for delivery of [\d.,]+ GB of flow logs to a bucket/,
  /^AWS::S3::Bucket: no known price for [\d,]+ objects moved to INTELLIGENT_TIERING/,
  /^AWS::SNS::Subscription: e-mails of a topic have no known price; the first 1,000 a month are free/,
];

/** Types whose prices the list has for us-east-1 only. */
const ONLY_US = [
  /^AWS::StepFunctions::StateMachine: no known price for [\d,]+ state transitions in (eu-west-1|ap-southeast-2)/,
  /^AWS::ECS::TaskDefinition: no known price for [\d.]+ million recorded traces in (eu-west-1|ap-southeast-2)/,
];

const DEFENDED: Readonly<Record<string, readonly RegExp[]>> = {
  monolith: [...EVERYWHERE, ...ONLY_US, /CPU credits above those that (db\.)?t4g\.small earns/],
  containers: [...EVERYWHERE, ...ONLY_US],
  aurora: [...EVERYWHERE, ...ONLY_US],
  'multi-region': [
    ...EVERYWHERE,
    ...ONLY_US,
    /^AWS::CloudFront::Distribution: no known price for [\d,]+ million invocations of CloudFront Functions/,
    /^AWS::CloudFront::KeyValueStore: no known price for [\d,]+ million reads of a key-value store/,
    /^AWS::RDS::DBCluster: no known price for backups above the storage in ap-southeast-2/,
    // The log group of migrations is in every Region, and only the home Region migrates.
    /^AWS::Logs::LogGroup: the templates do not show what is written to the log group/,
  ],
};

test('no user does next to nothing, and nobody does everything: the assumptions stand together', () => {
  const requests = ASSUMPTIONS.sessionsPerUser.value * ASSUMPTIONS.requestsPerSession.value;
  expect(requests).toBeGreaterThanOrEqual(300);
  expect(requests).toBeLessThanOrEqual(3_000);
  // What is held for a user is what he stores in several months, and fits the size of an object.
  expect(
    ASSUMPTIONS.assetMbPerUser.value / (ASSUMPTIONS.uploadsPerUser.value * ASSUMPTIONS.uploadMb.value),
  ).toBeGreaterThanOrEqual(3);
});
