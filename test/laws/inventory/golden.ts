import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares lines with a file of `test/laws/golden/inventory`; `UPDATE_GOLDEN=1` writes it instead.
 *
 * @param folder the folder of the file
 * @param name the file without its ending
 * @param lines what is the case
 */
export function expectGolden(folder: string, name: string, lines: readonly string[]): void {
  const file = join(__dirname, '..', 'golden', 'inventory', folder, `${name}.txt`);
  const text = `${lines.join('\n')}\n`;
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
}
