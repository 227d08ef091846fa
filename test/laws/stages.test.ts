import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkloadVariable } from '../../lib';
import { StageTransitions } from '../../stages';
import { at, DOCUMENT, Place, resourcesOf, STEPS, synthesize, Templates, WAY } from './helpers/assemble';
import { variablesByProcess } from './helpers/contract';
import { broken, lostData } from './helpers/laws';
import { statefulIds } from './helpers/stateful';

const name = ({ stage, step }: Place) => step ?? stage;
const templates = new Map<string, Templates>();
const templatesAt = (place: Place) => templates.get(name(place))!;

beforeAll(() => WAY.forEach((place) => templates.set(name(place), synthesize(at(DOCUMENT, place)))));

test('the way of these tests is the way of the catalogue', () => {
  expect(StageTransitions.MONOLITH_TO_CONTAINERS.steps.map((step) => step.name)).toEqual([...STEPS]);
});

describe('law 1: data stays', () => {
  test.each(WAY.slice(1).map((place, index) => [name(WAY[index]), name(place), WAY[index], place] as const))('%s -> %s', (_, __, before, after) => {
    expect(lostData(templatesAt(before), templatesAt(after))).toEqual([]);
  });

  test('from stage to stage, without the steps between', () => {
    expect(lostData(templatesAt(WAY[0]), templatesAt(WAY[WAY.length - 1]))).toEqual([]);
  });

  test('the last step equals the plain stage', () => {
    expect(templatesAt({ stage: 'containers', step: 'contract' })).toEqual(templatesAt({ stage: 'containers' }));
  });

  /** A line of this file is never changed or removed: it names data of somebody who already deployed. */
  test.each(['monolith', 'containers'])('the golden ids of %s', (stage) => {
    const golden = JSON.parse(readFileSync(join(__dirname, 'golden', 'stateful-ids.json'), 'utf8')) as Record<string, unknown>;
    expect(statefulIds(templatesAt({ stage }))).toEqual(golden[stage]);
  });
});

test.each([
  ['monolith', 'expand'],
  ['share-state', 'shift-10'],
  ['shift-10', 'shift-50'],
  ['cut-over', 'database-multi-az'],
  ['database-multi-az', 'database-class'],
  ['database-class', 'database-replicas'],
])('from %s to %s no machine is replaced and no template of a machine changes', (before, after) => {
  const machines = (place: string) => [...resourcesOf(templates.get(place)!)].filter(([id, { Type }]) => id.includes('/VmGroup') && /LaunchTemplate|AutoScalingGroup/.test(Type));
  expect(machines(before)).toHaveLength(2);
  expect(machines(after)).toEqual(machines(before));
});

test('law 3: the key of the data is a multi-Region primary from birth', () => {
  const key = [...resourcesOf(templatesAt({ stage: 'monolith' }))].find(([id]) => id === 'notes-production-data/Key961B73FD');
  expect(key?.[1].Properties).toMatchObject({ MultiRegion: true, EnableKeyRotation: true });
});

test('law 4: a database that was born of a snapshot says so at every place, and is not replaced', () => {
  const born = { ...DOCUMENT, databaseSnapshotIdentifier: 'before-the-move' };
  const [before, after] = [WAY[0], WAY[WAY.length - 1]].map((place) => synthesize(at(born, place)));
  for (const place of [before, after]) {
    expect(place['notes-production-data'].Resources.DatabaseInstanceAA8A5FDE.Properties).toMatchObject({ DBSnapshotIdentifier: 'before-the-move' });
  }
  expect(lostData(before, after)).toEqual([]);
});

describe('law 2: one workload contract', () => {
  test.each(WAY.map((place) => [name(place), place] as const))('%s', (_, place) => {
    const processes = variablesByProcess(templatesAt(place));
    expect(Object.keys(processes).length).toBeGreaterThan(0);
    for (const names of Object.values(processes)) {
      expect(names).toEqual([...WorkloadVariable.ALL].sort());
    }
  });
});

describe('laws 3, 7, 8, 9, 10 and 11', () => {
  test.each(WAY.map((place) => [name(place), place] as const))('%s', (_, place) => {
    expect(broken(templatesAt(place), DOCUMENT, place.stage)).toEqual([]);
  });
});
