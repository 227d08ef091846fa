import { CostLine, CostReport } from '../report';
import { counted, money, percent, quantity, signed, unitPrice } from './figures';
import { groupedLines, LineGroup, ServiceGroup } from './grouped';
import {
  basisSentence,
  budgetSentence,
  guideSentence,
  heaviestSentences,
  limitSentences,
  ownAssumptions,
  perUserSentence,
  sourceSentences,
  sumWord,
  titleOf,
  whatIfSentences,
} from './sentences';

/** How a report is shown. */
export interface Presentation {
  /** Every line by itself. */
  readonly all?: boolean;

  /** Every assumption, and what each moves. */
  readonly explain?: boolean;

  /** The most characters of a comment. */
  readonly maxCharacters?: number;
}

/** How many of the assumptions that move the bill most are shown without being asked for. */
const MOVERS = 3;

/** How many things that stand in no sum are shown without being asked for. */
const UNPRICED = 10;

/** A report for a terminal: the summary first. */
export function asText(report: CostReport, { all = false, explain = false }: Presentation): string {
  return [
    [`cost of ${titleOf(report)}`],
    capacity(report),
    summary(report),
    lines(report, all),
    unpriced(report, all),
    movers(report, explain),
    assumptions(report, explain),
    whatIf(report),
    foot(report),
  ]
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n');
}

function summary(report: CostReport): string[] {
  const { users, monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, guides } = report;
  const rows: [string, string | undefined][] =
    users === undefined
      ? [
          ['fixed, together', `${sumWord(report)}${money(fixedMonthlyUsd)} USD a month, used or not`],
          ['usage', 'not asked for: add --users <number>, with --usage usage.json for what you know better'],
        ]
      : [
          [
            'total',
            `${sumWord(report)}${money(monthlyUsd)} USD a month (fixed ${money(fixedMonthlyUsd)}, usage ` +
              `${money(usageMonthlyUsd)})`,
          ],
          ['per user', perUserSentence(report)],
        ];
  const more: [string, string | undefined][] = [
    ['budget', budgetSentence(report)],
    ...heaviestSentences(report).map((line, index): [string, string] => [index === 0 ? 'weighs most' : '', line]),
    ...guides.map((guide, index): [string, string] => [index === 0 ? 'guides' : '', guideSentence(guide)]),
  ];
  return [...rows, ...more].flatMap(([name, text]) => (text === undefined ? [] : [`${name.padEnd(16)}${text}`]));
}

function capacity(report: CostReport): string[] {
  const limits = limitSentences(report);
  return limits.length === 0
    ? []
    : [
        'TOO SMALL: at this number of users the templates do not allow what is needed, and this is the bill ' +
          'of a system that is too small',
        ...limits.map((limit) => `  ${limit}`),
      ];
}

function lines(report: CostReport, all: boolean): string[] {
  const groups = groupedLines(report, all);
  return groups.length === 0
    ? ['nothing that has a price']
    : ['USD a month, by service', ...groups.flatMap((group) => serviceLines(group, all))];
}

function serviceLines({ service, monthlyUsd, groups, small }: ServiceGroup, all: boolean): string[] {
  const rest =
    small.lines === 0
      ? []
      : [`    ${money(small.monthlyUsd).padStart(12)}  ${counted(small.lines, 'smaller line')} (--all)`];
  const isKnown = small.lines > 0 || groups.some((group) => group.monthlyUsd !== undefined);
  return [
    `${(isKnown ? money(monthlyUsd) : 'not known').padStart(12)}  ${service}`,
    ...groups.flatMap((group) => groupLines(group, all)),
    ...rest,
  ];
}

/** With its source only where every line stands by itself: the same few sources stand at the end otherwise. */
function groupLines({ line, resources, quantity: units, monthlyUsd }: LineGroup, all: boolean): string[] {
  const amount = (monthlyUsd === undefined ? 'not known' : money(monthlyUsd)).padStart(12);
  const price =
    line.unitUsd === undefined
      ? 'no known price'
      : `${quantity(units)} ${line.unit} x ${unitPrice(line.unitUsd)} ${priceWord(line)}`;
  const where = resources.length === 1 ? resources[0] : `${resources.length} resources, the first ${resources[0]}`;
  return [
    `    ${amount}  ${line.what}: ${price}`,
    `${' '.repeat(18)}${[where, line.basis, all && line.priceSource ? `price from ${line.priceSource}` : undefined].filter(Boolean).join('; ')}`,
  ];
}

/** When the price was read, and whether it is a fact. */
function priceWord({ priceDate, verified, isFallback, priceRegion }: CostLine): string {
  return `(${[verified ? '' : 'UNVERIFIED', isFallback ? `price of ${priceRegion}` : '', priceDate ?? 'undated'].filter(Boolean).join(', ')})`;
}

/** The same reason for many resources is one line. */
function unpriced({ unpriced: all, lines }: CostReport, every: boolean): string[] {
  const reasons = new Map<string, string[]>();
  for (const { reason, stack, resource } of all) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), `${stack}/${resource}`]);
  }
  const shown = [...reasons]
    .slice(0, every ? undefined : UNPRICED)
    .map(
      ([reason, [first, ...others]]) =>
        `  ${reason}: ` +
        `${every ? [first, ...others].join(', ') : `${first}${others.length > 0 ? ` and ${others.length} more` : ''}`}`,
    );
  const left = reasons.size - shown.length;
  const hint = lines.some(({ region, monthlyUsd }) => region === '' && monthlyUsd === undefined)
    ? ['  stacks without a Region have no prices: add --region <region>']
    : [];
  return all.length === 0
    ? []
    : [
        `in no sum, and not nothing: ${counted(all.length, 'thing')}`,
        ...hint,
        ...shown,
        ...(left > 0 ? [`  ${counted(left, 'more reason')} (--all)`] : []),
      ];
}

function movers({ sensitivity }: CostReport, explain: boolean): string[] {
  const shown = sensitivity.slice(0, explain ? undefined : MOVERS);
  const rows = shown.map(
    ({ name, value, tried, differenceMonthlyUsd }) =>
      `  ${signed(differenceMonthlyUsd).padStart(12)}  ${name} ${quantity(tried)} instead of ${quantity(value)}`,
  );
  return rows.length === 0
    ? []
    : [`what moves the bill most, in USD a month${explain ? '' : ' (--explain has all)'}`, ...rows];
}

function assumptions(report: CostReport, explain: boolean): string[] {
  const shown = report.assumptions.filter(({ isOwn }) => explain || isOwn);
  const head =
    `it rests on ${report.assumptions.length} assumptions, ` +
    `${ownAssumptions(report)}${explain ? '' : ' (--explain has all; replace them with --usage)'}`;
  const rows = shown.map(
    ({ name, value, unit, meaning, source, isOwn }) =>
      `  ${isOwn ? 'own ' : '    '}${name} ${quantity(value)} ${unit}: ${meaning} [${source}]`,
  );
  return report.assumptions.length === 0 ? [] : [head, ...rows];
}

function whatIf({ whatIf: options }: CostReport): string[] {
  const rows = options.flatMap((option) =>
    whatIfSentences(option).map((line, index) => `${index === 0 ? '  ' : '      '}${line}`),
  );
  return rows.length === 0
    ? []
    : [
        'what if: no part of the bill, no advice; on what always runs only; several may cover the same and ' +
          'do not add up',
        ...rows,
      ];
}

function foot(report: CostReport): string[] {
  const unverified = report.lines.filter(({ verified }) => verified === false);
  const sum = unverified.reduce((all, { monthlyUsd = 0 }) => all + monthlyUsd, 0);
  const part = percent(report.monthlyUsd === 0 ? 0 : (100 * sum) / report.monthlyUsd);
  return [
    `Basis: ${basisSentence(report)}.`,
    ...sourceSentences(report).map((source) => `Prices from ${source}.`),
    ...(unverified.length > 0
      ? [
          `UNVERIFIED: prices that AWS's own price data does not confirm; ` +
            (`${counted(unverified.length, 'line')} ` + `with ${money(sum)} USD a month ` + `(${part}).`),
        ]
      : []),
  ];
}
