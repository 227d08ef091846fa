import { BillLine, billOf, ChargeKind, workloadOf } from '../../../toolkit/cost';
import { FREE_TYPES, PRICERS, RESOURCE_USAGE } from '../../../toolkit/cost/pricers';
import { expectGolden } from '../../helpers/golden';
import { billLines } from '../helpers/bill-lines';
import { Fixture, fixtureBill, FIXTURES, fixtureWorkload, stackWith } from './fixtures';

const merged = <T>(pick: (fixture: Fixture) => Readonly<Record<string, T>> | undefined): Record<string, T> =>
  Object.assign({}, ...FIXTURES.map(pick)) as Record<string, T>;
const [resources, fixed, usageUsd] = [
  merged(({ resources: one }) => one),
  merged((one) => one.fixed),
  merged((one) => one.usageUsd),
];
const usage = merged((one) => one.usage);
const bill = fixtureBill(resources, usage);
const sumOf = (lines: readonly BillLine[]) => lines.reduce((sum, { monthlyUsd = NaN }) => sum + monthlyUsd, 0);
const ofResource = (id: string, kind: ChargeKind) =>
  sumOf(bill.lines.filter((line) => line.resource === id && line.kind === kind));
const hand = (amounts: Readonly<Record<string, number>>) => Object.values(amounts).reduce((sum, one) => sum + one, 0);

test('no two fixtures have a resource of the same name', () => {
  expect(Object.keys(resources)).toHaveLength(
    FIXTURES.reduce((sum, one) => sum + Object.keys(one.resources).length, 0),
  );
});

test('the template has a resource of each priced type', () => {
  const types = new Set(Object.values(resources).map(({ Type }) => Type));
  expect(Object.keys(PRICERS).filter((type) => !types.has(type))).toEqual([]);
});

test.each(Object.entries(resources).map(([id, { Type }]) => [Type, id] as const))(
  '%s (%s) costs what the hand calculation says, to the cent',
  (_, id) => {
    expect(ofResource(id, ChargeKind.FIXED)).toBeCloseTo(fixed[id] ?? 0, 6);
    expect(ofResource(id, ChargeKind.USAGE)).toBeCloseTo(usageUsd[id] ?? 0, 6);
  },
);

test('the bill of the template is the sum of the hand calculations, to the cent', () => {
  expect(bill.fixedMonthlyUsd).toBeCloseTo(hand(fixed), 2);
  expect(bill.usageMonthlyUsd).toBeCloseTo(hand(usageUsd), 2);
  expect(bill.monthlyUsd).toBeCloseTo(hand(fixed) + hand(usageUsd), 2);
});

test('the sum of the lines is the total, and every line has a price', () => {
  expect(sumOf(bill.lines)).toBeCloseTo(bill.monthlyUsd, 6);
});

test('a type is paid for or costs nothing, never both', () => {
  expect(Object.keys(PRICERS).filter((type) => FREE_TYPES.has(type))).toEqual([]);
});

test('usage can be given for priced types only', () => {
  expect(Object.keys(RESOURCE_USAGE).filter((type) => PRICERS[type] === undefined)).toEqual([]);
});

/** Beyond the first tier of every price, with messages of more than one request. */
const CROWD = workloadOf(20_000_000, { sessionsPerUser: 30, requestsPerSession: 100, messageKb: 65 });

test.each([
  ['with the usage of the fixtures', 'every-type', 'us-east-1', fixtureWorkload(usage)],
  ['without', 'every-type-assumed', 'us-east-1', fixtureWorkload()],
  ['with twenty million users', 'every-type-crowd', 'us-east-1', CROWD],
  ['in Europe', 'every-type-europe', 'eu-central-1', fixtureWorkload(usage)],
])('every type %s costs what it cost before', (_, name, region, workload) => {
  expectGolden(`toolkit/golden/bills/${name}`, billLines(billOf([stackWith(resources, { region })], workload)));
});

test('what the usage of a type may say', () => {
  expectGolden(
    'toolkit/golden/usage',
    Object.entries(RESOURCE_USAGE).map(([type, names]) => `${type}: ${Object.keys(names).join(', ')}`),
  );
});
