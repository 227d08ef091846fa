import { StepDuration } from '../../../lib';
import { GrowthProcedures, StageTransitions } from '../../../stages';
import { lasting } from '../../../stages/transitions/durations';
import { Work, WORK } from '../../../stages/transitions/work';
import { at, DOCUMENT, synthesize } from '../../laws/helpers/assemble';

const STEPS = StageTransitions.ALL.flatMap(({ source, target, path, steps }) =>
  steps.map((step) => [`${source} to ${target}${path ? ` by ${path}` : ''}: ${step.name}`, step] as const),
);

/** What a basis consists of, each part with its source in brackets. */
const partsOf = ({ basis }: StepDuration) =>
  basis
    .split('; ')
    .join(';')
    .split(/\)(?:;|$)/)
    .filter((part) => part !== '');

describe.each(STEPS)('%s', (_, { duration, downtime }) => {
  test('has a duration with a basis, and claims nothing that was not measured', () => {
    expect(duration).toMatchObject({ proved: false });
    expect(duration!.minMinutes).toBeGreaterThan(0);
    expect(duration!.maxMinutes).toBeGreaterThanOrEqual(duration!.minMinutes);
    expect(duration!.maxMinutesPerDatabaseGiB ?? 0).toBeGreaterThanOrEqual(duration!.minMinutesPerDatabaseGiB ?? 0);
    expect(duration!.howToProve).toContain('and time it');
    expect(partsOf(duration!).length).toBeGreaterThan(0);
  });

  test('something is refused or fails exactly where the downtime says so', () => {
    const silent = /^(none|connections to the cache|slower)/.test(downtime.expected);
    expect([downtime.expected, downtime.duration === undefined]).toEqual([downtime.expected, silent]);
    expect(downtime.duration?.maxMinutes ?? 0).toBeLessThanOrEqual(duration!.maxMinutes);
  });
});

test.each(Object.entries(WORK as Record<string, Work>))(
  '%s: a document is named with its title, a setting by its value, and the rest is called an estimate',
  (_, { source, minutes: [least, most], perGiB = [0, 0] }) => {
    expect(source).toMatch(/^(documented: (Amazon|AWS) .*"[^"]{6,}"|setting of the templates: .*\d|estimate: .{10,})/);
    expect(least).toBeLessThanOrEqual(most);
    expect(perGiB[0]).toBeLessThanOrEqual(perGiB[1]);
    expect(most + perGiB[1]).toBeGreaterThan(0);
  },
);

test.each(GrowthProcedures.ALL.map(({ name, steps }) => [name, steps] as const))(
  'every step of procedure %s has a duration, too',
  (_, steps) => {
    steps.forEach(({ duration }) =>
      expect(duration).toMatchObject({ proved: false, basis: expect.stringMatching(/min/) as string }),
    );
  },
);

test('everything that is listed is waited for by a step', () => {
  const steps = [...STEPS.map(([, step]) => step), ...GrowthProcedures.ALL.flatMap((procedure) => procedure.steps)];
  const all = steps.map(({ duration, downtime }) => `${duration?.basis} ${downtime.duration?.basis ?? ''}`).join(' ');
  expect(Object.values(WORK as Record<string, Work>).filter(({ what }) => !all.includes(`${what}: `))).toEqual([]);
});

test('side by side at least, one after the other at most', () => {
  const [one, other]: Work[] = [
    { what: 'a', minutes: [2, 5], perGiB: [1, 2], source: 's' },
    { what: 'b', minutes: [4, 4], source: 't' },
  ];
  expect(lasting([one, other], 24, 'try it')).toEqual({
    minMinutes: 4,
    maxMinutes: 9,
    minMinutesPerDatabaseGiB: 1,
    maxMinutesPerDatabaseGiB: 2,
    watchHours: 24,
    basis: 'a: 2 to 5 min and 1 to 2 min for each GiB (s); b: 4 min (t)',
    proved: false,
    howToProve: 'try it',
  });
});

test('what is called a setting of the templates is one', () => {
  const text = JSON.stringify(synthesize(at({ ...DOCUMENT, auroraOrigin: 'plain' }, { stage: 'aurora' })));
  const numbers = (name: string) => [
    ...new Set([...text.matchAll(new RegExp(`"${name}":"?(\\d+)`, 'g'))].map(([, value]) => Number(value))),
  ];
  expect({
    canary: numbers('CanaryBakeTimeInMinutes'),
    beside: numbers('BakeTimeInMinutes'),
    start: numbers('HealthCheckGracePeriodSeconds'),
    checks: numbers('HealthCheckIntervalSeconds'),
  }).toEqual({ canary: [10], beside: [5], start: [60], checks: [15] });
  expect(WORK.CANARY.source).toContain('10 min with a share of the requests, 5 min beside the old version');
  expect(WORK.TASKS.source).toContain('health check every 15 s, 60 s to start');
});
