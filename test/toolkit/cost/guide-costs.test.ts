import { guideCosts, guideName } from '../../../toolkit/cost';

/** Guide, least and most, as the guides' tables have them. */
const figures = (users: number) =>
  guideCosts(users).map(({ guide, minMonthlyUsd, maxMonthlyUsd }) => [guide, minMonthlyUsd, maxMonthlyUsd]);

test.each([
  [
    500,
    [
      ['G1', 500, 1_000],
      ['G2', undefined, undefined],
    ],
  ],
  [
    5_000,
    [
      ['G1', 2_000, 4_000],
      ['G2', undefined, undefined],
      ['G3', 200, 200],
      ['G4', 300, 600],
    ],
  ],
  [
    40_000,
    [
      ['G1', 8_000, 16_000],
      ['G2', undefined, undefined],
      ['G3', 2_000, 2_000],
      ['G4', 800, 2_000],
    ],
  ],
  [
    60_000,
    [
      ['G1', undefined, 9_000],
      ['G2', undefined, undefined],
      ['G3', 2_000, 2_000],
      ['G4', 2_500, 6_000],
    ],
  ],
  [
    100_000,
    [
      ['G1', undefined, 15_000],
      ['G2', undefined, undefined],
      ['G3', 3_000, 8_000],
      ['G3', 15_000, 15_000],
      ['G4', 2_500, 6_000],
    ],
  ],
  [
    300_000,
    [
      ['G1', undefined, 45_000],
      ['G2', undefined, undefined],
      ['G3', 15_000, 15_000],
    ],
  ],
  [
    1_000_000,
    [
      ['G1', undefined, 150_000],
      ['G2', undefined, undefined],
      ['G3', 50_000, undefined],
      ['G3', 80_000, 80_000],
    ],
  ],
])('at %d users every guide stands side by side', (users, expected) => {
  expect(figures(users)).toEqual(expected);
});

test('each has its short name and its title', () => {
  expect(guideCosts(40_000).map((guide) => `${guideName(guide)}: ${guide.title}`)).toEqual([
    'Axewik: How to Scale From MVP to 100,000 Users',
    'Krishan: How to Scale a SaaS to 1 Million Users Without a Rewrite',
    'Mustafa: Scaling SaaS Infrastructure: From 1k to 1M Users',
    'Push2Commit: Scaling Your SaaS: From 1,000 to 100,000 Users - Architecture Decisions That Matter',
  ]);
});

test('each says in words what the guide says', () => {
  expect(guideCosts(40_000).map(({ guide, users, text }) => `${guide} ${users}: ${text}`)).toEqual([
    'G1 10k-50k: 0.20-0.40 USD per user',
    'G2 to 1M: a "six-figure cloud bill", without naming the period',
    'G3 10k-100k: about 2,000 USD',
    'G4 10k-50k: 800-2,000 USD',
  ]);
});
