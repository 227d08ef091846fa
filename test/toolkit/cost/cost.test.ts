import { LoadedApp, StackResource } from '../../../toolkit/assembly';
import { compareCosts, cost, CostOptions, PriceRow } from '../../../toolkit/cost';

const QUEUE: StackResource = { Type: 'AWS::SQS::Queue' };
const KEY: StackResource = { Type: 'AWS::KMS::Key' };

const app = (name: string, resources: LoadedApp['stacks'][number]['resources'], region = 'eu-west-1'): LoadedApp => ({
  name,
  stacks: [{ name: 'shop', region, resources }],
});

const SHOP = app('shop', { Key: KEY, Queue: QUEUE });

const price = (more: Partial<PriceRow> = {}): PriceRow => ({
  service: 'KMS',
  sku: 'customer-managed-key',
  unit: 'month',
  region: 'eu-west-1',
  usd: 3,
  source: 'mine',
  asOf: '2026-11-01',
  verified: true,
  ...more,
});

test('the bill has the name and the Region of the app', () => {
  expect(cost({ ...SHOP, region: 'eu-west-1' })).toMatchObject({
    place: 'shop',
    region: 'eu-west-1',
    fixedMonthlyUsd: 1,
    usageMonthlyUsd: 0,
    sensitivity: [],
  });
  expect(cost(SHOP)).not.toHaveProperty('region');
});

test('prices of the user replace those of the package', () => {
  expect(cost(SHOP, { prices: [price()] }).fixedMonthlyUsd).toBe(3);
});

test('sensitivity is told by default, and left out if nobody wants it', () => {
  expect(cost(SHOP, { users: 1_000_000 }).sensitivity.length).toBeGreaterThan(0);
  expect(cost(SHOP, { users: 1_000_000, includeSensitivity: false }).sensitivity).toEqual([]);
});

test('usage replaces assumptions, and names resources of the app', () => {
  const usage = { assumptions: { sessionsPerUser: 1 } };
  const [own] = cost(SHOP, { users: 1_000_000, usage }).assumptions.filter(({ isOwn }) => isOwn);
  expect(own).toMatchObject({ name: 'sessionsPerUser', value: 1 });
  const wrong = { resources: { 'shop/Topic': {} } };
  expect(() => cost(SHOP, { users: 5, usage: wrong })).toThrow(
    /^`usage` has 1 problem\n {2}- `resources\["shop\/Topic"\]/,
  );
});

test.each<[CostOptions, string]>([
  [{ users: 0 }, '`users` must be a whole number of at least 1, got: 0'],
  [{ users: 1.5 }, '`users` must be a whole number of at least 1, got: 1.5'],
  [{ users: 'many' as unknown as number }, '`users` must be a whole number of at least 1, got: "many"'],
  [{ spotPercent: 101 }, '`spotPercent` must be a number from 0 to 100, got: 101'],
  [{ usage: {} }, '`usage` must come with `users`, got: none'],
  [
    { fallbackRegion: 'mars-1' },
    '`fallbackRegion` must be one of ap-northeast-1, ap-southeast-1, ap-southeast-2, eu-central-1, eu-west-1, ' +
      'us-east-1, us-west-2, got: "mars-1"',
  ],
  [{ prices: {} as PriceRow[] }, '`prices` must be a list of prices, got: {}'],
])('%j is refused', (options, message) => {
  expect(() => cost(SHOP, options)).toThrow(message);
});

describe('a price that is missing', () => {
  const database = {
    Type: 'AWS::RDS::DBInstance',
    Properties: { Engine: 'postgres', DBInstanceClass: 'db.z9g.large', AllocatedStorage: '20' },
  };
  const shop = app('shop', { Database: database }, 'eu-west-1');

  test('is listed by default', () => {
    expect(cost(shop)).toMatchObject({ isComplete: false });
  });

  test('is an error if every price is required', () => {
    expect(() => cost(shop, { requirePrices: true })).toThrow(
      /^`requirePrices` is set, and 1 line has no known price; set a fallback Region or your own prices\n {2}- shop\/Database: db\.z9g\.large single-az in eu-west-1$/,
    );
  });
});

describe('two bills', () => {
  const BEFORE = app('before', { Key: KEY });
  const AFTER = app('after', { Key: KEY, Queue: QUEUE });

  test('are compared line by line', () => {
    const { before, after, changes } = compareCosts(BEFORE, AFTER, { users: 1_000_000 });
    expect([before.place, after.place]).toEqual(['before', 'after']);
    expect(changes.length).toBeGreaterThan(0);
    expect(new Set(changes.map(({ change, resource }) => `${change} ${resource}`))).toEqual(new Set(['added Queue']));
  });

  test('may have usage of a resource that only one of the apps has', () => {
    const usage = { resources: { 'shop/Queue': {} } };
    expect(() => cost(BEFORE, { users: 5, usage })).toThrow('shop/Queue');
    expect(compareCosts(BEFORE, AFTER, { users: 5, usage }).users).toBe(5);
  });
});
