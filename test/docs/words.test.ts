import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import * as ts from 'typescript';
import { growthProgram } from '../../bin/program';
import { ROOT } from './helpers/fences';
import { OLD_TERMS } from './helpers/words';

/** Some words for people, and where they are. */
interface Passage {
  readonly place: string;
  readonly text: string;
}

const SKIPPED = /(^|\/)(node_modules|private-data|api)$/;

function filesIn(path: string, extension: string): string[] {
  const full = join(ROOT, path);
  if (statSync(full).isFile()) {
    return [full];
  }
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) {
      return SKIPPED.test(inner) ? [] : filesIn(inner, extension);
    }
    return entry.name.endsWith(extension) ? [join(ROOT, inner)] : [];
  });
}

/** A document by paragraphs, so that a term is found across the end of a line. The glossary names the old words. */
function paragraphs(file: string): Passage[] {
  const text = readFileSync(file, 'utf8').replace(/## Words that we do not use[^]*/, (rest) => rest.replace(/\S/g, ''));
  let line = 1;
  return text.split(/\n(?=\s*\n|[-*|#])/).map((part) => {
    const passage = { place: `${relative(ROOT, file)}:${line}`, text: part.replace(/\s+/g, ' ') };
    line += part.split('\n').length;
    return passage;
  });
}

/** The literals of a source file; texts that are put together of several are read as one. */
function literals(file: string): Passage[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Passage[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ place: `${relative(ROOT, file)}:${line + 1}`, text });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (ts.isTemplateExpression(node)) {
    return (
      node.head.text + node.templateSpans.map(({ expression, literal }) => inner(expression) + literal.text).join('')
    );
  }
  if (ts.isParenthesizedExpression(node)) {
    return textOf(node.expression);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** The literals inside of a placeholder; names of code do not count. */
function inner(expression: ts.Node): string {
  const text = textOf(expression);
  if (text !== undefined) {
    return text;
  }
  const parts: string[] = [];
  ts.forEachChild(expression, (child) => void parts.push(inner(child)));
  return ` ${parts.join(' ').trim()} `;
}

function helps(command: Command, path = 'growth'): Passage[] {
  return [
    { place: `${path} --help`, text: command.helpInformation().replace(/\s+/g, ' ') },
    ...command.commands.flatMap((child) => helps(child, `${path} ${child.name()}`)),
  ];
}

const READMES = readdirSync(join(ROOT, 'lib'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => filesIn(join('lib', name), 'README.md'));

const documents = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'config/README.md', 'stages/README.md', 'docs'].flatMap((path) =>
    filesIn(path, '.md'),
  ),
  ...READMES,
];
const sources = ['bin', 'toolkit', 'config', 'stages', 'lib'].flatMap((path) => filesIn(path, '.ts'));

const NO_IO = { out: () => undefined, err: () => undefined } as unknown as Parameters<typeof growthProgram>[0];

const PASSAGES: Readonly<Record<string, () => Passage[]>> = {
  'the documents': () => documents.flatMap(paragraphs),
  'the schemas': () => filesIn('schemas', '.json').flatMap(paragraphs),
  'the help of every command': () => helps(growthProgram(NO_IO)),
  'the literals of the sources': () => sources.flatMap(literals),
};

/** Each old term that a passage has, with its place and the better term. */
const oldTermsIn = ({ place, text }: Passage): string[] =>
  OLD_TERMS.flatMap(({ pattern, better }) => {
    const found = pattern.exec(text);
    return found
      ? [`${place}: "${found[0]}" -> ${better}, in: ${text.slice(Math.max(0, found.index - 40), found.index + 60)}`]
      : [];
  });

test.each(Object.entries(PASSAGES))('no old term is in %s', (_, passages) => {
  const all = passages();
  expect(all.length).toBeGreaterThan(4);
  expect(all.flatMap(oldTermsIn)).toEqual([]);
});

test('a term is found across the end of a line and the parts of a text, not in the names of code', () => {
  const of = (code: string) => {
    const node = ts.createSourceFile('a.ts', code, ts.ScriptTarget.Latest, true).statements[0];
    return oldTermsIn({ place: 'a.ts:1', text: inner(node) });
  };
  expect(of("const birth = 'they can ' + 'not';")).toEqual([expect.stringMatching(/^a\.ts:1: "can not" -> cannot/)]);
  expect(of('const born = `${birth} is kept`;')).toEqual([]);
});
