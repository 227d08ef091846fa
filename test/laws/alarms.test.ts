import { GrowthDocument } from '../../config';
import { alarmProblems, alarmsOf } from './helpers/alarms';
import { at, nameOf, REGIONS, synthesize, WAY } from './helpers/assemble';

/** An environment without users that is stopped at night; Amazon RDS cannot stop a database that has replicas. */
const STAGING: GrowthDocument = {
  ...REGIONS,
  environment: 'staging',
  offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' },
  sizes: { containers: { database: { readReplicas: 0 } } },
};

/** `stages.test.ts` asks the same of production. */
describe('outside production, no alarm calls people', () => {
  test.each(WAY.map((point) => [nameOf(point), point] as const))('%s', (_, point) => {
    const templates = synthesize(at(STAGING, point));
    expect(alarmsOf(templates).filter(({ kind }) => kind === 'people').length).toBeGreaterThan(5);
    expect(alarmProblems(templates, false)).toEqual([]);
  });

  test('and scaling and rollbacks work as in production', () => {
    const machines = (document: GrowthDocument) =>
      alarmsOf(synthesize(at(document, { stage: 'aurora' })))
        .filter(({ kind }) => ['scaling', 'deployment'].includes(kind))
        .map(({ id, kind, actionsEnabled }) => [id.split('/')[1], kind, actionsEnabled]);
    expect(machines(STAGING).length).toBeGreaterThan(0);
    expect(machines(STAGING)).toEqual(machines(REGIONS));
  });
});
