import { GraphNode } from './model';

/** The lines of a node, broken so that none is too wide. */
export interface NodeText {
  readonly service: readonly string[];
  readonly name: readonly string[];
  readonly details: readonly string[];
  readonly holds: readonly string[];
}

const COLUMNS = 24;

/** Widths of a letter in parts of the font's size: of a wide font, because the reader's is not known. */
const LETTER = 0.6;
const LEAST_WIDTH = 128;
const MARGIN = 26;

export const LINE = 15;
/** Above the first and below the last line. */
export const INSET = 9;
/** The lid of what holds something. */
export const LID = 8;

/** What is written on a node. */
export function linesOf({ service, name, details, holds }: GraphNode): NodeText {
  return {
    service: broken(service),
    name: name.toLowerCase() === service.toLowerCase() ? [] : broken(name),
    details: details.flatMap(broken),
    holds: holds === undefined ? [] : broken(`keeps ${shortly(holds)}`),
  };
}

/** The long words of the difference, short enough for a box. */
function shortly(holds: string): string {
  return holds
    .replace(/^the key without.*/, 'what decrypts the data')
    .replace(/^a secret$/, 'secrets')
    .replace('a zone and its name servers', 'names');
}

/** The size of the box of a node. */
export function sizeOf(text: NodeText): { readonly width: number; readonly height: number } {
  const lines = [
    ...text.service.map((line) => widthOf(line, 12.5)),
    ...[...text.name, ...text.details, ...text.holds].map((line) => widthOf(line, 12)),
  ];
  const count = text.service.length + text.name.length + text.details.length + text.holds.length;
  return {
    width: Math.max(LEAST_WIDTH, Math.ceil(Math.max(...lines)) + MARGIN),
    height: count * LINE + 2 * INSET + (text.holds.length > 0 ? LID : 0),
  };
}

/** The width of a text in a font of a size. */
export function widthOf(text: string, size: number): number {
  return text.length * size * LETTER;
}

/** Lines, broken between words. */
function broken(text: string): string[] {
  const lines: string[] = [];
  for (const word of text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap(parts)) {
    const last = lines[lines.length - 1];
    const gap = last === undefined || /[-.]$/.test(last) ? '' : ' ';
    if (last !== undefined && last.length + gap.length + word.length <= COLUMNS) {
      lines[lines.length - 1] = `${last}${gap}${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** A word that is too long is broken behind points and hyphens, and else anywhere. */
function parts(word: string): string[] {
  return word.length <= COLUMNS
    ? [word]
    : word.split(/(?<=[-.])/).flatMap((part) => part.match(new RegExp(`.{1,${COLUMNS}}`, 'gu')) ?? []);
}
