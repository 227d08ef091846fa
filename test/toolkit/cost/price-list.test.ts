import { StackTemplate } from '../../../toolkit/assembly';
import { billOf, PriceList, PriceRow, priceRows, SHIPPED_PRICES } from '../../../toolkit/cost';

const REGIONS = [
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'us-east-1',
  'us-west-2',
];

const stack = (name: string, region: string, ...types: string[]): StackTemplate => ({
  name,
  region,
  resources: Object.fromEntries(types.map((Type, index) => [`R${index}`, { Type }])),
});

const row = (more: Partial<PriceRow> = {}): PriceRow => ({
  service: 'KMS',
  sku: 'customer-managed-key',
  unit: 'month',
  region: 'eu-west-1',
  usd: 2,
  source: 'mine',
  asOf: '2026-11-01',
  verified: true,
  ...more,
});

describe('PriceList', () => {
  test('knows the Regions for which it can price a system, not those of single prices', () => {
    expect(new PriceList().regions).toEqual(REGIONS);
  });

  test('takes the price of another Region only where it is told to, and says so', () => {
    const list = [row({ region: 'us-east-1' })];
    const foreign = [stack('s', 'eu-west-1', 'AWS::KMS::Key')];
    expect(billOf(foreign, undefined, new PriceList(list))).toMatchObject({
      monthlyUsd: 0,
      unpriced: [{ resource: 'R0', reason: 'no known price for customer managed key in eu-west-1' }],
    });
    expect(billOf(foreign, undefined, new PriceList(list, 'us-east-1'))).toMatchObject({
      monthlyUsd: 2,
      unpriced: [],
      lines: [{ isFallback: true, price: { region: 'us-east-1' } }],
    });
  });

  test('a price that holds everywhere is no fallback', () => {
    expect(billOf([stack('s', 'eu-west-1', 'AWS::Route53::HostedZone')]).lines[0]).not.toHaveProperty('isFallback');
  });
});

describe('prices of the user', () => {
  test('replace those that they are for, and leave the others', () => {
    const rows = priceRows([row()]);
    expect(rows).toHaveLength(SHIPPED_PRICES.length);
    expect(new PriceList(rows).find('KMS', 'customer-managed-key', 'eu-west-1')).toMatchObject({
      usd: 2,
      source: 'mine',
    });
    expect(new PriceList(rows).find('KMS', 'customer-managed-key', 'us-east-1')).toMatchObject({ usd: 1 });
  });

  test('are refused with every problem at once', () => {
    expect(() => priceRows([row(), { ...row(), usd: -1, asOf: 'today' }, 7])).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^`prices` has 10 problems\n {2}- `\[1\].usd` must be a number of US dollars, 0 or more, got: -1\n {2}- `\[1\].asOf` must be a date as 2026-11-21, or null if it is not known, got: "today"\n {2}- `\[2\].service` must be a string, got: nothing/,
        ) as string,
      }) as Error,
    );
  });

  test('are a list', () => {
    expect(() => priceRows({ a: 1 })).toThrow('`prices` must be a list of prices, got: {"a":1}');
  });
});
