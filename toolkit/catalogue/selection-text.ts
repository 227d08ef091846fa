import { StageAdvice, StageReason } from '../../stages';
import { GUIDE_SOURCES } from '../../stages/guides';
import { BILL_BASIS, guideCosts, guideName } from '../cost';
import { money } from '../cost/output/figures';
import { STAGE_COST_BASIS } from '../cost/stage-costs';
import { count } from '../text/table';
import { COLUMNS, wrapped } from '../text/wrap';
import { Selection } from './selection';

/**
 * A selection for a terminal.
 *
 * @param selection the selection
 * @param users active users
 * @param basis what was synthesized for the cost, in words; without a cost, why there is none
 * @param columns the width of the terminal
 */
export function selectionText(selection: Selection, users: number, basis: string, columns: number = COLUMNS): string {
  const { stage, reasons, tooEarly, turnOnFirst, notNeededYet } = selection;
  const others = notNeededYet.filter(({ subject }) => !tooEarly.some((early) => early.subject === subject));
  const sections: [string, string[]][] = [
    ['why', reasons.flatMap((reason) => reasonLines(reason, columns))],
    ['planned, but too early', tooEarly.flatMap((advice) => adviceLines(advice, columns))],
    ['what it runs', stage.features.flatMap((feature) => wrapped(feature, '  - ', columns))],
    ['turn on first, within this stage', turnOnFirst.flatMap((advice) => adviceLines(advice, columns))],
    ['not needed yet', others.flatMap((advice) => adviceLines(advice, columns))],
    ['next stage', nextLines(selection, columns)],
    ['cost', costLines(selection, users, basis).flatMap((line) => wrapped(line, '  ', columns))],
  ];
  const head = wrapped(`${stage.name} (${stage.title})`, 'stage: ', columns);
  return [...head, ...sections.flatMap(([title, lines]) => (lines.length === 0 ? [] : ['', title, ...lines]))].join(
    '\n',
  );
}

function reasonLines({ text, source, otherGuides }: StageReason, columns: number): string[] {
  return [
    ...wrapped(`${text} [${source}]`, '  ', columns),
    ...(otherGuides ? wrapped(otherGuides, '    ', columns) : []),
  ];
}

function adviceLines({ subject, why, how, source }: StageAdvice, columns: number): string[] {
  return [...wrapped(`${subject}: ${why} [${source}]`, '  ', columns), ...wrapped(how, '    ', columns)];
}

function nextLines({ stage, next }: Selection, columns: number): string[] {
  if (next === undefined) {
    return wrapped('this is the last stage; beyond it come more Regions and shards', '  ', columns);
  }
  const when =
    next.users === undefined
      ? 'never by the number of users alone, but with users on 2 continents who wait longer than the target or ' +
        'are at least 500,000; with data residency in 2 jurisdictions; or if the service must be back within 60 ' +
        'minutes after the loss of a Region'
      : `from ${count(next.users)} users`;
  const signals = stage.exitSignals.map(({ name, threshold, source }) => `${name} ${count(threshold)} [${source}]`);
  return [
    ...wrapped(`${next.stage.name} ${when}`, '  ', columns),
    ...wrapped(`check again when you reach one of these: ${signals.join(', ')}`, '    ', columns),
  ];
}

function costLines({ cost, stage: { kpis } }: Selection, users: number, basis: string): string[] {
  const guides = guideCosts(users)
    .map((guide) => `${guideName(guide)} ${guide.text}`)
    .join('; ');
  if (cost === undefined) {
    return [`not calculated: ${basis}. Monthly cost for ${count(users)} users according to the guides: ${guides}`];
  }
  const { monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, monthlyUsdPerUser, priceDates, unpriced, limits } = cost;
  return [
    `${money(monthlyUsd)} USD a month at ${count(users)} users: ${money(fixedMonthlyUsd)} fixed cost and ` +
      `${money(usageMonthlyUsd)} usage cost, ${monthlyUsdPerUser} per user; the target is ${kpis.monthlyUsdPerUser} ` +
      `(${kpis.source})`,
    `monthly cost according to the guides: ${guides} (${GUIDE_SOURCES})`,
    ...limits.map((limit) => `too small: ${limit}`),
    ...(unpriced.length > 0
      ? [
          `a minimum: ${unpriced.length} kinds of charges without a known price are not included; \`growth cost\` ` +
            'lists them',
        ]
      : []),
    `${STAGE_COST_BASIS}; ${BILL_BASIS}; prices of ${priceDates.join(' to ')}; from ${basis}`,
  ];
}
