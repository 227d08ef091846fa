import * as fc from 'fast-check';
import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import { comparisonOf, costReport } from '../../../toolkit/cost';
import { COMPARISON_FORMATS } from '../../../toolkit/cost/output';

const stack = (name: string, resources: Record<string, StackResource>): StackTemplate => ({
  name,
  region: 'us-east-1',
  resources,
});

const database = (type: string, gib: number): StackResource => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'postgres', DBInstanceClass: type, AllocatedStorage: String(gib) },
});
const alarm: StackResource = { Type: 'AWS::CloudWatch::Alarm' };
const nat: StackResource = { Type: 'AWS::EC2::NatGateway' };
const key: StackResource = { Type: 'AWS::KMS::Key' };

const compared = (before: StackTemplate[], after: StackTemplate[]) =>
  comparisonOf(costReport({ place: 'old', stacks: before }), costReport({ place: 'new', stacks: after }));

const BEFORE = [stack('shop', { Db: database('db.t4g.small', 20), Alarm: alarm, Nat: nat, Key: key })];
const AFTER = [stack('shop', { Db: database('db.m7g.large', 50), Alarm: alarm, Key: key, Second: key })];

test('line by line: what is added, what has gone, and why the others are others', () => {
  const { changes, unchanged, differenceMonthlyUsd, before, after } = compared(BEFORE, AFTER);
  const fixed = changes.map(({ change, resource, reasons }) => [change, resource, reasons.join(' and ')]);
  expect(fixed).toEqual(
    expect.arrayContaining([
      ['changed', 'Db', 'what and price'],
      ['gone', 'Nat', ''],
      ['changed', 'Db', 'quantity'],
      ['added', 'Second', ''],
    ]),
  );
  expect(fixed).toHaveLength(4);
  expect(unchanged).toBe(2);
  // 730 x (0.168 - 0.032) + 30 x 0.115 - 730 x 0.045 + 1
  expect(differenceMonthlyUsd).toBeCloseTo(730 * (0.168 - 0.032) + 30 * 0.115 - 32.85 + 1, 6);
  expect(differenceMonthlyUsd).toBeCloseTo(after.monthlyUsd - before.monthlyUsd, 9);
  expect(changes.reduce((sum, { differenceMonthlyUsd: one }) => sum + one, 0)).toBeCloseTo(differenceMonthlyUsd, 9);
});

test('the largest difference is first, and services add up', () => {
  const { changes, services, differenceMonthlyUsd } = compared(BEFORE, AFTER);
  const sizes = changes.map(({ differenceMonthlyUsd: one }) => Math.abs(one));
  expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
  expect(services.reduce((sum, { differenceMonthlyUsd: one }) => sum + one, 0)).toBeCloseTo(differenceMonthlyUsd, 9);
});

test('the same on both sides is no difference', () => {
  expect(compared(BEFORE, BEFORE)).toMatchObject({ changes: [], differenceMonthlyUsd: 0, unchanged: 5 });
});

test('one template each is the same stack twice, whatever the files are called', () => {
  expect(compared(BEFORE, [stack('shop-new', BEFORE[0].resources), stack('shop-new/Nested', {})])).toMatchObject({
    changes: [],
    unchanged: 5,
  });
});

test('per user, where users are known', () => {
  const report = (stacks: StackTemplate[]) => costReport({ place: 'x', stacks, users: 1_000 });
  expect(comparisonOf(report(BEFORE), report(AFTER)).differenceMonthlyUsdPerUser).toBeCloseTo(
    (report(AFTER).monthlyUsd - report(BEFORE).monthlyUsd) / 1_000,
    9,
  );
});

describe('of any two apps', () => {
  const resource = fc.oneof(
    fc.constantFrom(nat, key, alarm),
    fc
      .record({
        type: fc.constantFrom('db.t4g.small', 'db.m7g.large', 'db.z9g.large'),
        gib: fc.integer({ min: 20, max: 500 }),
      })
      .map(({ type, gib }) => database(type, gib)),
  );
  const app = fc
    .dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E'), resource)
    .map((resources) => [stack('shop', resources), stack('edge', {})]);

  test('the lines add up to the difference, each is added, removed or paired once, and reversing cancels out', () => {
    fc.assert(
      fc.property(app, app, (one, other) => {
        const [there, back] = [compared(one, other), compared(other, one)];
        const sum = there.changes.reduce((all, { differenceMonthlyUsd }) => all + differenceMonthlyUsd, 0);
        expect(sum).toBeCloseTo(there.differenceMonthlyUsd, 6);
        expect(there.differenceMonthlyUsd).toBeCloseTo(-back.differenceMonthlyUsd, 6);
        const sides = (side: 'before' | 'after') =>
          there.changes.filter((change) => change[side] !== undefined).length + there.unchanged;
        expect([sides('before'), sides('after')]).toEqual(
          [one, other].map((stacks) => costReport({ place: 'x', stacks }).lines.length),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('formats', () => {
  const comparison = compared(BEFORE, AFTER);

  test('text says the difference first', () => {
    const [head, ...more] = COMPARISON_FORMATS.text(comparison, {}).split('\n');
    expect(head).toMatch(
      /^cost of old to new: \+70\.88 USD a month \(\+\d+ %\), from (at least )?\d+\.\d\d to (at least )?\d+\.\d\d$/,
    );
    expect(more.join(' ').replace(/\s+/g, ' ')).toContain(
      'what and price RDS-PostgreSQL: db.t4g.small single-az, 730 hour x 0.032 (2026-09-29) -> ' +
        'db.m7g.large single-az, 730 hour x 0.168',
    );
  });

  test('markdown stays under the size of a comment with 3,000 changed lines', () => {
    const many = [stack('shop', Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`Key${index}`, key])))];
    const text = COMPARISON_FORMATS.markdown(compared(BEFORE, many), {});
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/more lines are in the full comparison/);
  });
});
