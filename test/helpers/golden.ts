import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares lines with a file; `UPDATE_GOLDEN=1` writes it instead.
 *
 * @param name the file below `test` without its ending, for example `laws/golden/inventory/production/aurora`
 * @param lines what is the case
 */
export function expectGolden(name: string, lines: readonly string[]): void {
  const file = join(__dirname, '..', `${name}.txt`);
  const text = `${lines.join('\n')}\n`;
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
}

/** Sentences for people are not listed in golden files: four words and more that are no command. */
const PROSE = /^(?!aws |cdk |growth |npx )(\S+ ){3,}\S/;

/** A value as golden files show it. */
export const withoutProse = (value: unknown): string => (PROSE.test(String(value)) ? '<prose>' : String(value));
