import { ChangeClass, CLASSES, ResourceChange } from './changes';
import { DiffReport } from './report';
import { costOf, NAMED, placeOf, reasonOf, TITLES } from './words';

/** The most characters of a comment: GitHub takes 65,536, and a pipeline may add its own. */
export const MAX_CHARACTERS = 60_000;

/** Room for the note that something was left out. */
const NOTE = 200;

/** What would be read as a tag, a column or a fence. */
function escaped(text: string): string {
  return text.replace(/[\\|<>`*_]/g, (character) => `\\${character}`).replace(/\r?\n/g, ' ');
}

/** The difference as a comment of a pull request: summary first, then what matters, never longer than a comment may be. */
export function asMarkdown(report: DiffReport): string {
  const head = [headOf(report), '', table(report), '', escaped(costOf(report)), ''];
  const lines = sections(report);
  const kept: string[] = [];
  let length = head.join('\n').length;
  for (const line of lines) {
    if (length + line.length + 1 > MAX_CHARACTERS - NOTE) {
      break;
    }
    kept.push(line);
    length += line.length + 1;
  }
  const left = lines.slice(kept.length).filter((line) => line.startsWith('- ')).length;
  return [...head, ...kept, ...(left > 0 ? ['', `*${left} more ${left === 1 ? 'resource is' : 'resources are'} in the full report (\`--report\`).*`] : [])].join('\n');
}

function headOf({ from, to, counts }: DiffReport): string {
  const data = counts[ChangeClass.DATA];
  const verdict = data === 0 ? 'no data at risk' : `**data at risk in ${data} ${data === 1 ? 'resource' : 'resources'}**`;
  return `### Growth diff: ${escaped(from)} to ${escaped(to)}: ${verdict}`;
}

function table({ counts, unchanged }: DiffReport): string {
  const rows = CLASSES.filter((name) => counts[name] > 0).map((name) => `| ${TITLES[name]} | ${counts[name]} |`);
  return ['| What happens | Resources |', '| --- | ---: |', ...rows, `| Unchanged | ${unchanged} |`].join('\n');
}

/** Every line by itself, so that the comment can end after any of them. */
function sections({ changes, counts }: DiffReport): string[] {
  return CLASSES.filter((name) => NAMED.includes(name) && counts[name] > 0).flatMap((name) => [`#### ${TITLES[name]}`, '', ...changes.filter((change) => change.class === name).map(lineOf), '']);
}

function lineOf(change: ResourceChange): string {
  return `- **${escaped(change.type)}** ${escaped(placeOf(change))}: ${escaped(reasonOf(change))}`;
}
