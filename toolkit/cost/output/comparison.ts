import { escaped, fitted, markdownTable } from '../../text/markdown';
import { asProperty, RenderOptions } from '../../text/render';
import { Budget } from '../budget';
import { CostComparison, CostTotals, LineChange, LineSide, ServiceDifference } from '../compare';
import { counted, money, perUser, quantity, signed, unitPrice, whole } from './figures';
import { basisSentence } from './sentences';

/** How many changed lines are shown by default. */
const SHOWN = 40;

/** Below this a difference is rounding. */
const LEAST_USD = 0.005;

function titleOf({ before, after, users, region }: CostComparison): string {
  return [
    `${before.place} to ${after.place}`,
    users === undefined ? '' : `at ${whole(users)} users`,
    region === undefined ? '' : `with home Region ${region}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function verdictOf({ differenceMonthlyUsd, before, after }: CostComparison): string {
  const part = Math.abs((100 * differenceMonthlyUsd) / before.monthlyUsd);
  const percent = before.monthlyUsd === 0 ? '' : ` (${differenceMonthlyUsd < 0 ? '-' : '+'}${quantity(part)} %)`;
  return `${signed(differenceMonthlyUsd)} USD a month${percent}, from ${atLeast(before)} to ${atLeast(after)}`;
}

/** Services whose cost differs. */
function differing({ services }: CostComparison): readonly ServiceDifference[] {
  return services.filter(({ differenceMonthlyUsd }) => Math.abs(differenceMonthlyUsd) >= LEAST_USD);
}

function atLeast({ isComplete, monthlyUsd }: CostTotals): string {
  return `${isComplete ? '' : 'at least '}${money(monthlyUsd)}`;
}

/** What the reader has to know beside the difference: users, budget, capacity, what has no price. */
function remarks(
  { before, after, users, differenceMonthlyUsdPerUser: perUserUsd }: CostComparison,
  { optionText = asProperty }: RenderOptions,
): string[] {
  const { budget } = after;
  const sign = perUserUsd !== undefined && perUserUsd < 0 ? '-' : '+';
  return [
    users === undefined
      ? `fixed cost only; ${optionText('users')} adds usage cost`
      : `per user ${sign}${perUser(Math.abs(perUserUsd!))} USD a month, to ${perUser(after.monthlyUsdPerUser!)}`,
    ...(budget ? [`budget of ${after.place}: ${money(budget.monthlyUsd)}, ${budgetVerdict(budget)}`] : []),
    ...[before, after].flatMap(tooSmall),
    ...[before, after].flatMap(incomplete),
  ];
}

function budgetVerdict({ overMonthlyUsd }: Budget): string {
  return overMonthlyUsd > 0 ? `OVER by ${money(overMonthlyUsd)}` : `under by ${money(-overMonthlyUsd)}`;
}

function tooSmall({ place, limits }: CostTotals): string[] {
  const needs = limits.map(
    ({ what, needed, most }) => `${what}: ${quantity(needed)} needed, at most ${quantity(most)}`,
  );
  return needs.length === 0 ? [] : [`${place} is TOO SMALL for these users: ${needs.join('; ')}`];
}

function incomplete({ place, unpriced }: CostTotals): string[] {
  return unpriced.length === 0
    ? []
    : [
        `${place} has ${counted(unpriced.length, 'resource')} not included in the total; the bill of ${place} ` +
          'lists them',
      ];
}

/** A comparison for a terminal: the difference first. */
export function comparisonText(comparison: CostComparison, options: RenderOptions): string {
  const { changes, unchanged } = comparison;
  const { all = false, optionText = asProperty } = options;
  const shown = changes.slice(0, all ? undefined : SHOWN);
  return [
    `cost of ${titleOf(comparison)}: ${verdictOf(comparison)}`,
    ...remarks(comparison, options),
    '',
    'USD a month, by service',
    ...differing(comparison).map(
      ({ service, beforeMonthlyUsd, afterMonthlyUsd, differenceMonthlyUsd }) =>
        `${signed(differenceMonthlyUsd).padStart(12)}  ${service}: ${money(beforeMonthlyUsd)} to ` +
        `${money(afterMonthlyUsd)}`,
    ),
    '',
    `lines: ${counted(changes.length, 'difference')}, ${unchanged} the same`,
    ...shown.map(
      (change) =>
        `${signed(change.differenceMonthlyUsd).padStart(12)}  ${wordOf(change)} ${change.service}: ` +
        `${sidesOf(change)}\n${' '.repeat(14)}${change.address}`,
    ),
    ...(changes.length > shown.length
      ? [`              ${counted(changes.length - shown.length, 'smaller difference')} (${optionText('all')})`]
      : []),
    '',
    `Basis: ${basisSentence(comparison)}.`,
  ].join('\n');
}

/** A comparison as a comment of a pull request, never longer than a comment may be. */
export function comparisonMarkdown(comparison: CostComparison, options: RenderOptions): string {
  const { changes, unchanged } = comparison;
  const { maxCharacters, optionText = asProperty } = options;
  const sums = differing(comparison).map(({ service, beforeMonthlyUsd, afterMonthlyUsd, differenceMonthlyUsd }) => [
    escaped(service),
    money(beforeMonthlyUsd),
    money(afterMonthlyUsd),
    signed(differenceMonthlyUsd),
  ]);
  const rows = changes.map((change) => [
    wordOf(change),
    escaped(change.service),
    escaped(change.address),
    escaped(sidesOf(change)),
    signed(change.differenceMonthlyUsd),
  ]);
  const lines = [
    `### Growth cost: ${escaped(titleOf(comparison))}: ${verdictOf(comparison)}`,
    '',
    ...remarks(comparison, options).map((remark) => `- ${escaped(remark)}`),
    '',
    ...markdownTable(['Service', 'Before', 'After', 'USD a month'], sums, 1),
    '',
    `Basis: ${escaped(basisSentence(comparison))}.`,
    '',
    `#### ${counted(changes.length, 'different line')}, ${unchanged} the same`,
    '',
    ...(rows.length === 0 ? [] : markdownTable(['', 'Service', 'Where', 'What', 'USD a month'], rows, 4)),
  ];
  return fitted(
    lines,
    ({ length }) =>
      `*${counted(length, 'more line is', 'more lines are')} in the full comparison (${optionText('json')}).*`,
    maxCharacters,
  );
}

function wordOf({ change, reasons }: LineChange): string {
  return change === 'changed' ? reasons.join(' and ') : change;
}

function sidesOf({ before, after }: LineChange): string {
  return [before, after].flatMap((side) => (side ? [textOf(side)] : [])).join(' -> ');
}

function textOf({ what, quantity: units, unit, unitUsd, verified, isFallback, priceDate }: LineSide): string {
  const flags = [
    verified === false ? 'UNVERIFIED' : '',
    isFallback ? 'price of another Region' : '',
    priceDate ?? 'undated',
  ]
    .filter(Boolean)
    .join(', ');
  return unitUsd === undefined
    ? `${what}, no known price`
    : `${what}, ${quantity(units)} ${unit} x ${unitPrice(unitUsd)} (${flags})`;
}
