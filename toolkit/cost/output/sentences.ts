import { WhatIf } from '../commitments';
import { guideName } from '../guide-costs';
import { CostReport, GuideComparison } from '../report';
import { counted, money, perUser, percent, quantity, whole } from './figures';

/** The place, the users and the Region of a report, as a title. */
export function titleOf({ place, users, region }: Pick<CostReport, 'place' | 'users' | 'region'>): string {
  return [
    place,
    users === undefined ? '' : `at ${whole(users)} users`,
    region === undefined ? '' : `with home Region ${region}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** `at least` if something has no price. */
export function sumWord({ isComplete }: Pick<CostReport, 'isComplete'>): string {
  return isComplete ? '' : 'at least ';
}

/** The bill against the budget; `undefined` if there is no budget. */
export function budgetSentence({ budget }: CostReport): string | undefined {
  if (!budget) {
    return undefined;
  }
  const { monthlyUsd, overMonthlyUsd, source } = budget;
  const part = percent((100 * Math.abs(overMonthlyUsd)) / monthlyUsd);
  const verdict = `${overMonthlyUsd > 0 ? 'OVER' : 'under'} by ${money(Math.abs(overMonthlyUsd))} (${part})`;
  return `${money(monthlyUsd)} USD a month, ${verdict}; ${source}`;
}

/** What a guide says, and where the bill lies. */
export function guideSentence(guide: GuideComparison): string {
  const { users, text, minMonthlyUsd, maxMonthlyUsd, bill } = guide;
  const range = rangeText(minMonthlyUsd, maxMonthlyUsd);
  const verdict = bill === 'no-figure' ? 'nothing to compare' : `this bill is ${bill}: ${range} USD`;
  return `${guideName(guide)}, ${users} users: ${text}; ${verdict}`;
}

/** `300 to 600`, `up to 600`, `300 and more`. */
function rangeText(min: number | undefined, max: number | undefined): string {
  if (min === undefined) {
    return max === undefined ? '' : `up to ${whole(max)}`;
  }
  if (max === undefined) {
    return `${whole(min)} and more`;
  }
  return whole(min) === whole(max) ? whole(min) : `${whole(min)} to ${whole(max)}`;
}

/** What the users need and the templates do not allow. */
export function limitSentences({ limits }: CostReport): string[] {
  return limits.map(
    ({ address, what, needed, most }) =>
      `${what}: ${quantity(needed)} needed, at most ${quantity(most)} allowed by ${address}`,
  );
}

/** The highest costs. */
export function heaviestSentences({ heaviest }: CostReport): string[] {
  return heaviest.map(
    ({ service, what, lines, monthlyUsd, percent: part }) =>
      `${money(monthlyUsd)} (${percent(part)}) ${service}: ${what}${lines > 1 ? `, ${counted(lines, 'line')}` : ''}`,
  );
}

/** How many assumptions are the user's own. */
export function ownAssumptions({ assumptions }: CostReport): string {
  const own = assumptions.filter(({ isOwn }) => isOwn).length;
  return own === 0 ? 'none replaced' : `${own} replaced`;
}

/** What the sums are, and the dates of the prices. */
export function basisSentence({
  basis,
  priceDates: [oldest, newest],
}: Pick<CostReport, 'basis' | 'priceDates'>): string {
  return `${basis}; prices of ${oldest} to ${newest}`;
}

/** Where the prices are from, the source of the most lines first. */
export function sourceSentences({ lines }: Pick<CostReport, 'lines'>): string[] {
  const sources = new Map<string, number>();
  lines.forEach(({ priceSource }) =>
    priceSource === undefined ? undefined : sources.set(priceSource, (sources.get(priceSource) ?? 0) + 1),
  );
  return [...sources].sort(([, a], [, b]) => b - a).map(([source, count]) => `${source} (${counted(count, 'line')})`);
}

/** A what-if: what it would save, what it rests on, where the rate is from. */
export function whatIfSentences({
  name,
  covers,
  baselineMonthlyUsd,
  discountPercent,
  savingMonthlyUsd,
  isAtMost,
  term,
  payment,
  breakEvenPercent,
  mustStay,
  source,
  asOf,
  verified,
  note,
}: WhatIf): readonly [string, string, string] {
  const promise =
    breakEvenPercent === undefined
      ? mustStay
      : `must stay the same for a year: ${mustStay}; if less than ${percent(breakEvenPercent)} of it runs, it ` +
        'costs more than it saves';
  const saving = `${isAtMost ? 'at most ' : ''}${money(savingMonthlyUsd)} USD a month less`;
  const terms = [...(term === 'none' ? [] : [term]), payment].join(', ');
  return [
    `${name}: ${saving}, of ${money(baselineMonthlyUsd)} (${percent(discountPercent)}); ${terms}`,
    `covers ${covers.join(', ')}; ${promise}`,
    `${verified ? '' : 'UNVERIFIED rate: '}${[note, source, asOf].filter(Boolean).join('; ')}`,
  ];
}

/** The bill of one user; `undefined` if the users are not known. */
export function perUserSentence({ monthlyUsdPerUser }: CostReport): string | undefined {
  return monthlyUsdPerUser === undefined ? undefined : `${perUser(monthlyUsdPerUser)} USD a month`;
}
