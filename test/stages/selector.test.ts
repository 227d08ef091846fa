import * as fc from 'fast-check';
import { GrowthMeasure, GrowthStages, StageSelector, StageSignals } from '../../stages';

const MEASURES = [GrowthMeasure.POOLING, GrowthMeasure.CACHE, GrowthMeasure.REPLICAS];
const ORDER: string[] = Object.values(GrowthMeasure);

const stageOf = (signals: StageSignals) => StageSelector.select(signals).stage.name;
const subjects = (advice: readonly { subject: string }[]) => advice.map(({ subject }) => subject);

/** Every valid set of signals. */
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const signalsArbitrary: fc.Arbitrary<StageSignals> = fc.record(
  {
    users: fc.oneof(
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.constantFrom(1, 9_999, 10_000, 50_000, 99_999, 100_000, 500_000, 10_000_000_000),
    ),
    concurrentUsers: optional(fc.nat({ max: 100_000 })),
    writesPerSecond: optional(fc.double({ min: 0, max: 50_000, noNaN: true })),
    databaseCpuPercent: optional(fc.double({ min: 0, max: 100, noNaN: true })),
    databaseConnectionsPercent: optional(fc.integer({ min: 0, max: 100 })),
    databaseQueryMs: optional(fc.integer({ min: 0, max: 2_000 })),
    p99LatencyMs: optional(fc.integer({ min: 0, max: 2_000 })),
    continents: optional(fc.integer({ min: 1, max: 7 })),
    dataResidency: optional(fc.array(fc.constantFrom('EU', 'eu', 'AU', 'US', 'Brazil'))),
    regionLossRecoveryMinutes: optional(fc.integer({ min: 0, max: 10_000 })),
    measuresInUse: optional(fc.subarray(Object.values(GrowthMeasure))),
  },
  { requiredKeys: ['users'] },
);

describe('the number of users', () => {
  test.each([
    [1, 'monolith'],
    [3_000, 'monolith'],
    [9_999, 'monolith'],
    [10_000, 'containers'],
    [40_000, 'containers'],
    [99_999, 'containers'],
    [100_000, 'aurora'],
    [499_999, 'aurora'],
    [500_000, 'aurora'],
    [10_000_000, 'aurora'],
  ])('%d alone chooses %s', (users, stage) => {
    expect(stageOf({ users })).toBe(stage);
  });

  test('names both guides where they disagree, and the one that is followed', () => {
    const [reason] = StageSelector.select({ users: 40_000 }).reasons;
    expect(reason).toMatchObject({ signal: 'users', value: 40_000, figure: 10_000 });
    expect(reason.source).toMatch(/^Axewik/);
    expect(reason.otherGuides).toMatch(/^Push2Commit keeps .*Axewik is followed/);
  });

  test('never asks for several Regions by itself, and says what the Mustafa guide says', () => {
    const selection = StageSelector.select({ users: 2_000_000 });
    expect(selection.stage).toBe(GrowthStages.AURORA);
    expect(selection.reasons[0].otherGuides).toMatch(/Mustafa goes active-active .* Krishan is followed/);
    expect(subjects(selection.notNeededYet)).toContain('multi-region');
  });
});

describe('a busy database', () => {
  test('first calls for pooling, then the cache, then replicas, inside the stage', () => {
    const selection = StageSelector.select({ users: 3_000, databaseCpuPercent: 75 });
    expect(selection.stage).toBe(GrowthStages.MONOLITH);
    expect(subjects(selection.turnOnFirst)).toEqual(['pooling', 'cache', 'replicas']);
    expect(selection.turnOnFirst[0].why).toBe('`databaseCpuPercent` is 75, at or above 70');
  });

  test('is left alone under the figures', () => {
    const calm = {
      users: 3_000,
      concurrentUsers: 199,
      databaseCpuPercent: 69,
      databaseConnectionsPercent: 79,
      databaseQueryMs: 99,
    };
    expect(StageSelector.select(calm).turnOnFirst).toEqual([]);
  });

  test('calls for pooling alone where only connections run short', () => {
    expect(subjects(StageSelector.select({ users: 3_000, concurrentUsers: 200 }).turnOnFirst)).toEqual(['pooling']);
    expect(subjects(StageSelector.select({ users: 3_000, databaseConnectionsPercent: 80 }).turnOnFirst)).toEqual([
      'pooling',
    ]);
  });

  test('calls for cache and replicas where queries are slow', () => {
    expect(subjects(StageSelector.select({ users: 3_000, databaseQueryMs: 100 }).turnOnFirst)).toEqual([
      'cache',
      'replicas',
    ]);
  });

  test('leaves out what is on already', () => {
    const signals = { users: 3_000, databaseCpuPercent: 75, measuresInUse: [GrowthMeasure.POOLING] };
    expect(subjects(StageSelector.select(signals).turnOnFirst)).toEqual(['cache', 'replicas']);
  });

  test.each([
    [3_000, 'containers'],
    [40_000, 'aurora'],
    [200_000, 'aurora'],
  ])('moves %d users up to %s only when all three are in use', (users, stage) => {
    const selection = StageSelector.select({ users, databaseCpuPercent: 75, measuresInUse: MEASURES });
    expect(selection.stage.name).toBe(stage);
    expect(stageOf({ users, databaseCpuPercent: 69, measuresInUse: MEASURES })).toBe(stageOf({ users }));
  });

  test('is told apart by stage: what is part of it is to be used, what is not is to be turned on', () => {
    const how = (users: number) => StageSelector.select({ users, concurrentUsers: 500 }).turnOnFirst[0].how;
    expect(how(3_000)).toMatch(/`sizes\.monolith\.database\.proxy`/);
    expect(how(40_000)).toMatch(/part of the stage/);
  });
});

describe('writes', () => {
  test('above 10,000 a second choose aurora', () => {
    const selection = StageSelector.select({ users: 20_000, writesPerSecond: 12_000 });
    expect(selection.stage).toBe(GrowthStages.AURORA);
    expect(selection.reasons[0]).toMatchObject({ signal: 'writesPerSecond', value: 12_000, figure: 10_000 });
  });

  test('call for shards last, when Aurora is in use', () => {
    const busy = { users: 200_000, writesPerSecond: 12_000 };
    expect(subjects(StageSelector.select(busy).turnOnFirst)).toEqual([]);
    expect(subjects(StageSelector.select(busy).notNeededYet)).toContain('shards');
    const onAurora = { ...busy, measuresInUse: [GrowthMeasure.AURORA] };
    expect(subjects(StageSelector.select(onAurora).turnOnFirst)).toEqual(['shards']);
    expect(subjects(StageSelector.select(onAurora).notNeededYet)).not.toContain('shards');
  });
});

describe('several Regions', () => {
  test.each<[string, StageSignals, string]>([
    ['two jurisdictions', { users: 3_000, dataResidency: ['EU', 'AU'] }, 'dataResidency'],
    ['a recovery within minutes', { users: 3_000, regionLossRecoveryMinutes: 15 }, 'regionLossRecoveryMinutes'],
    ['slow answers on another continent', { users: 40_000, continents: 2, p99LatencyMs: 180 }, 'p99LatencyMs'],
    ['half a million users on two continents', { users: 500_000, continents: 2 }, 'continents'],
  ])('are chosen for %s', (_, signals, reason) => {
    const selection = StageSelector.select(signals);
    expect(selection.stage).toBe(GrowthStages.MULTI_REGION);
    expect(selection.reasons[0].signal).toBe(reason);
    expect(subjects(selection.notNeededYet)).not.toContain('multi-region');
  });

  test.each<[string, StageSignals]>([
    ['one jurisdiction, however often it is named', { users: 3_000, dataResidency: ['EU', 'eu '] }],
    ['a recovery within a day', { users: 3_000, regionLossRecoveryMinutes: 1_440 }],
    ['two continents without a measured latency', { users: 40_000, continents: 2 }],
    ['slow answers on one continent', { users: 40_000, p99LatencyMs: 900 }],
    ['good answers on two continents', { users: 40_000, continents: 2, p99LatencyMs: 150 }],
    ['a million users', { users: 1_000_000 }],
  ])('are argued against for %s', (_, signals) => {
    const selection = StageSelector.select(signals);
    expect(selection.stage).not.toBe(GrowthStages.MULTI_REGION);
    expect(subjects(selection.notNeededYet)).toContain('multi-region');
  });
});

describe('asking for a stage too early', () => {
  test('is argued against, stage by stage', () => {
    const against = (asked: string) =>
      subjects(StageSelector.argumentsAgainst(GrowthStages.byName(asked), { users: 3_000 }));
    expect(against('monolith')).toEqual([]);
    expect(against('containers')).toEqual(['containers']);
    expect(against('multi-region')).toEqual(['containers', 'aurora', 'multi-region']);
  });

  test('is fine where the stage is due or overdue', () => {
    expect(StageSelector.argumentsAgainst(GrowthStages.CONTAINERS, { users: 40_000 })).toEqual([]);
    expect(StageSelector.argumentsAgainst(GrowthStages.MONOLITH, { users: 40_000 })).toEqual([]);
  });
});

describe('bad signals', () => {
  test('are all named at once', () => {
    const signals = {
      users: -5,
      databaseCpuPercent: 170,
      continents: 1.5,
      measuresInUse: ['pool'],
      databseQueryMs: 3,
      dataResidency: 'EU',
    };
    expect(() => StageSelector.select(signals as unknown as StageSignals)).toThrow(
      new Error(
        [
          'signals: `users` must be a whole number from 1 to 10000000000 (active users), got: -5',
          '`databaseCpuPercent` must be a number from 0 to 100 (percent), got: 170',
          '`continents` must be a whole number from 1 to 7 (continents), got: 1.5',
          '`dataResidency` must be a list of names of jurisdictions, for example ["EU", "AU"], got: "EU"',
          '`measuresInUse[0]` must be one of "pooling", "cache", "replicas", "aurora", "shards", got: "pool"; ' +
            'did you mean "pooling"?',
          '`databseQueryMs` is not a signal; did you mean "databaseQueryMs"?',
        ].join('; '),
      ),
    );
  });

  test.each([0, -1, 1.5, NaN, Infinity, undefined, '3000'])('users %p is refused', (users) => {
    const [problem] = StageSelector.problems({ users } as unknown as StageSignals);
    expect(problem.message).toMatch(/^`users` must be a whole number from 1 /);
  });

  test('a list of measures that is no list is refused', () => {
    const [{ property, message }] = StageSelector.problems({ users: 1, measuresInUse: 'cache' } as never);
    expect({ property, message }).toEqual({
      property: 'measuresInUse',
      message: '`measuresInUse` must be a list of "pooling", "cache", "replicas", "aurora", "shards", got: "cache"',
    });
  });
});

describe('for every valid set of signals', () => {
  test('more users never choose an earlier stage', () => {
    fc.assert(
      fc.property(signalsArbitrary, fc.integer({ min: 0, max: 1_000_000 }), (signals, more) => {
        const fewer = StageSelector.select(signals).stage.order;
        const users = Math.min(signals.users + more, 10_000_000_000);
        expect(StageSelector.select({ ...signals, users }).stage.order).toBeGreaterThanOrEqual(fewer);
      }),
      { numRuns: 500 },
    );
  });

  test('several Regions have a reason of their own', () => {
    fc.assert(
      fc.property(signalsArbitrary, (signals) => {
        const { stage, reasons } = StageSelector.select(signals);
        const own = ['dataResidency', 'regionLossRecoveryMinutes', 'p99LatencyMs', 'continents'];
        expect(own.includes(reasons[0].signal)).toBe(stage === GrowthStages.MULTI_REGION);
      }),
      { numRuns: 500 },
    );
  });

  test('reasons carry value, figure and guide, and the text shows them', () => {
    fc.assert(
      fc.property(signalsArbitrary, (signals) => {
        const { reasons } = StageSelector.select(signals);
        expect(reasons.length).toBeGreaterThan(0);
        reasons.forEach((reason) => {
          const text = reason.text.replace(/,/g, '');
          expect(Number.isFinite(reason.figure)).toBe(true);
          expect(text).toContain(String(reason.value));
          expect(text).toContain(String(reason.figure));
          expect(reason.source).toMatch(/Software Disruption|Axewik|Krishan|Mustafa|Push2Commit/);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('advice keeps the order, never repeats what is in use, and never says both now and not yet', () => {
    fc.assert(
      fc.property(signalsArbitrary, (signals) => {
        const { turnOnFirst, notNeededYet } = StageSelector.select(signals);
        const first = subjects(turnOnFirst);
        expect(first).toEqual([...first].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other)));
        first.forEach((subject) => expect(signals.measuresInUse ?? []).not.toContain(subject));
        subjects(notNeededYet).forEach((subject) => expect(first).not.toContain(subject));
      }),
      { numRuns: 500 },
    );
  });

  test('the answer is the same twice', () => {
    fc.assert(
      fc.property(signalsArbitrary, (signals) =>
        expect(StageSelector.select(signals)).toEqual(StageSelector.select(signals)),
      ),
    );
  });
});
