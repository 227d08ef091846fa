import * as fc from 'fast-check';
import { GrowthDocument, resolveGrowthConfig } from '../../bin/config';
import { configArbitrary } from '../helpers/config-arbitrary';
import { at, Place, platformApp, synthesize, WAY } from './helpers/assemble';
import { broken, lostData } from './helpers/laws';
import { checkProperty } from './helpers/seeded';

/** Random configurations per run; CI may raise it. */
const RUNS = 300;

/** A configuration, and the place on the way after which it goes one on. */
const moves = fc.tuple(configArbitrary, fc.integer({ min: 0, max: WAY.length - 2 }));

/** What a user may change at any time without moving to another stage. */
const changes = fc.tuple(configArbitrary, configArbitrary).map(([document, other]): [GrowthDocument, GrowthDocument] => {
  const { application, environment, account, region, availabilityZones, networkIndex, stage, step, users, signals, sizes, production, offHours } = document;
  const fixed = { application, environment, account, region, availabilityZones, networkIndex, stage, step, users, signals, sizes, production, offHours };
  return [document, withoutAbsent({ ...other, ...fixed })];
});

function withoutAbsent(document: GrowthDocument): GrowthDocument {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined)) as unknown as GrowthDocument;
}

/** Stage of a place, and every law that its templates break. */
function brokenAt(document: GrowthDocument, place: Place) {
  const here = at(document, place);
  const templates = synthesize(here);
  return { templates, problems: broken(templates, here, place.stage) };
}

test(`${RUNS} random configurations keep every law at a place of the way and at the next one`, () => {
  checkProperty(moves, RUNS, ([document, index]) => {
    const before = brokenAt(document, WAY[index]);
    const after = brokenAt(document, WAY[index + 1]);
    expect([...before.problems, ...after.problems]).toEqual([]);
    expect(lostData(before.templates, after.templates)).toEqual([]);
  });
});

test('changing any option that is not fixed for ever loses no data', () => {
  checkProperty(changes, 60, ([before, after]) => {
    const lost = lostData(synthesize(before), synthesize(after));
    // Logs of what the user switches off: the firewall, the runner of a migration that is no longer there. They are retained, see `unretained`.
    expect(lost.filter((loss) => !/(FirewallLogs|MigrationRunnerLogs).*: removed/.test(loss))).toEqual([]);
  });
});

test('the same configuration gives the same bytes', () => {
  checkProperty(configArbitrary, 20, (document) => {
    const [one, two] = [0, 1].map(() => platformApp(document).app.synth().stacks.map(({ template }) => JSON.stringify(template)));
    expect(one).toEqual(two);
    expect(resolveGrowthConfig(document).stage.name).toBe(resolveGrowthConfig(document).stage.name);
  });
});
