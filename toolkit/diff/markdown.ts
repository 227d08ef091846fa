import { escaped, fitted, markdownTable } from '../text/markdown';
import { asProperty, RenderOptions } from '../text/render';
import { ChangeClass, CLASSES, ResourceChange } from './change-class';
import { DiffReport } from './report';
import { costOf, ITEMIZED_CLASSES, locationOf, reasonOf, TITLES } from './words';

/** The most characters of one line: a reason can be as long as a policy. */
const MOST_OF_A_LINE = 2_000;

/**
 * The difference as a comment of a pull request: summary first, then what matters, never longer than a comment may be.
 */
export function asMarkdown(report: DiffReport, { maxCharacters, optionText = asProperty }: RenderOptions = {}): string {
  const head = [headOf(report), '', ...tableOf(report), '', escaped(costOf(report)), ''];
  const lines = [...head, ...sections(report), ...notesOf(report)];
  return fitted(lines, (left) => moreOf(left, optionText('json')), maxCharacters);
}

function moreOf(lines: readonly string[], option: string): string | undefined {
  const left = lines.filter((line) => line.startsWith('- ')).length;
  return left > 0
    ? `*${left} more ${left === 1 ? 'resource is' : 'resources are'} in the full report (${option}).*`
    : undefined;
}

function headOf({ from, to, counts }: DiffReport): string {
  const data = counts[ChangeClass.DATA];
  const verdict =
    data === 0 ? 'no data at risk' : `**data at risk in ${data} ${data === 1 ? 'resource' : 'resources'}**`;
  return `### Growth diff: ${escaped(from)} to ${escaped(to)}: ${verdict}`;
}

function tableOf({ counts, unchanged }: DiffReport): string[] {
  const rows = CLASSES.filter((name) => counts[name] > 0).map((name) => [TITLES[name], String(counts[name])]);
  return markdownTable(['What happens', 'Resources'], [...rows, ['Unchanged', String(unchanged)]], 1);
}

/** Single lines, so that the comment can end after any of them. */
function sections({ changes, counts }: DiffReport): string[] {
  return CLASSES.filter((name) => ITEMIZED_CLASSES.includes(name) && counts[name] > 0).flatMap((name) => [
    `#### ${TITLES[name]}`,
    '',
    ...changes.filter((change) => change.class === name).map(lineOf),
    '',
  ]);
}

function notesOf({ notes }: DiffReport): string[] {
  return notes.length === 0 ? [] : ['#### Not compared', '', ...notes.map((note) => `- ${escaped(note)}`), ''];
}

function lineOf(change: ResourceChange): string {
  const line = `- **${escaped(change.type)}** ${escaped(locationOf(change))}: ${escaped(reasonOf(change))}`;
  return line.length > MOST_OF_A_LINE ? `${line.slice(0, MOST_OF_A_LINE - 3).replace(/\\+$/, '')}...` : line;
}
