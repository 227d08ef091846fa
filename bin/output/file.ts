import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileReason, parseJson } from '../../config/read-json';
import { RefusedError } from '../../toolkit/refused-error';

/**
 * Checks that a file can be written, before any work is done for it: an empty file is written beside it and removed.
 *
 * @param flag the flag that names it, for messages
 * @param file the file
 */
export function requireWritable(flag: string, file: string): void {
  const probe = besideOf(file);
  try {
    if (file === '') {
      throw Object.assign(new Error(), { code: 'ENOENT' });
    }
    if (existsSync(file)) {
      requireReplaceable(file);
    }
    writeFileSync(probe, '');
  } catch (error) {
    throw notWritable(flag, file, fileReason(error));
  } finally {
    rmSync(probe, { force: true });
  }
}

/**
 * Checks that a file can be written, and that it is new, empty or an earlier result of the same command. Devices and
 * pipes can always be written.
 *
 * @param flag the flag that names it, for messages
 * @param file the file
 * @param what the results of the command, for messages
 * @param isOwn whether a text is such a result
 */
export function requireOwn(flag: string, file: string, what: string, isOwn: (text: string) => boolean): void {
  requireWritable(flag, file);
  const text = existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
  if (text !== '' && !isOwn(text)) {
    throw new RefusedError(
      `\`${flag}\` must be a new file or ${what}, got: ${JSON.stringify(file)}, which is something else; ` +
        'name another file',
    );
  }
}

function requireReplaceable(file: string): void {
  if (statSync(file).isDirectory()) {
    throw Object.assign(new Error(), { code: 'EISDIR' });
  }
  accessSync(file, constants.W_OK);
}

/** The name under which a file is written before it is complete. */
function besideOf(file: string): string {
  return `${file}.${process.pid}.tmp`;
}

function notWritable(flag: string, file: string, reason: string): RefusedError {
  return new RefusedError(
    `\`${flag}\` must be a file in a folder that can be written, got: ${JSON.stringify(file)}; ${reason}`,
  );
}

/**
 * Writes a file as a whole: nobody ever reads half of it. A device or a pipe is written directly, and a link stays.
 *
 * @param flag the flag that names it, for messages
 * @param file the file
 * @param text what it holds
 */
export function writeWhole(flag: string, file: string, text: string): void {
  try {
    replace(existsSync(file) ? realpathSync(file) : file, text);
  } catch (error) {
    throw notWritable(flag, file, fileReason(error));
  }
}

function replace(file: string, text: string): void {
  if (existsSync(file) && !statSync(file).isFile()) {
    writeFileSync(file, text);
    return;
  }
  const unfinished = besideOf(file);
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/**
 * The text of a file.
 *
 * @param flag the flag that names it, for messages
 * @param file the file
 * @param remedy how to get such a file
 */
export function readText(flag: string, file: string, remedy: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw notJson(flag, file, error, remedy);
  }
}

/**
 * What a file in JSON holds.
 *
 * @param flag the flag that names it, for messages
 * @param file the file
 * @param remedy how to get such a file
 */
export function readJson<T>(flag: string, file: string, remedy: string): T {
  const text = readText(flag, file, remedy);
  try {
    return parseJson(text) as T;
  } catch (error) {
    throw notJson(flag, file, error, remedy);
  }
}

function notJson(flag: string, file: string, error: unknown, remedy: string): RefusedError {
  return new RefusedError(`\`${flag}\` must be a file in JSON, got: ${file}, ${fileReason(error)}; ${remedy}`);
}
