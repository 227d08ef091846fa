import { Token, Tokenization } from 'aws-cdk-lib';

/** Ends every here-document of the user data; no value may contain a line with it, and no value has line breaks. */
const DELIMITER = 'GROWTH_EOF';

/**
 * How many bytes a value known only at deployment is taken for when the size of the user data is checked: the length of
 * a long ARN.
 */
const TOKEN_BYTES = 160;

/** One shell word, whatever the value contains. */
export function quote(value: string): string {
  return `'${value.replace(/'/g, `'\\''`)}'`;
}

/** Shell words, each quoted. */
export function quoteAll(values: string[]): string {
  return values.map(quote).join(' ');
}

/** The command that writes a file; the quoted delimiter keeps bash from touching the content. */
export function writeFile(path: string, mode: string, lines: string[]): string {
  return [`install -D -m ${mode} /dev/stdin ${path} <<'${DELIMITER}'`, ...lines, DELIMITER].join('\n');
}

/** The size of a text in bytes, with an assumption for each value that is known only at deployment. */
export function estimateBytes(text: string): number {
  if (!Token.isUnresolved(text)) {
    return Buffer.byteLength(text);
  }
  return Tokenization.reverseString(text)
    .mapTokens({ mapToken: () => 'x'.repeat(TOKEN_BYTES) })
    .join(literal).length;
}

const literal = { join: (left: unknown, right: unknown): unknown => `${left ?? ''}${right ?? ''}` };
