import * as ts from 'typescript';
import { Schema } from './schema';

/** Tags whose value is a string. */
const STRINGS = ['pattern', 'patternErrorMessage'];

/** Tags whose value is JSON. */
const VALUES = [
  'enum',
  'exclusiveMinimum',
  'maximum',
  'maxItems',
  'minimum',
  'minItems',
  'minLength',
  'multipleOf',
];

/** What the comment of a declaration says. */
export interface DocComment {
  /** The comment without its tags, with the default as its last sentence; `undefined` if there is none. */
  readonly description?: string;

  /** What is allowed, from the tags. */
  readonly rules: Schema;

  /** What editors propose: the default and the examples. */
  readonly proposals: Schema;
}

interface Tag {
  readonly name: string;
  readonly value: string;
}

/** The comment of a declaration, in the words of JSON Schema. */
export function docComment(node: ts.Node): DocComment {
  const [text, ...parts] = commentOf(node).split(/^@/m).map(oneLine);
  const tags = parts.map(tagOf);
  const defaults = tags.filter(({ name }) => name === 'default').map(({ value }) => defaultOf(value));
  const examples = tags.filter(({ name }) => name === 'example').map(({ value }) => JSON.parse(value) as unknown);
  return {
    ...(text === '' ? {} : { description: [text, ...defaults.map(({ sentence }) => sentence)].join(' ') }),
    rules: Object.assign({}, ...tags.map(ruleOf)) as Schema,
    proposals: {
      ...(Object.assign({}, ...defaults.map(({ keyword }) => keyword)) as Schema),
      ...(examples.length > 0 ? { examples } : {}),
    },
  };
}

/** The last comment before a declaration, without what makes it a comment. */
function commentOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments[comments.length - 1]?.getText() ?? '';
  const lines = text.replace(/^\/\*\*|\*\/$/g, '').replace(/^\s*\* ?/gm, '');
  return lines.trim();
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

function tagOf(text: string): Tag {
  const [name] = text.split(' ');
  return { name, value: text.slice(name.length).trim() };
}

function ruleOf({ name, value }: Tag): Schema {
  if (['default', 'example'].includes(name)) {
    return {};
  }
  if (name === 'integer') {
    return { type: 'integer' };
  }
  if (name === 'uniqueItems') {
    return { uniqueItems: true };
  }
  if (STRINGS.includes(name)) {
    return { [name]: value };
  }
  if (VALUES.includes(name)) {
    return { [name]: JSON.parse(value) as unknown };
  }
  throw new Error(`@${name} means nothing to a JSON Schema`);
}

/** A default is a value (`8080`), words (`- why`), or both (`'replica' - why`). */
function defaultOf(text: string): { readonly sentence: string; readonly keyword: Schema } {
  const [, value, words] = /^(?!- )(.+?)(?: - (.+))?$/.exec(text) ?? [text, undefined, text.slice(2)];
  if (value === undefined) {
    return { sentence: `Default: ${words}.`, keyword: {} };
  }
  const said = `\`${value.replace(/'/g, '')}\``;
  return {
    sentence: `Default: ${words === undefined ? said : `${said}, ${words}`}.`,
    keyword: { default: JSON.parse(value.replace(/'/g, '"')) as unknown },
  };
}
