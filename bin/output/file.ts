import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RefusedError } from '../../toolkit/refused-error';

/**
 * Checks that a file can be written, before any work is done for it.
 *
 * @param flag the flag that names it, for messages
 * @param file the file
 */
export function requireWritable(flag: string, file: string): void {
  if (!existsSync(dirname(file)) || (existsSync(file) && statSync(file).isDirectory())) {
    throw new RefusedError(`\`${flag}\` must be a file in a folder that is there, got: ${JSON.stringify(file)}`);
  }
}

/** Writes a file as a whole: nobody ever reads half of it. */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
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
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (error) {
    throw new RefusedError(`\`${flag}\` must be a file in JSON, got: ${file}, ${(error as Error).message}; ${remedy}`);
  }
}
