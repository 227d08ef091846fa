import { ASSUMPTION_NAMES, ASSUMPTIONS, assumptionProblems, assumptionsWith } from '../../../toolkit/cost';

test('each assumption has a meaning, a unit and a source, and is inside its own range', () => {
  expect(ASSUMPTION_NAMES.length).toBeGreaterThan(20);
  for (const name of ASSUMPTION_NAMES) {
    const { unit, meaning, source } = ASSUMPTIONS[name];
    expect([unit, meaning, source].every((text) => text.length > 3)).toBe(true);
    expect(name.endsWith('Percent')).toBe(unit.startsWith('%'));
  }
  expect(assumptionProblems(assumptionsWith())).toEqual([]);
});

test('what the user knows replaces what is assumed', () => {
  expect(assumptionsWith({ sessionsPerUser: 4 })).toMatchObject({ sessionsPerUser: 4, requestsPerSession: 30 });
});

test('every problem is named at once', () => {
  expect(
    assumptionProblems({
      sessionsPerUser: -1,
      edgeHitPercent: 101,
      peakFactor: 0.5,
      peakHoursPerDay: 25,
      responseKb: '8',
      requestKb: NaN,
    }),
  ).toEqual([
    '`sessionsPerUser` must be a number of at least 0, got: -1; its unit is sessions/user/month',
    '`responseKb` must be a number of at least 0, got: "8"; its unit is kB/request',
    '`requestKb` must be a number of at least 0, got: null; its unit is kB/request',
    '`edgeHitPercent` must be a number from 0 to 100, got: 101; its unit is % of file requests',
    '`peakHoursPerDay` must be a number from 0 to 24, got: 25; its unit is hours/day',
    '`peakFactor` must be a number of at least 1, got: 0.5; its unit is x the average',
  ]);
});

test('a peak can not bear more than the day', () => {
  expect(assumptionProblems({ peakFactor: 6 })).toEqual([]);
  expect(assumptionProblems({ peakFactor: 8 })).toEqual([
    '`peakFactor` x `peakHoursPerDay` must be at most 24, got: 8 x 4 = 32; a peak of 4 hours that carries the ' +
      'whole day is 6 x the average',
  ]);
  expect(assumptionProblems({ peakHoursPerDay: 0 })).toEqual([]);
});

test('a name that no assumption has is the business of who read it', () => {
  expect(assumptionProblems({ sesionsPerUser: -1 })).toEqual([]);
});
