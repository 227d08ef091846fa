import { GrowthStage } from '../../lib';
import { StageAdvice, StageReason, StageSelection } from '../../stages';
import { BILL_BASIS, guideCosts } from '../../toolkit/cost';
import { money } from '../../toolkit/cost/output/figures';
import { STAGE_COST_BASIS, StageCost } from '../../toolkit/cost/stage-costs';
import { count } from '../../toolkit/text/table';
import { COLUMNS, wrapped } from '../../toolkit/text/wrap';

/** What `growth select` answers. */
export interface SelectAnswer extends StageSelection {
  /** What speaks against the stage, or the several Regions, that the user has in mind. */
  readonly tooEarly: readonly StageAdvice[];
  readonly next?: NextStage;
  /** What the stage costs at the number of users; absent without a configuration. */
  readonly cost?: StageCost;
}

/** Where the stage ends. */
export interface NextStage {
  readonly stage: GrowthStage;

  /** The number of users from which on it is the next one; absent where their number alone never asks for it. */
  readonly users?: number;
}

/**
 * The answer of `growth select` for a terminal.
 *
 * @param found the answer
 * @param configuration what is synthesized, in words
 * @param users active users
 * @param columns the width of the terminal
 */
export function answer(found: SelectAnswer, configuration: string, users: number, columns: number = COLUMNS): string {
  const { stage, reasons, tooEarly, turnOnFirst, notNeededYet } = found;
  const others = notNeededYet.filter(({ subject }) => !tooEarly.some((early) => early.subject === subject));
  const sections: [string, string[]][] = [
    ['why', reasons.flatMap((reason) => reasonLines(reason, columns))],
    ['too early, although you have it in mind', tooEarly.flatMap((advice) => adviceLines(advice, columns))],
    ['what runs in it', stage.features.flatMap((feature) => wrapped(feature, '  - ', columns))],
    ['turn on first, inside this stage', turnOnFirst.flatMap((advice) => adviceLines(advice, columns))],
    ['not needed yet', others.flatMap((advice) => adviceLines(advice, columns))],
    ['next switch', nextLines(found, columns)],
    ['cost', costLines(found, configuration, users, columns)],
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

function nextLines({ stage, next }: SelectAnswer, columns: number): string[] {
  if (next === undefined) {
    return wrapped('there is no larger stage; what follows are more Regions and shards', '  ', columns);
  }
  const when =
    next.users === undefined
      ? 'never by the number of users alone: users on 2 continents who wait longer than the target or are ' +
        ('500,000, 2 jurisdictions, or less than ' + '60 minutes to be back after the loss of ' + 'a Region')
      : `from ${count(next.users)} users`;
  const signals = stage.exitSignals.map(({ name, threshold, source }) => `${name} ${count(threshold)} [${source}]`);
  return [
    ...wrapped(`${next.stage.name} ${when}`, '  ', columns),
    ...wrapped(`look closer when one of these is reached: ${signals.join(', ')}`, '    ', columns),
  ];
}

function costLines({ cost, stage }: SelectAnswer, configuration: string, users: number, columns: number): string[] {
  const guides = guideCosts(users)
    .map(({ guide, text }) => `${guide} ${text}`)
    .join('; ');
  if (cost === undefined) {
    return wrapped(
      `not worked out: there is no growth.json here; name yours with --config. For ${count(users)} users ` +
        `the guides say a month: ${guides}`,
      '  ',
      columns,
    );
  }
  const { monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, monthlyUsdPerUser, priceDates, unpriced, limits } = cost;
  return [
    `${money(monthlyUsd)} USD a month at ${count(users)} users: ${money(fixedMonthlyUsd)} fixed and ` +
      (`${money(usageMonthlyUsd)} by use, ` + `${monthlyUsdPerUser} for each user; the ` + 'target is ') +
      `${stage.kpis.monthlyUsdPerUser} (${stage.kpis.source})`,
    `the guides say a month: ${guides}`,
    ...limits.map((limit) => `too small: ${limit}`),
    ...(unpriced.length > 0
      ? [`at least, because ${unpriced.length} kinds of charges stand in no sum; growth cost names them`]
      : []),
    `${STAGE_COST_BASIS}; ${BILL_BASIS}; prices of ${priceDates.join(' to ')}; from ${configuration}`,
  ].flatMap((line) => wrapped(line, '  ', columns));
}
