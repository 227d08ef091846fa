import { GrowthDocument } from '../../config';
import { GrowthStages } from '../../stages';
import { whatIsHeld } from '../../toolkit/diff/stateful-types';
import { STATEFUL_TYPES as FOLLOWED_BY_EMULATOR } from '../emulator/survivors';
import { resourcesOf, synthesize, Templates } from './helpers/assemble';
import { CLASSED_TYPES, classOf, unclassed } from './helpers/resource-classes';
import { TEN_LINE_APPS, tenLineApp } from './helpers/ten-line-apps';
import { OPTIONS, plain, STAGING } from './inventory/variants';

const STATEFUL = CLASSED_TYPES.filter((type) => classOf(type) === 'stateful').sort();

/** Every type that a test before has synthesized. */
const found = new Set<string>();

function expectClassed(templates: Templates): void {
  [...resourcesOf(templates).values()].forEach(({ Type }) => found.add(Type));
  expect(unclassed(templates)).toEqual([]);
}

/** Each stage in production, in staging and with options. `stages.test.ts` checks every step. */
const DOCUMENTS: [string, GrowthDocument][] = [
  ...GrowthStages.NAMES.flatMap((stage): [string, GrowthDocument][] => [
    [stage, plain(stage)],
    [`${stage} in staging`, STAGING[stage]],
    [`${stage} with options`, OPTIONS[stage]],
  ]),
  ['several machines', { ...plain('monolith'), sizes: { monolith: { vm: { maxCapacity: 4 }, cache: {} } } }],
];

describe('law 13: every type is classed', () => {
  test.each(DOCUMENTS)('%s', (_, document) => expectClassed(synthesize(document)));

  test.each(TEN_LINE_APPS)('the ten-line app of %s', (construct) => expectClassed(tenLineApp(construct)));

  test('the table lists no type that nothing synthesizes', () => {
    expect(CLASSED_TYPES.filter((type) => !found.has(type))).toEqual([]);
  });

  test('a type without a class is named, with the lists to choose from', () => {
    const templates = { data: { Resources: { Store: { Type: 'AWS::Example::Store' } } } };
    expect(unclassed(templates)).toEqual([
      'AWS::Example::Store has no class. Add it to a list in test/laws/helpers/resource-classes.ts: STATEFUL if it ' +
        'holds data, ANCHORS if something outside its stack depends on its identity, STATELESS otherwise.',
    ]);
  });
});

describe('the table of types', () => {
  test('has no type twice', () => {
    expect(CLASSED_TYPES).toEqual([...new Set(CLASSED_TYPES)]);
  });

  test('calls the same types stateful as growth diff: HOLDS in toolkit/diff/stateful-types.ts', () => {
    expect(STATEFUL).toEqual(CLASSED_TYPES.filter((Type) => whatIsHeld({ Type }) !== undefined).sort());
  });

  test('calls no type stateless whose physical ids the emulator follows: test/emulator/survivors.ts', () => {
    expect(FOLLOWED_BY_EMULATOR.filter((type) => !['stateful', 'anchor'].includes(String(classOf(type))))).toEqual([]);
  });
});
