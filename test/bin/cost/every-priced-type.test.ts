import { BillLine, ChargeKind } from '../../../bin/cost';
import { AURORA } from '../../../bin/cost/pricers/aurora';
import { CACHES } from '../../../bin/cost/pricers/cache';
import { CONTAINERS } from '../../../bin/cost/pricers/containers';
import { DATABASES } from '../../../bin/cost/pricers/database';
import { DATABASE_PROXIES } from '../../../bin/cost/pricers/database-proxy';
import { LOAD_BALANCERS } from '../../../bin/cost/pricers/load-balancer';
import { MACHINES } from '../../../bin/cost/pricers/machines';
import { NETWORK } from '../../../bin/cost/pricers/network';
import { KEYS_AND_SECRETS } from '../../../bin/cost/pricers/secrets';
import { SERVERLESS } from '../../../bin/cost/pricers/serverless-compute';
import { Fixture, fixtureBill, FIXTURES } from './fixtures';

/** Pricers whose types have a fixture; a file of pricers joins with its file of fixtures. */
const PRICED = { ...AURORA, ...CACHES, ...CONTAINERS, ...DATABASES, ...DATABASE_PROXIES, ...KEYS_AND_SECRETS, ...LOAD_BALANCERS, ...MACHINES, ...NETWORK, ...SERVERLESS };

const merged = <T>(pick: (fixture: Fixture) => Readonly<Record<string, T>> | undefined): Record<string, T> => Object.assign({}, ...FIXTURES.map(pick)) as Record<string, T>;
const [resources, fixed, usageUsd] = [merged(({ resources: one }) => one), merged((one) => one.fixed), merged((one) => one.usageUsd)];
const bill = fixtureBill(resources, merged(({ usage }) => usage));
const sumOf = (lines: readonly BillLine[]) => lines.reduce((sum, { monthlyUsd = NaN }) => sum + monthlyUsd, 0);
const ofResource = (id: string, kind: ChargeKind) => sumOf(bill.lines.filter((line) => line.resource === id && line.kind === kind));
const hand = (amounts: Readonly<Record<string, number>>) => Object.values(amounts).reduce((sum, one) => sum + one, 0);

test('no two fixtures have a resource of the same name', () => {
  expect(Object.keys(resources)).toHaveLength(FIXTURES.reduce((sum, one) => sum + Object.keys(one.resources).length, 0));
});

test('the template has a resource of each priced type', () => {
  const types = new Set(Object.values(resources).map(({ Type }) => Type));
  expect(Object.keys(PRICED).filter((type) => !types.has(type))).toEqual([]);
});

test.each(Object.entries(resources).map(([id, { Type }]) => [Type, id] as const))('%s (%s) costs what the hand calculation says, to the cent', (_, id) => {
  expect(ofResource(id, ChargeKind.FIXED)).toBeCloseTo(fixed[id] ?? 0, 6);
  expect(ofResource(id, ChargeKind.USAGE)).toBeCloseTo(usageUsd[id] ?? 0, 6);
});

test('the bill of the template is the sum of the hand calculations, to the cent', () => {
  expect(bill.fixedMonthlyUsd).toBeCloseTo(hand(fixed), 2);
  expect(bill.usageMonthlyUsd).toBeCloseTo(hand(usageUsd), 2);
  expect(bill.monthlyUsd).toBeCloseTo(hand(fixed) + hand(usageUsd), 2);
});

test('the sum of the lines is the total, and every line has a price', () => {
  expect(sumOf(bill.lines)).toBeCloseTo(bill.monthlyUsd, 6);
});
