import * as fc from 'fast-check';
import { assumptionProblems, workloadOf } from '../../../toolkit/cost';

test('1,000 users: 20 sessions of 30 + 20 requests, 8 and 25 kB each', () => {
  const { requests, assetRequests, downloadGb, messages, requestsPerSecond } = workloadOf(1_000);
  expect([requests, assetRequests, messages]).toEqual([600_000, 400_000, 40_000]);
  // 600,000 x 8 kB + 400,000 x 25 kB = 14.8 GB; 600,000 / (730 x 3,600 s)
  expect(downloadGb).toBeCloseTo(14.8, 9);
  expect(requestsPerSecond).toBeCloseTo(0.2283, 4);
});

test('a peak of 4 hours at 3 x the average leaves 0.6 x for the other 20', () => {
  const [peak, rest] = workloadOf(1).periods;
  expect(peak.hours).toBeCloseTo(121.67, 2);
  expect(rest.hours).toBeCloseTo(608.33, 2);
  expect(rest.factor).toBeCloseTo(0.6, 9);
});

test('property: whatever the peak, the month has 730 hours and the average comes out', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 24, noNaN: true }),
      fc.double({ min: 1, max: 24, noNaN: true }),
      (peakHoursPerDay, peakFactor) => {
        fc.pre(assumptionProblems({ peakHoursPerDay, peakFactor }).length === 0);
        const { periods } = workloadOf(10, { peakHoursPerDay, peakFactor });
        expect(periods.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(730, 6);
        // A peak all day long has no rest of the day, so that only 1 x the average is right.
        fc.pre(peakHoursPerDay < 24);
        expect(periods.reduce((sum, { hours, factor }) => sum + hours * factor, 0)).toBeCloseTo(730, 6);
        expect(periods.every(({ factor }) => factor >= 0)).toBe(true);
      },
    ),
  );
});

test('property: twice the users do twice as much', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), (users) => {
      const [one, two] = [workloadOf(users), workloadOf(2 * users)];
      expect(two.requests).toBe(2 * one.requests);
      expect(two.downloadGb).toBeCloseTo(2 * one.downloadGb, 6);
      expect(two.messagesPerSecond).toBeCloseTo(2 * one.messagesPerSecond, 9);
    }),
  );
});
