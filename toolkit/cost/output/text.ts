import { GUIDE_SOURCES } from '../../../stages/guides';
import { asProperty, RenderOptions } from '../../text/render';
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

/** How many assumptions are shown by default. */
const SENSITIVITY = 3;

/** How many reasons for missing prices are shown by default. */
const UNPRICED = 10;

/** What the user asked for, and how further options are named. */
type Shown = Required<Pick<RenderOptions, 'all' | 'explain' | 'optionText'>>;

/** A report for a terminal: the summary first. */
export function asText(
  report: CostReport,
  { all = false, explain = false, optionText = asProperty }: RenderOptions,
): string {
  const shown = { all, explain, optionText };
  return [
    [`cost of ${titleOf(report)}`],
    capacity(report),
    summary(report, shown),
    lines(report, shown),
    unpriced(report, shown),
    sensitivity(report, shown),
    assumptions(report, shown),
    whatIf(report, shown),
    foot(report, shown),
  ]
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n');
}

function summary(report: CostReport, { optionText }: Shown): string[] {
  const { users, monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, guides } = report;
  const rows: [string, string | undefined][] =
    users === undefined
      ? [
          ['fixed, together', `${sumWord(report)}${money(fixedMonthlyUsd)} USD a month`],
          ['usage', `not calculated: add ${optionText('users')}; replace assumptions with ${optionText('usage')}`],
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
    ...heaviestSentences(report).map((line, index): [string, string] => [index === 0 ? 'highest cost' : '', line]),
    ...guides.map((guide, index): [string, string] => [index === 0 ? 'guides' : '', guideSentence(guide)]),
    ['', guides.length > 0 ? `(${GUIDE_SOURCES})` : undefined],
  ];
  return [...rows, ...more].flatMap(([name, text]) => (text === undefined ? [] : [`${name.padEnd(16)}${text}`]));
}

function capacity(report: CostReport): string[] {
  const limits = limitSentences(report);
  return limits.length === 0
    ? []
    : [
        'TOO SMALL: the templates do not provide enough capacity for this number of users; the bill is that of a ' +
          'system that is too small',
        ...limits.map((limit) => `  ${limit}`),
      ];
}

function lines(report: CostReport, shown: Shown): string[] {
  const groups = groupedLines(report, shown.all);
  return groups.length === 0
    ? ['nothing with a price']
    : ['USD a month, by service', ...groups.flatMap((group) => serviceLines(group, shown))];
}

function serviceLines({ service, monthlyUsd, groups, small }: ServiceGroup, { all, optionText }: Shown): string[] {
  const smaller = `${counted(small.lines, 'smaller line')} (${optionText('all')})`;
  const rest = small.lines === 0 ? [] : [`    ${money(small.monthlyUsd).padStart(12)}  ${smaller}`];
  const isKnown = small.lines > 0 || groups.some((group) => group.monthlyUsd !== undefined);
  return [
    `${(isKnown ? money(monthlyUsd) : 'not known').padStart(12)}  ${service}`,
    ...groups.flatMap((group) => groupLines(group, all)),
    ...rest,
  ];
}

/** The source of a price is shown with every line only if all lines are shown; otherwise at the end. */
function groupLines({ line, resources, quantity: units, monthlyUsd }: LineGroup, all: boolean): string[] {
  const amount = (monthlyUsd === undefined ? 'not known' : money(monthlyUsd)).padStart(12);
  const price =
    line.unitUsd === undefined
      ? 'no known price'
      : `${quantity(units)} ${line.unit} x ${unitPrice(line.unitUsd)} ${priceWord(line)}`;
  const where = resources.length === 1 ? resources[0] : `${resources.length} resources, the first ${resources[0]}`;
  const source = all && line.priceSource ? `price from ${line.priceSource}` : undefined;
  return [
    `    ${amount}  ${line.what}: ${price}`,
    `${' '.repeat(18)}${[where, line.basis, source].filter(Boolean).join('; ')}`,
  ];
}

/** When the price was read, and whether AWS's own data confirms it. */
function priceWord({ priceDate, verified, isFallback, priceRegion }: CostLine): string {
  const flags = [verified ? '' : 'UNVERIFIED', isFallback ? `price of ${priceRegion}` : '', priceDate ?? 'undated'];
  return `(${flags.filter(Boolean).join(', ')})`;
}

/** The same reason for many resources is one line. */
function unpriced({ unpriced: missing, lines }: CostReport, { all, optionText }: Shown): string[] {
  const reasons = new Map<string, string[]>();
  for (const { reason, address } of missing) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), address]);
  }
  const rows = [...reasons].slice(0, all ? undefined : UNPRICED).map(([reason, resources]) => {
    const [first, ...others] = resources;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `  ${reason}: ${all ? resources.join(', ') : `${first}${more}`}`;
  });
  const left = reasons.size - rows.length;
  const hint = lines.some(({ region, monthlyUsd }) => region === '' && monthlyUsd === undefined)
    ? [`  stacks without a Region have no prices: add ${optionText('region')}`]
    : [];
  return missing.length === 0
    ? []
    : [
        `not included in the total (${counted(missing.length, 'item')}):`,
        ...hint,
        ...rows,
        ...(left > 0 ? [`  ${counted(left, 'more reason')} (${optionText('all')})`] : []),
      ];
}

function sensitivity({ sensitivity: all }: CostReport, { explain, optionText }: Shown): string[] {
  const rows = all
    .slice(0, explain ? undefined : SENSITIVITY)
    .map(
      ({ name, value, tried, differenceMonthlyUsd }) =>
        `  ${signed(differenceMonthlyUsd).padStart(12)}  ${name} ${quantity(tried)} instead of ${quantity(value)}`,
    );
  return rows.length === 0
    ? []
    : [
        `sensitivity: change of the bill in USD a month${explain ? '' : ` (${optionText('explain')} has all)`}`,
        ...rows,
      ];
}

function assumptions(report: CostReport, { explain, optionText }: Shown): string[] {
  const shown = report.assumptions.filter(({ isOwn }) => explain || isOwn);
  const more = explain ? '' : ` (${optionText('explain')} has all; replace them with ${optionText('usage')})`;
  const head = `based on ${report.assumptions.length} assumptions, ${ownAssumptions(report)}${more}`;
  const rows = shown.map(
    ({ name, value, unit, meaning, source, isOwn }) =>
      `  ${isOwn ? 'own ' : '    '}${name} ${quantity(value)} ${unit}: ${meaning} [${source}]`,
  );
  return report.assumptions.length === 0 ? [] : [head, ...rows];
}

function whatIf({ whatIf: options }: CostReport, { all, optionText }: Shown): string[] {
  const rows = options.flatMap((option) => {
    const [saving, ...details] = whatIfSentences(option);
    return all
      ? [`  ${saving}`, ...details.map((line) => `      ${line}`)]
      : [`  ${saving}${option.verified ? '' : ' (UNVERIFIED rate)'}`];
  });
  const more = all ? '' : `; ${optionText('all')} has conditions and sources`;
  return rows.length === 0
    ? []
    : [`possible savings on fixed cost (not included above; options overlap, so do not add them up${more}):`, ...rows];
}

function foot(report: CostReport, { all, optionText }: Shown): string[] {
  const sources = sourceSentences(report);
  const named = all ? '' : ` from ${counted(sources.length, 'source')} (${optionText('all')} lists them)`;
  return [
    `Basis: ${basisSentence(report)}${named}.`,
    ...(all ? sources.map((source) => `Prices from ${source}.`) : []),
    ...unverifiedPart(report),
  ];
}

/** How much of the bill rests on prices that AWS's own price data does not confirm. */
function unverifiedPart({ lines, monthlyUsd }: CostReport): string[] {
  const unverified = lines.filter(({ verified }) => verified === false);
  const sum = unverified.reduce((total, line) => total + (line.monthlyUsd ?? 0), 0);
  const part = percent(monthlyUsd === 0 ? 0 : (100 * sum) / monthlyUsd);
  return unverified.length === 0
    ? []
    : [
        `UNVERIFIED: prices that AWS's own price data does not confirm; ${counted(unverified.length, 'line')} ` +
          `with ${money(sum)} USD a month (${part}).`,
      ];
}
