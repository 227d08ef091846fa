import { parse, ParseError, printParseErrorCode } from 'jsonc-parser';

/** Why the file system refused something, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it does not exist',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of the path is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
};

/** Why a file cannot be read or written, in words. */
export function fileReason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}

/**
 * Parses JSON. The error says what is wrong, in which line and column.
 *
 * @param text the text, which may begin with a byte order mark
 */
export function parseJson(text: string): unknown {
  const content = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    throw new SyntaxError(syntaxProblem(content) ?? (error as Error).message);
  }
}

function syntaxProblem(text: string): string | undefined {
  if (text.trim() === '') {
    return 'it is empty';
  }
  if (text.includes('\0')) {
    return 'it is a binary file';
  }
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  if (errors.length === 0) {
    return undefined;
  }
  const [{ error, offset }] = errors;
  const before = text.slice(0, offset).split('\n');
  const words = printParseErrorCode(error).replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `line ${before.length}, column ${before[before.length - 1].length + 1}: ${words.toLowerCase()}`;
}
