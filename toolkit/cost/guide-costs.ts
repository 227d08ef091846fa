/** What a scaling guide says that a system costs in a month. */
export interface GuideCost {
  /** The guide, G1 to G4. */
  readonly guide: string;

  /** The users of whom the guide speaks, in its own words. */
  readonly users: string;

  /** US dollars a month, at least; absent where the guide only gives a most, or no figure. */
  readonly minMonthlyUsd?: number;

  /** US dollars a month, at most; absent where the guide only gives a least, or no figure. */
  readonly maxMonthlyUsd?: number;

  /** What the guide says, in words. */
  readonly text: string;
}

/** A budget that a guide sets at a number of users. */
export interface GuideBudget {
  readonly users: number;

  /** The stage whose budget it is. */
  readonly stage: string;
  readonly monthlyUsd: number;
  readonly source: string;
}

/** The budgets that the guides' stages are held to. */
export const GUIDE_BUDGETS: readonly GuideBudget[] = [
  { users: 1_000, stage: 'monolith', monthlyUsd: 200, source: 'G3 (about 200 a month at 1k-10k users)' },
  { users: 40_000, stage: 'containers', monthlyUsd: 2_000, source: 'G3 (about 2,000 a month at 10k-100k users)' },
  { users: 300_000, stage: 'aurora', monthlyUsd: 15_000, source: 'G3 (about 15,000 a month at 100k-500k users)' },
  {
    users: 1_000_000,
    stage: 'multi-region',
    monthlyUsd: 50_000,
    source: 'G3 (about 50,000 a month and more at 500k-1M+ users)',
  },
];

/** A figure of a guide; a band reaches up to its end, the last band of a guide includes it. */
interface Band {
  readonly guide: string;
  readonly users: string;
  readonly from: number;
  readonly to: number;

  /** Of a month, or of a user and month. */
  readonly per: 'month' | 'user';
  readonly min?: number;
  readonly max?: number;
  readonly text: string;
}

/** One above a number of users, for bands that include their end. */
const including = (users: number) => users + 1;

const BANDS: readonly Band[] = [
  { guide: 'G1', users: '0-1k', from: 0, to: 1_000, per: 'user', min: 1, max: 2, text: '1.00-2.00 USD per user' },
  {
    guide: 'G1',
    users: '1k-10k',
    from: 1_000,
    to: 10_000,
    per: 'user',
    min: 0.4,
    max: 0.8,
    text: '0.40-0.80 USD per user',
  },
  {
    guide: 'G1',
    users: '10k-50k',
    from: 10_000,
    to: 50_000,
    per: 'user',
    min: 0.2,
    max: 0.4,
    text: '0.20-0.40 USD per user',
  },
  {
    guide: 'G1',
    users: '50k-100k+',
    from: 50_000,
    to: Infinity,
    per: 'user',
    max: 0.15,
    text: 'under 0.15 USD per user',
  },
  {
    guide: 'G2',
    users: 'to 1M',
    from: 0,
    to: including(1_000_000),
    per: 'month',
    text: 'a "six-figure cloud bill", without saying for which time',
  },
  { guide: 'G3', users: '1k-10k', from: 1_000, to: 10_000, per: 'month', min: 200, max: 200, text: 'about 200 USD' },
  {
    guide: 'G3',
    users: '10k-100k',
    from: 10_000,
    to: 100_000,
    per: 'month',
    min: 2_000,
    max: 2_000,
    text: 'about 2,000 USD',
  },
  {
    guide: 'G3',
    users: '100k',
    from: 100_000,
    to: including(100_000),
    per: 'month',
    min: 3_000,
    max: 8_000,
    text: '3,000-8,000 USD at 100k users',
  },
  {
    guide: 'G3',
    users: '100k-500k',
    from: 100_000,
    to: 500_000,
    per: 'month',
    min: 15_000,
    max: 15_000,
    text: 'about 15,000 USD',
  },
  {
    guide: 'G3',
    users: '500k-1M+',
    from: 500_000,
    to: Infinity,
    per: 'month',
    min: 50_000,
    text: 'about 50,000 USD and more',
  },
  {
    guide: 'G3',
    users: '500k-1M+',
    from: 500_000,
    to: Infinity,
    per: 'user',
    min: 0.08,
    max: 0.08,
    text: '0.08 USD per user',
  },
  { guide: 'G4', users: '1k-10k', from: 1_000, to: 10_000, per: 'month', min: 300, max: 600, text: '300-600 USD' },
  {
    guide: 'G4',
    users: '10k-50k',
    from: 10_000,
    to: 50_000,
    per: 'month',
    min: 800,
    max: 2_000,
    text: '800-2,000 USD',
  },
  {
    guide: 'G4',
    users: '50k-100k',
    from: 50_000,
    to: including(100_000),
    per: 'month',
    min: 2_500,
    max: 6_000,
    text: '2,500-6,000 USD',
  },
];

/**
 * What the guides say about the cost of a number of users, a month. Where they disagree, both stand.
 *
 * @param users active users
 */
export function guideCosts(users: number): readonly GuideCost[] {
  return BANDS.filter(({ from, to }) => from <= users && users < to).map(
    ({ guide, users: band, per, min, max, text }) => {
      const factor = per === 'user' ? users : 1;
      return {
        guide,
        users: band,
        ...(min === undefined ? {} : { minMonthlyUsd: min * factor }),
        ...(max === undefined ? {} : { maxMonthlyUsd: max * factor }),
        text,
      };
    },
  );
}
