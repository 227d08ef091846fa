import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT } from './helpers/fences';

let packed: string[];

beforeAll(() => {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  packed = (JSON.parse(stdout) as [{ files: { path: string }[] }])[0].files.map(({ path }) => path);
}, 60_000);

/** A document without its fences, which show brackets that are no links. */
const proseOf = (file: string) => readFileSync(join(ROOT, file), 'utf8').replace(/^ *```[\s\S]*?^ *```$/gm, '');

/** The names by which links reach the headings of a document, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const headings = [...proseOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
  return headings.map((name, index) => {
    const before = headings.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name}-${before}`;
  });
}

/** The relative links of a document: inline ones, and those that are defined at its end. */
function linksOf(file: string): string[] {
  const text = proseOf(file);
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  const defined = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)].map(([, target]) => target);
  return [...inline, ...defined].filter((target) => !/^[a-z]+:/.test(target));
}

/** Why a link of a packed document leads nowhere; `undefined` if it leads somewhere. */
function problemOf(file: string, link: string): string | undefined {
  const [path, anchor] = link.split('#');
  const target = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '');
  if (!packed.some((name) => name === target || name.startsWith(`${target}/`))) {
    return `${file}: ${link} is not in the package`;
  }
  return anchor === undefined || anchorsOf(target).includes(anchor)
    ? undefined
    : `${file}: ${link} has no such heading`;
}

test('every link of the packed documents leads to a packed file, and to a heading that exists', () => {
  const documents = packed.filter((name) => name.endsWith('.md'));
  expect(documents.length).toBeGreaterThan(50);
  const problems = documents.flatMap((file) => linksOf(file).flatMap((link) => problemOf(file, link) ?? []));
  expect(problems).toEqual([]);
});
