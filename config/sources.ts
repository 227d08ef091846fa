import { existsSync, readFileSync } from 'fs';
import { join, relative, resolve } from 'path';
import { ConfigurationProblem } from '../stages';
import { problem } from '../stages/problem';
import { isJsonObject, JsonObject, jsonType } from './json';
import { GrowthOverrides, OVERRIDE_NAMES } from './overrides';
import { fileReason, parseJson } from './read-json';

/** The file that is read from the working directory. */
export const DEFAULT_FILE = 'growth.json';

/** Anything that answers for context: the node of an app, or of any construct. */
export interface ContextSource {
  /** The value of a context key; `undefined` if there is none. */
  tryGetContext(key: string): unknown;
}

/** What was read, before anything is checked. */
export interface RawConfiguration {
  /** The configuration as it was written. */
  readonly document: JsonObject;

  /** What the command line overrides. */
  readonly overrides: GrowthOverrides;

  /** Where the configuration came from, in words. */
  readonly sources: readonly string[];

  /** What is wrong with the sources themselves. */
  readonly problems: readonly ConfigurationProblem[];
}

/** What one source gives: a part of the configuration, or a problem. */
interface Part {
  readonly document: JsonObject;
  readonly source?: string;
  readonly problem?: ConfigurationProblem;
}

/**
 * Reads the configuration from where it may stand.
 *
 * `growth` in the context (cdk.json or `-c growth=`) is an object, or the path of a JSON file. An object is laid over
 * `growth.json` property by property, without merging inside a property; a path replaces `growth.json`.
 *
 * @param context the context
 * @param directory the working directory; that of the process by default
 */
export function readSources(context: ContextSource, directory: string = process.cwd()): RawConfiguration {
  const value = context.tryGetContext('growth');
  const parts =
    typeof value === 'string' ? [fromText(value, directory)] : [fromDefaultFile(directory), fromContext(value)];
  const sources = parts.flatMap(({ source }) => (source === undefined ? [] : [source]));
  const problems = parts.flatMap((part) => (part.problem === undefined ? [] : [part.problem]));
  const missing = sources.length === 0 && problems.length === 0 ? [noConfiguration()] : [];
  return {
    document: Object.assign({}, ...parts.map(({ document }) => document)) as JsonObject,
    overrides: readOverrides(context),
    sources,
    problems: [...problems, ...missing],
  };
}

function readOverrides(context: ContextSource): GrowthOverrides {
  const given = OVERRIDE_NAMES.map((name) => [name, context.tryGetContext(name)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null)) as GrowthOverrides;
}

function fromDefaultFile(directory: string): Part {
  return existsSync(join(directory, DEFAULT_FILE)) ? fromFile(DEFAULT_FILE, directory) : { document: {} };
}

function fromContext(value: unknown): Part {
  if (value === undefined || value === null) {
    return { document: {} };
  }
  return isJsonObject(value)
    ? { document: value, source: 'the context key `growth`' }
    : broken('`growth` in the context', 'must be an object or the path of a JSON file', `a ${jsonType(value)}`);
}

/** A text is an object where the command line gave one (`-c growth='{...}'`), and a path otherwise. */
function fromText(text: string, directory: string): Part {
  if (!text.trim().startsWith('{')) {
    return fromFile(text, directory);
  }
  const name = 'the context key `growth`';
  const part = parse(text, name);
  return part.problem ? part : { ...part, source: name };
}

function fromFile(path: string, directory: string): Part {
  const file = resolve(directory, path);
  const name = relative(directory, file) || path;
  try {
    return { ...parse(readFileSync(file, 'utf8'), name), source: name };
  } catch (error) {
    return broken(name, `cannot be read: ${fileReason(error)}; paths are relative to the working directory`);
  }
}

function parse(text: string, name: string): Part {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? { document: value } : broken(name, 'must contain an object', `a ${jsonType(value)}`);
  } catch (error) {
    return broken(name, `is not valid JSON: ${(error as Error).message}`);
  }
}

/** A source that cannot be used; the problem is that of no property. */
function broken(source: string, rule: string, given?: string): Part {
  return { document: {}, problem: problem({ property: '', subject: source, rule, given }) };
}

function noConfiguration(): ConfigurationProblem {
  return problem({
    property: '',
    subject: 'there',
    rule: 'is no configuration',
    remedy: `write ${DEFAULT_FILE} beside cdk.json, or an object under the context key \`growth\` in cdk.json`,
  });
}
