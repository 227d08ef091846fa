import * as fc from 'fast-check';
import { SchemaCheck } from '../../config/schema-problems';
import schema from '../../schemas/growth.schema.json';
import { GrowthMeasure, GrowthStages, StageSelector, StageSignals, StageTransitions } from '../../stages';
import { Schema, withoutReferences } from '../helpers/schema';

const root = withoutReferences(schema as unknown as Schema);

/** Every property of the schema with its place. */
function walk(object: Schema, place = ''): [string, Schema][] {
  return Object.entries(object.properties ?? {}).flatMap(([name, child]) => [
    [`${place}${name}`, child] as [string, Schema],
    ...walk(child, `${place}${name}.`),
    ...walk(child.items ?? {}, `${place}${name}[].`),
  ]);
}

describe('editors get', () => {
  test.each(walk(root).map(([place, child]) => ({ place, child })))('a sentence about $place', ({ child }) => {
    expect(child.description).toMatch(/^[A-Z0-9].*\.$/);
  });

  test('examples and defaults that are valid themselves', () => {
    walk(root).forEach(([place, child]) => {
      [...(child.examples ?? []), ...('default' in child ? [child.default] : [])].forEach((example) => {
        const problems = new SchemaCheck({ type: 'object', properties: { value: child } } as never).problems({
          value: example,
        });
        expect([place, problems]).toEqual([place, []]);
      });
    });
  });
});

test('the names of stages, steps and measures are those of the catalogue', () => {
  expect(root.properties!.stage.enum).toEqual(GrowthStages.NAMES);
  expect(root.properties!.step.enum).toEqual([
    ...new Set(StageTransitions.ALL.flatMap(({ steps }) => steps.map(({ name }) => name))),
  ]);
  expect(root.properties!.signals.properties!.measuresInUse.items!.enum).toEqual(Object.values(GrowthMeasure));
  expect(Object.keys(root.properties!.sizes.properties!)).toEqual(GrowthStages.ALL.map(({ name }) => name));
});

test('schema and selector admit the same signals', () => {
  const check = new SchemaCheck({
    type: 'object',
    additionalProperties: false,
    required: ['users'],
    properties: { users: root.properties!.users, ...root.properties!.signals.properties },
  } as never);
  const number = fc.oneof(
    fc.integer({ min: -2, max: 110 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant('3'),
    fc.constant(null),
  );
  const names = [...Object.keys(root.properties!.signals.properties!), 'users', 'user'];
  const values = fc.oneof(number, fc.constantFrom<unknown>([], ['EU'], [' '], ['cache'], ['pool'], [3]));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 4 }), number, (signals, users) => {
      const given = { users, ...signals };
      expect(check.problems(given).length === 0).toBe(
        StageSelector.problems(given as unknown as StageSignals).length === 0,
      );
    }),
    { numRuns: 500 },
  );
});
