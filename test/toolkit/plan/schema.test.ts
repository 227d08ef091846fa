import Ajv from 'ajv';
import schema from '../../../schemas/growth-plan.schema.json';
import { GrowthPath } from '../../../stages';
import { FixedBill, placesOf, Plan, planBetween, withCosts } from '../../../toolkit/plan';
import { Schema, withoutReferences } from '../../helpers/schema';

/** What the schema allows, and nothing beside it. */
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
const problemsOf = (plan: Plan) => (validate(JSON.parse(JSON.stringify(plan))) ? [] : validate.errors);

const BILL: FixedBill = { fixedMonthlyUsd: 1, priceDates: ['2026-01-01', '2026-09-01'], lines: [] };

test.each([undefined, 'snapshot'])(
  'every plan of every way, forward and back, is what the schema says (path %s)',
  (path) => {
    const places = GrowthPath.points(path).map((place) => GrowthPath.nameOf(place));
    let plans = 0;
    places.forEach((from) =>
      places.forEach((to) => {
        let plan: Plan;
        try {
          plan = planBetween(from, to, path ? { path } : {});
        } catch {
          // There is no way back.
          return;
        }
        plans += 1;
        expect([from, to, problemsOf(plan)]).toEqual([from, to, []]);
        expect([
          from,
          to,
          problemsOf(withCosts(plan, new Map(placesOf(plan).map((place) => [place, BILL])), 'growth.json')),
        ]).toEqual([from, to, []]);
      }),
    );
    expect(plans).toBeGreaterThan((places.length * places.length) / 2);
  },
);

test('the schema refuses what is missing, and what it does not know', () => {
  const { totals: _, ...rest } = planBetween('monolith', 'containers');
  expect(validate({ ...rest, more: 1 })).toBe(false);
  expect(validate.errors?.map(({ params }) => params)).toEqual([
    { missingProperty: 'totals' },
    { additionalProperty: 'more' },
  ]);
});

test('every property is described', () => {
  const undescribed = (node: object, path: string): string[] => {
    const {
      description,
      properties = {},
      items,
    } = node as { description?: string; properties?: Record<string, object>; items?: { properties?: object } };
    return [
      ...(description ? [] : [path]),
      ...Object.entries(properties).flatMap(([name, value]) => undescribed(value, `${path}.${name}`)),
      ...(items?.properties ? undescribed(items, `${path}[]`) : []),
    ];
  };
  expect(undescribed(withoutReferences(schema as unknown as Schema), 'plan')).toEqual([]);
});
