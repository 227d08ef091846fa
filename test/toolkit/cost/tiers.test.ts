import * as fc from 'fast-check';
import { billOf, Charge, ChargeKind, PriceList, PriceRow, workloadOf } from '../../../toolkit/cost';
import { amountOf, poolsOf } from '../../../toolkit/cost/tiers';

const row = (sku: string, usd: number, region = 'us-east-1'): PriceRow => ({
  service: 'S',
  sku,
  unit: 'GB',
  region,
  usd,
  source: 'test',
  asOf: '2026-01-01',
  verified: true,
});
const PRICES = new PriceList([row('first', 3), row('next', 2), row('over', 1), row('first', 30, 'eu-west-1')]);
const TIERS = [{ sku: 'first', upTo: 10 }, { sku: 'next', upTo: 30 }, { sku: 'over' }];
const charge = (quantity: number, region = 'us-east-1'): Charge & { region: string } => ({
  kind: ChargeKind.USAGE,
  service: 'S',
  sku: 'first',
  quantity,
  what: 'GB',
  tiers: TIERS,
  region,
});
const amount = (quantity: number) => amountOf(charge(quantity), poolsOf([charge(quantity)]), PRICES)!;

test.each([
  ['nothing', 0, 0],
  ['inside the first', 4, 12],
  ['the end of the first: 10 x 3', 10, 30],
  ['one above: 10 x 3 + 1 x 2', 11, 32],
  ['the end of the second: 10 x 3 + 20 x 2', 30, 70],
  ['above all: 10 x 3 + 20 x 2 + 70 x 1', 100, 140],
])('%s', (_, quantity, expected) => {
  expect(amount(quantity)).toBeCloseTo(expected, 9);
});

test('charges of a Region share their tiers in parts; those of another Region do not', () => {
  const charges = [charge(6), charge(14), charge(5, 'eu-west-1')];
  const pools = poolsOf(charges);
  // 20 together: 10 x 3 + 10 x 2 = 50, of which 6/20 and 14/20.
  expect(charges.map((one) => amountOf(one, pools, PRICES))).toEqual([15, 35, 150]);
});

test('a tier without a price makes the amount unknown, but only when it is reached', () => {
  const inside = charge(10, 'eu-west-1');
  const above = charge(11, 'eu-west-1');
  expect(amountOf(inside, poolsOf([inside]), PRICES)).toBe(300);
  expect(amountOf(above, poolsOf([above]), PRICES)).toBeUndefined();
});

const quantities = fc.double({ min: 0, max: 1_000, noNaN: true });

test('property: more never costs less, and a little more costs a little more at most at the first price', () => {
  fc.assert(
    fc.property(quantities, fc.double({ min: 0, max: 5, noNaN: true }), (quantity, more) => {
      const rise = amount(quantity + more) - amount(quantity);
      expect(rise).toBeGreaterThanOrEqual(-1e-9);
      expect(rise).toBeLessThanOrEqual(3 * more + 1e-9);
    }),
  );
});

test('property: the parts of charges that share tiers are the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.001, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }), (parts) => {
      const charges = parts.map((quantity) => charge(quantity));
      const pools = poolsOf(charges);
      const whole = parts.reduce((sum, one) => sum + one, 0);
      expect(charges.reduce((sum, one) => sum + amountOf(one, pools, PRICES)!, 0)).toBeCloseTo(amount(whole), 6);
    }),
  );
});

describe('tiers of services', () => {
  const zone = { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'example.com.' } };
  const zones = (count: number) => ({
    name: 's',
    region: 'us-east-1',
    resources: Object.fromEntries(Array.from({ length: count }, (_, index) => [`Z${index}`, zone])),
  });

  test.each([
    [25, 12.5],
    [26, 12.6],
    [40, 14],
  ])('%i zones: 0.50 each up to 25, then 0.10', (count, expected) => {
    expect(billOf([zones(count)]).fixedMonthlyUsd).toBeCloseTo(expected, 9);
  });

  test('zones of several Regions share them: Route 53 is global', () => {
    expect(billOf([zones(20), { ...zones(20), name: 't', region: 'eu-west-1' }]).fixedMonthlyUsd).toBeCloseTo(14, 9);
  });

  const edge = {
    name: 's',
    region: 'us-east-1',
    resources: { D: { Type: 'AWS::CloudFront::Distribution', Properties: {} } },
  };
  test.each([
    ['10 TB', 10_240, 10_240 * 0.085],
    ['50 TB', 51_200, 10_240 * 0.085 + 40_960 * 0.08],
    ['150 TB', 153_600, 10_240 * 0.085 + 40_960 * 0.08 + 102_400 * 0.06],
    ['500 TB', 512_000, 10_240 * 0.085 + 40_960 * 0.08 + 102_400 * 0.06 + 358_400 * 0.04],
    [
      'above: the last price that the list has',
      513_000,
      10_240 * 0.085 + 40_960 * 0.08 + 102_400 * 0.06 + 359_400 * 0.04,
    ],
  ])('%s to users', (_, downloadGb, expected) => {
    const { lines } = billOf([edge], workloadOf(1, {}, { 's/D': { downloadGb, requests: 0, originGb: 0 } }));
    expect(lines.map(({ monthlyUsd }) => monthlyUsd)).toEqual([expect.closeTo(expected, 6)]);
    expect(lines[0]!.basis!.includes('which is too high')).toBe(downloadGb > 512_000);
  });
});
