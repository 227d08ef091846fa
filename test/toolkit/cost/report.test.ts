import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import {
  AssumptionName,
  ASSUMPTIONS,
  Bill,
  billOf,
  budgetOf,
  CostReport,
  costReport,
  sensitivityOf,
  PriceList,
  workloadOf,
} from '../../../toolkit/cost';
import { costFailures, costPolicyProblems } from '../../../toolkit/cost/policy';

const stacks = (resources: Record<string, StackResource>): StackTemplate[] => [
  { name: 'shop', region: 'us-east-1', resources },
];

const key: StackResource = { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: false } };
const nat: StackResource = { Type: 'AWS::EC2::NatGateway' };
const queue: StackResource = { Type: 'AWS::SQS::Queue' };
const budget = (Amount: unknown, more: object = {}): StackResource => ({
  Type: 'AWS::Budgets::Budget',
  Properties: { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount, Unit: 'USD' }, ...more } },
});

describe('the budget', () => {
  test.each<[string, Record<string, StackResource>, object | undefined]>([
    [
      'is that in the templates',
      { Own: budget(70) },
      { monthlyUsd: 70, source: 'budget shop/Own in the templates', overMonthlyUsd: 30 },
    ],
    [
      'is that of the stage where the templates have none',
      {},
      { monthlyUsd: 200, source: 'Mustafa (about 200 a month at 1k-10k users)', overMonthlyUsd: -100 },
    ],
    [
      'names the guide where a stage brings it',
      { Own: budget(200) },
      { monthlyUsd: 200, source: 'Mustafa (about 200 a month at 1k-10k users)' },
    ],
    ['is none of several', { Own: budget(70), Other: budget(10) }, undefined],
    ['is none that only the deployment knows', { Own: budget({ Ref: 'Limit' }) }, undefined],
    [
      'is never one of hours, or of another time',
      { Own: budget(70, { BudgetType: 'USAGE' }), Other: budget(70, { TimeUnit: 'ANNUALLY' }) },
      { monthlyUsd: 200 },
    ],
  ])('%s', (_, resources, expected) => {
    const found = budgetOf('monolith:expand', stacks(resources), 100);
    if (expected === undefined) {
      expect(found).toBeUndefined();
    } else {
      expect(found).toMatchObject(expected);
    }
  });

  test('of somebody else without one there is none', () => {
    expect(budgetOf('cdk.out', stacks({}), 100)).toBeUndefined();
  });
});

describe('the report', () => {
  test('says for each guide where the bill lies', () => {
    const report = costReport({
      place: 'app',
      stacks: stacks(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`Nat${index}`, nat]))),
      users: 5_000,
    });
    // 40 x 730 x 0.045 = 1,314 USD, and what goes through: Axewik says 2,000 to 4,000, Mustafa 200, and Push2Commit 300
    // to 600.
    expect(report.monthlyUsd).toBeGreaterThan(1_300);
    expect(report.guides.map(({ guide, bill }) => [guide, bill])).toEqual([
      ['G1', 'below'],
      ['G2', 'no-figure'],
      ['G3', 'above'],
      ['G4', 'above'],
    ]);
  });

  test('groups equal lines in the highest costs', () => {
    const { heaviest, monthlyUsd } = costReport({ place: 'app', stacks: stacks({ One: nat, Two: nat, Key: key }) });
    expect(heaviest[0]).toMatchObject({ service: 'VPC', what: 'NAT gateway', lines: 2, monthlyUsd: 65.7 });
    expect(heaviest[0].percent).toBeCloseTo((100 * 65.7) / monthlyUsd, 9);
  });

  test('of nothing is empty, and no division by it', () => {
    expect(costReport({ place: 'app', stacks: [], users: 10 })).toMatchObject({
      monthlyUsd: 0,
      monthlyUsdPerUser: 0,
      heaviest: [],
      lines: [],
      isComplete: true,
      priceDates: ['unknown', 'unknown'],
    });
  });

  test('asks nobody for the assumptions that move it where nobody wants to know', () => {
    expect(
      costReport({ place: 'app', stacks: stacks({ Queue: queue }), users: 1_000_000, includeSensitivity: false })
        .sensitivity,
    ).toEqual([]);
  });
});

describe('the sensitivity of the bill', () => {
  const bill = (users: number, own: object): Bill => billOf(stacks({ Queue: queue }), workloadOf(users, own));

  test('is the bill with the assumption twice as large, less the bill; the largest first', () => {
    const movers = sensitivityOf(stacks({ Queue: queue }), workloadOf(1_000_000), new PriceList());
    const messages = movers.find(({ name }) => name === 'messagesPerUser')!;
    expect(messages.differenceMonthlyUsd).toBeCloseTo(
      bill(1_000_000, { messagesPerUser: 2 * messages.value }).monthlyUsd - bill(1_000_000, {}).monthlyUsd,
      9,
    );
    const sizes = movers.map(({ differenceMonthlyUsd }) => Math.abs(differenceMonthlyUsd));
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    expect(movers.map(({ name }) => name)).not.toContain('edgeHitPercent');
  });

  test('leaves none out that moves it', () => {
    const cdn: StackResource = {
      Type: 'AWS::CloudFront::Distribution',
      Properties: { DistributionConfig: { Enabled: true } },
    };
    const app = stacks({
      Cdn: cdn,
      Nat: nat,
      Queue: queue,
      Logs: { Type: 'AWS::Logs::LogGroup' },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' } },
    });
    const base = billOf(app, workloadOf(500_000)).monthlyUsd;
    const moving = (Object.keys(ASSUMPTIONS) as AssumptionName[]).filter((name) => {
      const { value, unit } = ASSUMPTIONS[name];
      const share = unit.startsWith('%') ? 100 : Infinity;
      const most = unit === 'hours/day' ? 24 : share;
      return (
        Math.abs(billOf(app, workloadOf(500_000, { [name]: Math.min(most, 2 * value) })).monthlyUsd - base) >= 0.005
      );
    });
    expect(
      sensitivityOf(app, workloadOf(500_000), new PriceList())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(moving.sort());
    expect(moving.length).toBeGreaterThan(5);
  });

  test('never tries what can not be', () => {
    const cdn: StackResource = {
      Type: 'AWS::CloudFront::Distribution',
      Properties: { DistributionConfig: { Enabled: true } },
    };
    const movers = sensitivityOf(stacks({ Cdn: cdn, Nat: nat, Queue: queue }), workloadOf(1_000_000), new PriceList());
    expect(movers.filter(({ unit, tried }) => unit.startsWith('%') && tried > 100)).toEqual([]);
  });
});

describe('a policy', () => {
  const report = costReport({ place: 'monolith', stacks: stacks({ One: nat }), users: 100 }) as CostReport;

  test('of what is allowed says nothing', () => {
    expect(costFailures(report, ['over-budget', 'monthly=1000', 'cost-per-user=10'])).toEqual([]);
  });

  test('says what is more than what', () => {
    expect(
      costFailures(
        {
          ...report,
          monthlyUsd: 250,
          monthlyUsdPerUser: 2.5,
          isComplete: true,
          budget: { monthlyUsd: 200, source: 'x', overMonthlyUsd: 50 },
        },
        ['over-budget', 'monthly=249.99', 'cost-per-user=2'],
      ),
    ).toEqual([
      'over-budget: 250.00 USD a month, more than 200',
      'monthly=249.99: 250.00 USD a month, more than 249.99',
      'cost-per-user=2: 2.5000 USD a month and user, more than 2',
    ]);
  });

  test.each(['monthly', 'monthly=', 'monthly=-1', 'cost-per-user=a', 'over-budget=1'])('%s is refused', (policy) => {
    const message =
      '`policies` must be over-budget, cost-per-user=<USD a month> or monthly=<USD a month>, got: ' + policy;
    expect(costPolicyProblems([policy])).toEqual([expect.objectContaining({ property: 'policies', message })]);
    expect(() => costFailures(report, [policy])).toThrow(message);
  });

  test('of a budget needs one', () => {
    expect(() => costFailures({ ...report, budget: undefined }, ['over-budget'])).toThrow(
      '`policies` over-budget needs a budget, got: none; set a stage, add a monthly budget to the app, or use the ' +
        'policy monthly=<USD a month> instead',
    );
  });

  test('of the cost per user needs users', () => {
    expect(() => costFailures({ ...report, monthlyUsdPerUser: undefined }, ['cost-per-user=1'])).toThrow(
      '`policies` cost-per-user needs a number of users, got: none; give the number of users',
    );
  });
});
