import { json } from '../../text/json';
import { escaped, fitted, markdownTable } from '../../text/markdown';
import { CostComparison, CostTotals, LineChange, LineSide, ServiceDifference } from '../compare';
import { counted, money, perUser, quantity, signed, unitPrice, whole } from './figures';
import { basisSentence } from './sentences';
import { Presentation } from './text';

/** How many changed lines are shown without being asked for. */
const SHOWN = 40;

/** Below this a difference is rounding. */
const LEAST_USD = 0.005;

/** The formats of a comparison, by their names. */
export const COMPARISON_FORMATS: Readonly<Record<string, (comparison: CostComparison, how: Presentation) => string>> = {
  text: asText,
  json,
  markdown: asMarkdown,
};

function titleOf({ before, after, users, region }: CostComparison): string {
  return [
    `${before.place} to ${after.place}`,
    users === undefined ? '' : `at ${whole(users)} users`,
    region === undefined ? '' : `as if at home in ${region}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function verdictOf({ differenceMonthlyUsd, before, after }: CostComparison): string {
  const part =
    before.monthlyUsd === 0
      ? ''
      : ' ' +
        `(${differenceMonthlyUsd < 0 ? '-' : '+'}${quantity(Math.abs((100 * differenceMonthlyUsd) / before.monthlyUsd))} ` +
        '%)';
  return `${signed(differenceMonthlyUsd)} USD a month${part}, from ${atLeast(before)} to ${atLeast(after)}`;
}

/** Services whose sum is another one. */
function differing({ services }: CostComparison): readonly ServiceDifference[] {
  return services.filter(({ differenceMonthlyUsd }) => Math.abs(differenceMonthlyUsd) >= LEAST_USD);
}

function atLeast({ isComplete, monthlyUsd }: CostTotals): string {
  return `${isComplete ? '' : 'at least '}${money(monthlyUsd)}`;
}

/** What stands beside the sums: users, capacity, what is in no sum. */
function remarks({ before, after, users, differenceMonthlyUsdPerUser }: CostComparison): string[] {
  const small = [before, after]
    .filter(({ limits }) => limits.length > 0)
    .map(
      ({ place, limits }) =>
        `${place} is TOO SMALL for these users: ` +
        `${limits.map(({ what, needed, most }) => `${what}: ${quantity(needed)} needed, at ` + `most ${quantity(most)}`).join('; ')}`,
    );
  const without = [before, after]
    .filter(({ unpriced }) => unpriced.length > 0)
    .map(
      ({ place, unpriced }) =>
        `${place} has ${counted(unpriced.length, 'resource')} in no sum; growth cost ${place} names them`,
    );
  return [
    ...(users === undefined
      ? ['only what is paid for used or not; --users <number> adds what follows from their number']
      : [
          'per user ' +
            `${differenceMonthlyUsdPerUser! < 0 ? '-' : '+'}${perUser(Math.abs(differenceMonthlyUsdPerUser!))} ` +
            `USD a month, to ${perUser(after.monthlyUsdPerUser!)}`,
        ]),
    ...(after.budget
      ? [
          `budget of ${after.place}: ${money(after.budget.monthlyUsd)}, ` +
            `${after.budget.overMonthlyUsd > 0 ? `OVER by ${money(after.budget.overMonthlyUsd)}` : `under by ${money(-after.budget.overMonthlyUsd)}`}`,
        ]
      : []),
    ...small,
    ...without,
  ];
}

function asText(comparison: CostComparison, { all = false }: Presentation): string {
  const { changes, unchanged } = comparison;
  const shown = changes.slice(0, all ? undefined : SHOWN);
  return [
    `cost of ${titleOf(comparison)}: ${verdictOf(comparison)}`,
    ...remarks(comparison),
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
        `${sidesOf(change)}\n${' '.repeat(14)}${change.stack}/${change.resource}`,
    ),
    ...(changes.length > shown.length
      ? [`              ${counted(changes.length - shown.length, 'smaller difference')} (--all)`]
      : []),
    '',
    `Basis: ${basisSentence(comparison)}.`,
  ].join('\n');
}

function asMarkdown(comparison: CostComparison, { maxCharacters }: Presentation): string {
  const { changes, unchanged } = comparison;
  const sums = differing(comparison).map(({ service, beforeMonthlyUsd, afterMonthlyUsd, differenceMonthlyUsd }) => [
    escaped(service),
    money(beforeMonthlyUsd),
    money(afterMonthlyUsd),
    signed(differenceMonthlyUsd),
  ]);
  const rows = changes.map((change) => [
    wordOf(change),
    escaped(change.service),
    escaped(`${change.stack}/${change.resource}`),
    escaped(sidesOf(change)),
    signed(change.differenceMonthlyUsd),
  ]);
  const lines = [
    `### Growth cost: ${escaped(titleOf(comparison))}: ${verdictOf(comparison)}`,
    '',
    ...remarks(comparison).map((remark) => `- ${escaped(remark)}`),
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
      `*${counted(length, 'more line is', 'more lines are')} in the full comparison (\`--format json\`).*`,
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
