import { Document, isAlias, isMap, isScalar, isSeq, Node, parseDocument } from 'yaml';
import { parseJson } from '../../config/read-json';

/** Short forms whose function has no `Fn::` before it. */
const BARE = ['Ref', 'Condition'];

/**
 * YAML 1.1 tags that AWS CloudFormation does not support (user guide, template formats), and times: `12:30` is a
 * string.
 */
const NOT_TAKEN = ['timestamp', 'binary', 'omap', 'pairs', 'set'];

/**
 * A template in JSON or YAML, by its content. Short forms (`!Ref`, `!GetAtt`, ...) come out in the long form, as JSON
 * has them.
 *
 * @param text the template
 */
export function parseTemplate(text: string): unknown {
  const content = text.replace(/^\ufeff/, '');
  return withoutNulls(content.trimStart().startsWith('{') ? parseJsonOrFlow(content) : parseYaml(content));
}

/** AWS CloudFormation takes no null; a key of YAML with nothing behind it says nothing. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== null).map(withoutNulls);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])),
      )
    : value;
}

/** What begins like JSON may be YAML in its flow form. */
function parseJsonOrFlow(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (/!\w/.test(text)) {
      return parseYaml(text);
    }
    throw error;
  }
}

function parseYaml(text: string): unknown {
  const customTags = (tags: readonly unknown[]) => tags.filter((tag) => !isOmitted(tag)) as never;
  const document = parseDocument(text, { version: '1.1', logLevel: 'error', customTags });
  if (document.errors.length > 0) {
    throw new Error(document.errors[0].message.split('\n')[0]);
  }
  return valueOf(document.contents, document);
}

function isOmitted(tag: unknown): boolean {
  const { tag: name, format } = tag as { tag?: string; format?: string };
  return format === 'TIME' || NOT_TAKEN.some((omitted) => name === `tag:yaml.org,2002:${omitted}`);
}

function valueOf(node: unknown, document: Document): unknown {
  if (isAlias(node)) {
    return valueOf(node.resolve(document as never), document);
  }
  return longForm(plainValue(node, document), (node as Node | null)?.tag);
}

function plainValue(node: unknown, document: Document): unknown {
  if (isScalar(node)) {
    // No number of YAML 1.1: an account that begins with 0.
    return typeof node.value === 'number' && /^0\d*[89]/.test(node.source ?? '') ? node.source : node.value;
  }
  if (isSeq(node)) {
    return node.items.map((item) => valueOf(item, document));
  }
  return isMap(node)
    ? Object.assign(
        {},
        ...node.items.map(({ key, value }) =>
          entryOf(String(isScalar(key) ? (key.source ?? key.value) : key), valueOf(value, document)),
        ),
      )
    : null;
}

/** `<<` takes what another map has. */
function entryOf(key: string, value: unknown): Record<string, unknown> {
  return key === '<<' ? (Object.assign({}, ...[value].flat()) as Record<string, unknown>) : { [key]: value };
}

/** `!GetAtt a.b` as `{"Fn::GetAtt": ["a", "b"]}`: the attribute is everything behind the first point. */
function longForm(value: unknown, tag: string | undefined): unknown {
  const [, name] = /^!(\w[\w:]*)$/.exec(tag ?? '') ?? [];
  if (name === undefined) {
    return value;
  }
  if (name === 'GetAtt' && typeof value === 'string') {
    return { 'Fn::GetAtt': attribute(value) };
  }
  return { [BARE.includes(name) ? name : `Fn::${name}`]: value };
}

/** The resource and the attribute of `a.b.c`. */
export function attribute(text: string): string[] {
  const point = text.indexOf('.');
  return point < 0 ? [text] : [text.slice(0, point), text.slice(point + 1)];
}
