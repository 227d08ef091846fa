import { json } from '../output/io';
import { ChangeClass, CLASSES } from './changes';
import { asMarkdown } from './markdown';
import { DiffReport } from './report';
import { asSarif } from './sarif';
import { costOf, NAMED, placeOf, reasonOf, TITLES } from './words';

/** The difference for a terminal: what matters first, numbers for the rest. */
export function asText(report: DiffReport): string {
  const counted = CLASSES.filter((name) => report.counts[name] > 0);
  const named = counted.filter((name) => NAMED.includes(name)).map((name) => section(report, name));
  const others = counted.filter((name) => !NAMED.includes(name)).map((name) => `${TITLES[name]}: ${report.counts[name]}`);
  return [`From ${report.from} to ${report.to}`, ...named, [...others, `Unchanged: ${report.unchanged}`].join('\n'), costOf(report)].join('\n\n');
}

function section({ changes, counts }: DiffReport, name: ChangeClass): string {
  const lines = changes.filter((change) => change.class === name).map((change) => `  ${change.type}  ${placeOf(change)}\n      ${reasonOf(change)}`);
  return [`${TITLES[name]}: ${counts[name]}`, ...lines].join('\n');
}

/** The formats of a difference, by their names. */
export const FORMATS: Readonly<Record<string, (report: DiffReport) => string>> = { text: asText, json, markdown: asMarkdown, sarif: asSarif };
