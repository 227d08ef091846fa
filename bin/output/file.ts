import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RefusedError } from '../../toolkit/refused-error';

/**
 * Checks that a file can be written, before any work is done for it.
 *
 * @param property the option that names it, for messages
 * @param file the file
 */
export function requireWritable(property: string, file: string): void {
  if (!existsSync(dirname(file)) || (existsSync(file) && statSync(file).isDirectory())) {
    throw new RefusedError(`\`${property}\` must be a file in a folder that is there, got: ${JSON.stringify(file)}`);
  }
}

/** Writes a file as a whole: nobody ever reads half of it. */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
