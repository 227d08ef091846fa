import { GUIDE_SOURCES } from '../../../stages/guides';
import { escaped, fitted, markdownTable } from '../../text/markdown';
import { asProperty, RenderOptions } from '../../text/render';
import { CostReport } from '../report';
import { counted, money, quantity, signed, unitPrice } from './figures';
import { groupedLines, LineGroup } from './grouped';
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

/** A report as a comment of a pull request: summary first, never longer than a comment may be. */
export function asMarkdown(
  report: CostReport,
  { all = false, explain = false, maxCharacters, optionText = asProperty }: RenderOptions,
): string {
  const [title, ...rest] = summary(report, optionText('users'));
  const lines = [
    title,
    '',
    ...capacity(report),
    ...rest,
    ...services(report),
    ...lineTable(report, all),
    ...unpriced(report),
    ...sensitivity(report, explain),
    ...assumptions(report),
    ...whatIf(report),
    `Basis: ${escaped(basisSentence(report))}.`,
    '',
    ...sources(report),
  ];
  return fitted(
    lines,
    ({ length }) =>
      `*${counted(length, 'more line is', 'more lines are')} in the full report (${optionText('json')}).*`,
    maxCharacters,
  );
}

function summary(report: CostReport, usersOption: string): string[] {
  const { monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, users, guides } = report;
  const rows: [string, string | undefined][] = [
    ['Fixed', `${money(fixedMonthlyUsd)} USD a month`],
    ['Usage', users === undefined ? `not calculated (${usersOption})` : `${money(usageMonthlyUsd)} USD a month`],
    ['Per user', perUserSentence(report)],
    ['Budget', budgetSentence(report)],
    ['Highest cost', heaviestSentences(report).join('; ') || undefined],
  ];
  return [
    `### Growth cost: ${escaped(titleOf(report))}: ${sumWord(report)}${money(monthlyUsd)} USD a ` +
      `month${users === undefined ? ' fixed' : ''}`,
    ...markdownTable(
      ['', ''],
      rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, name === 'Usage' ? text : escaped(text)]])),
    ),
    '',
    ...guides.map((guide) => `- ${escaped(guideSentence(guide))}`),
    ...(guides.length > 0 ? ['', `Guides: ${GUIDE_SOURCES}.`, ''] : []),
  ];
}

function capacity(report: CostReport): string[] {
  const limits = limitSentences(report);
  return limits.length === 0
    ? []
    : [
        '> **Too small: the templates do not provide enough capacity for this number of users.** The bill is that ' +
          'of a system that is too small.',
        '>',
        ...limits.map((limit) => `> - ${escaped(limit)}`),
        '',
      ];
}

function services({ services: sums }: CostReport): string[] {
  const rows = sums.map(({ service, fixedMonthlyUsd, usageMonthlyUsd, monthlyUsd }) => [
    escaped(service),
    ...[fixedMonthlyUsd, usageMonthlyUsd, monthlyUsd].map(money),
  ]);
  return rows.length === 0 ? [] : [...markdownTable(['Service', 'Fixed', 'Usage', 'USD a month'], rows, 1), ''];
}

function lineTable(report: CostReport, all: boolean): string[] {
  const rows = groupedLines(report, all).flatMap(({ service, groups, small }) => [
    ...groups.map((group) => row(service, group)),
    ...(small.lines === 0
      ? []
      : [[escaped(service), counted(small.lines, 'smaller line'), '', '', '', money(small.monthlyUsd)]]),
  ]);
  return rows.length === 0
    ? []
    : [
        '#### Lines',
        '',
        ...markdownTable(['Service', 'What', 'Where', 'Quantity and unit price', 'Price of', 'USD a month'], rows, 5),
        '',
      ];
}

function row(service: string, { line, resources, quantity: units, monthlyUsd }: LineGroup): string[] {
  const { what, basis, unit, unitUsd, verified, isFallback, priceRegion, priceDate } = line;
  const priced = unitUsd !== undefined;
  return [
    escaped(service),
    escaped([what, basis].filter(Boolean).join(': ')),
    escaped(resources.length === 1 ? resources[0] : `${resources.length} resources`),
    priced ? escaped(`${quantity(units)} ${unit} x ${unitPrice(unitUsd)}`) : '',
    priced
      ? `${verified ? '' : '**unverified** '}${isFallback ? `${priceRegion}, ` : ''}${priceDate ?? 'undated'}`
      : '',
    monthlyUsd === undefined ? '**no known price**' : money(monthlyUsd),
  ];
}

function unpriced({ unpriced: all }: CostReport): string[] {
  const reasons = new Map<string, number>();
  all.forEach(({ reason }) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
  return all.length === 0
    ? []
    : [
        '#### Not included in the total',
        '',
        ...[...reasons].map(([reason, count]) => `- ${escaped(reason)} (${counted(count, 'resource')})`),
        '',
      ];
}

function sensitivity({ sensitivity: all }: CostReport, explain: boolean): string[] {
  const rows = all
    .slice(0, explain ? undefined : SENSITIVITY)
    .map(({ name, value, tried, differenceMonthlyUsd }) => [
      name,
      quantity(value),
      quantity(tried),
      signed(differenceMonthlyUsd),
    ]);
  return rows.length === 0
    ? []
    : [
        '#### Sensitivity of the bill',
        '',
        ...markdownTable(['Assumption', 'Taken', 'Tried', 'USD a month'], rows, 1),
        '',
      ];
}

function assumptions(report: CostReport): string[] {
  const rows = report.assumptions.map(({ name, value, unit, meaning, source, isOwn }) => [
    isOwn ? `**${name}** (yours)` : name,
    quantity(value),
    ...[unit, meaning, source].map(escaped),
  ]);
  return rows.length === 0
    ? []
    : [
        `<details><summary>${report.assumptions.length} assumptions, ${ownAssumptions(report)}</summary>`,
        '',
        ...markdownTable(['Assumption', 'Value', 'Unit', 'Meaning', 'Source'], rows),
        '',
        '</details>',
        '',
      ];
}

function whatIf({ whatIf: options }: CostReport): string[] {
  return options.length === 0
    ? []
    : [
        '#### What if',
        '',
        'Not included above, and not a recommendation. Fixed cost only; options overlap, so do not add them up.',
        '',
        ...options.map((option) => `- ${escaped(whatIfSentences(option).join('; '))}`),
        '',
      ];
}

function sources(report: CostReport): string[] {
  const all = sourceSentences(report);
  return all.length === 0
    ? []
    : [
        '<details><summary>Sources of the prices</summary>',
        '',
        ...all.map((source) => `- ${escaped(source)}`),
        '',
        '</details>',
      ];
}
