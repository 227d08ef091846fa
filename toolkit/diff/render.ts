import { json } from '../text/json';
import { Renderers, RenderOptions } from '../text/render';
import { COLUMNS, wrapped } from '../text/wrap';
import { ChangeClass, CLASSES } from './change-class';
import { asMarkdown } from './markdown';
import { DiffReport } from './report';
import { asSarif } from './sarif';
import { costOf, ITEMIZED_CLASSES, locationOf, reasonOf, TITLES } from './words';

/** The difference for a terminal: what matters first, numbers for the rest. */
export function asText(report: DiffReport, { columns = COLUMNS }: RenderOptions = {}): string {
  const counted = CLASSES.filter((name) => report.counts[name] > 0);
  const named = counted.filter((name) => ITEMIZED_CLASSES.includes(name)).map((name) => section(report, name, columns));
  const others = counted
    .filter((name) => !ITEMIZED_CLASSES.includes(name))
    .map((name) => `${TITLES[name]}: ${report.counts[name]}`);
  const notes = report.notes.flatMap((note) => wrapped(note, '  ', columns));
  return [
    `From ${report.from} to ${report.to}`,
    ...named,
    [...others, `Unchanged: ${report.unchanged}`].join('\n'),
    ...(notes.length > 0 ? [['Not compared', ...notes].join('\n')] : []),
    wrapped(costOf(report), '', columns).join('\n'),
  ].join('\n\n');
}

function section({ changes, counts }: DiffReport, name: ChangeClass, columns: number): string {
  const lines = changes
    .filter((change) => change.class === name)
    .flatMap((change) => [`  ${change.type}  ${locationOf(change)}`, ...wrapped(reasonOf(change), '      ', columns)]);
  return [`${TITLES[name]}: ${counts[name]}`, ...lines].join('\n');
}

/** The formats of a difference, by their names. */
export const DIFF_FORMATS: Renderers<DiffReport> = {
  text: asText,
  json,
  markdown: asMarkdown,
  sarif: asSarif,
};
