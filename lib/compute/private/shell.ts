import { Token, Tokenization } from 'aws-cdk-lib';

/** The delimiter of here-documents in the user data. Values have no line breaks, so no value can end a document. */
const DELIMITER = 'GROWTH_EOF';

/**
 * Assumed length of a value that is only known at deployment, in bytes: that of a long ARN.
 */
const TOKEN_BYTES = 160;

/** A value as a single shell word. */
export function quote(value: string): string {
  return `'${value.replace(/'/g, `'\\''`)}'`;
}

/** Values as shell words. */
export function quoteAll(values: string[]): string {
  return values.map(quote).join(' ');
}

/** The command that writes a file. The delimiter is quoted, so that bash does not expand the content. */
export function writeFile(path: string, mode: string, lines: string[]): string {
  return [`install -D -m ${mode} /dev/stdin ${path} <<'${DELIMITER}'`, ...lines, DELIMITER].join('\n');
}

/** The size of a string in bytes, with an assumed size for each value that is only known at deployment. */
export function estimateBytes(text: string): number {
  if (!Token.isUnresolved(text)) {
    return Buffer.byteLength(text);
  }
  return Tokenization.reverseString(text)
    .mapTokens({ mapToken: () => 'x'.repeat(TOKEN_BYTES) })
    .join(literal).length;
}

const literal = { join: (left: unknown, right: unknown): unknown => `${left ?? ''}${right ?? ''}` };
