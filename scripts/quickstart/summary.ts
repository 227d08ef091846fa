import { money } from '../../toolkit/cost/output/figures';
import { CLASSES, ChangeClass } from '../../toolkit/diff/change-class';
import { DiffReport } from '../../toolkit/diff/report';
import { locationOf, reasonOf, TITLES } from '../../toolkit/diff/words';
import { headOf, totalsOf } from '../../toolkit/plan/words';
import { wrapped } from '../../toolkit/text/wrap';
import { Transition } from './transitions';

/** What of a difference is named in a summary; the rest is counted. */
const ITEMIZED_CLASSES: readonly ChangeClass[] = [
  ChangeClass.DATA,
  ChangeClass.GUARD,
  ChangeClass.REFUSED,
  ChangeClass.ORPHANED,
];

/** How many resources of a class are named. */
const MOST = 5;

/**
 * A transition in a few lines; its files have the rest.
 *
 * @param transition the transition
 * @param directory where its files are
 * @param columns the width of the terminal
 */
export function summaryOf({ from, to, diff, plan, bill }: Transition, directory: string, columns?: number): string {
  const totals = totalsOf(plan).filter(([name]) => name !== 'Cost basis');
  const lines: [string, string][] = [
    ...differenceLines(diff),
    ['plan', headOf(plan)],
    ...totals.map(([name, text]): [string, string] => ['', `${name}: ${text}`]),
    [
      'bill',
      `at ${bill.users?.toLocaleString('en-US')} users ${money(bill.before.monthlyUsd)} USD a month before and ` +
        `${money(bill.after.monthlyUsd)} after, fixed and usage cost together`,
    ],
    ['files', `${directory}/${from}-to-${to}/ diff.md, plan.md, bill.md`],
  ];
  return lines.flatMap(([name, text]) => wrapped(text, name.padEnd(7), columns)).join('\n');
}

function differenceLines({ counts, changes, unchanged }: DiffReport): [string, string][] {
  const counted = CLASSES.filter((name) => counts[name] > 0 && !ITEMIZED_CLASSES.includes(name)).map(
    (name) => `${TITLES[name].toLowerCase()} ${counts[name]}`,
  );
  const named = ITEMIZED_CLASSES.filter((name) => counts[name] > 0).flatMap((name) => {
    const all = changes.filter((change) => change.class === name);
    const more = all.length > MOST ? [`${TITLES[name]}: ${all.length - MOST} more`] : [];
    return [
      ...all
        .slice(0, MOST)
        .map((change) => `${TITLES[name]}: ${change.type} ${locationOf(change)}: ${reasonOf(change)}`),
      ...more,
    ];
  });
  const first = counts[ChangeClass.DATA] === 0 ? ['no data at risk'] : [];
  return [...first, ...named, `${counted.join(', ')}, unchanged ${unchanged}`].map((text, index) => [
    index === 0 ? 'diff' : '',
    text,
  ]);
}
