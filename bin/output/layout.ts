import { ModificationOptions } from 'jsonc-parser';

/** Spaces of an indent if a file shows none. */
const INDENT = 2;

/**
 * How a JSON file is laid out, so that what is added looks like the rest: its indent and its line ends.
 *
 * @param text the file
 */
export function layoutOf(text: string): ModificationOptions {
  const [, indent = ' '.repeat(INDENT)] = /\n([ \t]+)\S/.exec(text) ?? [];
  return {
    formattingOptions: {
      insertSpaces: !indent.startsWith('\t'),
      tabSize: indent.startsWith('\t') ? INDENT : indent.length,
      eol: text.includes('\r\n') ? '\r\n' : '\n',
    },
  };
}
