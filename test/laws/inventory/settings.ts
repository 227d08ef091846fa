import { Short } from './short';
import { isPolicyDocument, statementLines } from './statements';

/** Properties that other tests hold: tags by law 7, prose by nobody, code by the tests that run it. */
const LEFT_OUT = ['Tags', 'ResourceTags', 'Description', 'AlarmDescription', 'GroupDescription', 'Comment', 'Code'];

/** Longer strings are programs or documents of their own; only that they exist is of interest here. */
const LONGEST_STRING = 200;

/** Longer lists are written one element per line. */
const LONGEST_LIST = 100;

type Properties = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIntrinsic = (value: Properties) =>
  Object.keys(value).length === 1 && /^(Ref|Fn::\w+)$/.test(Object.keys(value)[0]);

/** What names an element of a list, so that a new element does not move all others. */
function keyOf(element: unknown, index: number): string {
  const names = isMap(element) ? [element.Name, element.Key, element.Id, element.id] : [];
  const name = names.find((candidate) => typeof candidate === 'string');
  return name === undefined ? `[${index}]` : `[${String(name)}]`;
}

function textOf(value: unknown, short: Short): string {
  const text = short(value).replaceAll('\n', '\\n');
  return text.length > LONGEST_STRING ? '<long>' : text;
}

function listLines(path: string, texts: readonly string[]): string[] {
  const line = texts.join(', ');
  return line.length > LONGEST_LIST ? texts.map((text) => `${path}: ${text}`) : [`${path}: ${line}`];
}

function linesOf(path: string, value: unknown, short: Short): string[] {
  if (isPolicyDocument(value)) {
    return statementLines(value, short).map((line) => `${path}: ${line}`);
  }
  if (Array.isArray(value)) {
    return value.every((element) => !isMap(element) || isIntrinsic(element))
      ? listLines(
          path,
          value.map((element) => textOf(element, short)),
        )
      : value.flatMap((element, index) => linesOf(`${path}${keyOf(element, index)}`, element, short));
  }
  return isMap(value) && !isIntrinsic(value)
    ? settingLines(value, short, `${path}.`)
    : [`${path}: ${textOf(value, short)}`];
}

/** Every property of a resource as `path: value`, without what other tests hold. */
export function settingLines(properties: Properties, short: Short, prefix = ''): string[] {
  return Object.entries(properties)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, value]) => linesOf(`${prefix}${name}`, value, short));
}
