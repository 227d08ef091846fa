import fc from 'fast-check';
import { StackResource, StackTemplate } from '../../../toolkit/assembly';
import { Bill, billOf, workloadOf } from '../../../toolkit/cost';
import { FIXTURES, stackWith } from './fixtures';

const resources: Record<string, StackResource> = Object.assign({}, ...FIXTURES.map((one) => one.resources)) as Record<
  string,
  StackResource
>;
const ids = Object.keys(resources);
const subsets = fc.subarray(ids, { minLength: 1 });
const users = fc.integer({ min: 1, max: 20_000_000 });
const pick = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, resources[name]!]));
const sumOf = ({ lines }: Bill) => lines.reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);

test('more users never cost less', () => {
  fc.assert(
    fc.property(subsets, users, users, (names, one, other) => {
      const [few, many] = [Math.min(one, other), Math.max(one, other)].map(
        (count) => billOf([stackWith(pick(names))], workloadOf(count)).monthlyUsd,
      );
      expect(many!).toBeGreaterThanOrEqual(few! - 1e-6);
    }),
    { numRuns: 30 },
  );
});

test('the sum of the lines is the total, and what is fixed does not follow from users', () => {
  fc.assert(
    fc.property(subsets, users, (names, count) => {
      const [bill, fixed] = [billOf([stackWith(pick(names))], workloadOf(count)), billOf([stackWith(pick(names))])];
      expect(sumOf(bill)).toBeCloseTo(bill.monthlyUsd, 4);
      expect(bill.fixedMonthlyUsd).toBeCloseTo(fixed.monthlyUsd, 6);
      expect(fixed.usageMonthlyUsd).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test('no line has a negative or an unknown quantity, and no reason is empty', () => {
  fc.assert(
    fc.property(subsets, users, (names, count) => {
      const { lines, unpriced } = billOf([stackWith(pick(names))], workloadOf(count));
      lines.forEach(({ quantity }) => expect(quantity).toBeGreaterThan(0));
      unpriced.forEach(({ reason }) => expect(reason).not.toMatch(/undefined|^$/));
    }),
    { numRuns: 20 },
  );
});

/** Moves some resources to a second stack; references between the two become exports. */
function split(moved: ReadonlySet<string>): StackTemplate[] {
  const name = (id: string) => (moved.has(id) ? 'second' : 's');
  const rewritten = (value: unknown, own: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((one) => rewritten(one, own));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const { Ref: ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
    const target = ref ?? attribute?.[0];
    return target !== undefined && resources[target] && name(target) !== own
      ? { 'Fn::ImportValue': JSON.stringify(value) }
      : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewritten(one, own)]));
  };
  const used = [...JSON.stringify(resources).matchAll(/\{"(?:Ref":"[^"]+"|Fn::GetAtt":\["[^"]+","[^"]+"\])\}/g)].map(
    ([text]) => text,
  );
  return ['s', 'second'].map((own) => {
    const mine = ids.filter((id) => name(id) === own);
    const outputs = used.filter((text) =>
      mine.includes(
        (JSON.parse(text) as { Ref?: string }).Ref ??
          (JSON.parse(text) as { 'Fn::GetAtt': string[] })['Fn::GetAtt']?.[0] ??
          '',
      ),
    );
    const Outputs = Object.fromEntries(
      outputs.map((text, index) => [`Output${index}`, { Value: JSON.parse(text) as unknown, Export: { Name: text } }]),
    );
    return stackWith(Object.fromEntries(mine.map((id) => [id, rewritten(resources[id], own) as StackResource])), {
      name: own,
      sections: { Outputs },
    });
  });
}

test('two stacks cost what one does', () => {
  const whole = billOf([stackWith(resources)], workloadOf(100_000));
  fc.assert(
    fc.property(fc.subarray(ids), (moved) => {
      const parts = billOf(split(new Set(moved)), workloadOf(100_000));
      expect(parts.fixedMonthlyUsd).toBeCloseTo(whole.fixedMonthlyUsd, 4);
      expect(parts.usageMonthlyUsd).toBeCloseTo(whole.usageMonthlyUsd, 4);
      expect(parts.unpriced).toHaveLength(whole.unpriced.length);
    }),
    { numRuns: 20 },
  );
});
