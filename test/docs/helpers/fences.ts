import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One code fence of a Markdown file. */
export interface Fence {
  /** `file:line`. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

export const ROOT = join(__dirname, '../../..');

const SKIPPED = ['node_modules', 'dist', 'cdk.out', '.git', '.emulator', 'coverage'];

/** Every Markdown file of the project. */
export function markdownFiles(folder = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return SKIPPED.includes(entry.name) ? [] : markdownFiles(path);
    }
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Every fence of a Markdown file, also those of a list, without their indentation. */
export function fencesOf(file: string): Fence[] {
  const fences: Fence[] = [];
  let open: { line: number; language: string; indent: string; code: string[] } | undefined;
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((text, index) => {
      const [, indent, language] = /^( *)```(\w*)/.exec(text) ?? [];
      if (language === undefined) {
        open?.code.push(text.startsWith(open.indent) ? text.slice(open.indent.length) : text);
      } else if (open) {
        fences.push({
          place: `${relative(ROOT, file)}:${open.line}`,
          language: open.language,
          code: open.code.join('\n'),
        });
        open = undefined;
      } else {
        open = { line: index + 1, language, indent, code: [] };
      }
    });
  return fences;
}

/** Every fence of the project. */
export function allFences(): Fence[] {
  return markdownFiles().flatMap(fencesOf);
}
