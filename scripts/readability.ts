import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Sentences with more words than this are hard to follow. */
const LONG = 30;

/** How well a document reads. */
export interface Readability {
  readonly sentences: number;

  /** Words of a sentence, on average. */
  readonly wordsPerSentence: number;

  /** Percentage of sentences with more than 30 words. */
  readonly longPercent: number;

  /** Flesch reading ease: 60 and more is plain English, less than 30 is hard. */
  readonly readingEase: number;
}

/**
 * The figures of a Markdown document. Code, tables, headings and links do not count.
 *
 * @param markdown the document
 */
export function readabilityOf(markdown: string): Readability {
  const sentences = sentencesOf(markdown).map((sentence) => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []);
  const counted = sentences.filter((words) => words.length > 1);
  const words = counted.flat();
  const wordsPerSentence = words.length / counted.length;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return {
    sentences: counted.length,
    wordsPerSentence,
    longPercent: (100 * counted.filter(({ length }) => length > LONG).length) / counted.length,
    readingEase: 206.835 - 1.015 * wordsPerSentence - 84.6 * (syllables / words.length),
  };
}

function sentencesOf(markdown: string): string[] {
  const prose = markdown
    .replace(/^ *```[^]*?^ *```$/gm, '\n')
    .replace(/^(#|\||<|\[[^\]]+\]:).*$/gm, '\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`[^`]*`/g, 'code')
    .replace(/^ *([-*]|\d+\.) /gm, '\n\n');
  return prose.split(/\n\s*\n|(?<=[.!?])\s+/).filter((sentence) => /\p{L}/u.test(sentence));
}

/** An estimate: groups of vowels, without a silent e at the end. */
function syllablesOf(word: string): number {
  const groups = word
    .toLowerCase()
    .replace(/e$/, '')
    .match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 0);
}

function main(): void {
  const root = join(__dirname, '..');
  const guides = join(root, 'docs', 'guides');
  const files = [join(root, 'README.md'), ...readdirSync(guides).map((name) => join(guides, name))];
  console.log('document                     sentences  words each  over 30 words  reading ease');
  for (const file of files.filter((name) => name.endsWith('.md'))) {
    const { sentences, wordsPerSentence, longPercent, readingEase } = readabilityOf(readFileSync(file, 'utf8'));
    const cells = [String(sentences).padStart(9), wordsPerSentence.toFixed(1).padStart(10)];
    const shares = [`${longPercent.toFixed(0)} %`.padStart(13), readingEase.toFixed(0).padStart(12)];
    console.log([relative(root, file).padEnd(27), ...cells, ...shares].join('  '));
  }
}

if (require.main === module) {
  main();
}
