import { readFileSync } from 'node:fs';
import { got } from '../../lib/core/problems';
import { suggestion } from '../../stages/nearest';
import { StackTemplate, templateIndexOf } from '../assembly';
import { RefusedError } from '../refused-error';
import { ASSUMPTIONS, assumptionProblems, Assumptions } from './assumptions';
import { RESOURCE_USAGE } from './pricers';
import { Workload } from './workload';

/** What a user knows better than the assumptions. */
export interface UsageFile {
  readonly assumptions: Partial<Assumptions>;

  /** Usage of single resources, by their addresses (`stack/logicalId`). */
  readonly resources: Workload['resources'];
}

/** Nothing that is known better. */
export const EMPTY_USAGE: UsageFile = { assumptions: {}, resources: {} };

/** Where editors find the schema, from beside `growth.json`. */
const SCHEMA = './node_modules/cdk-growth-stages/schemas/usage.schema.json';

const SECTIONS = ['$schema', 'assumptions', 'resources'];

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads what the user knows, and checks it against the templates; every problem at once.
 *
 * @param file the file
 * @param stacks the templates whose resources it may name
 */
export function readUsage(file: string, stacks: readonly StackTemplate[]): UsageFile {
  const document = parsed(file);
  const assumptions = valuesIn(document.assumptions);
  const given = isObject(document.resources) ? document.resources : {};
  const resources = Object.fromEntries(
    Object.entries(given).map(([name, usage]) => [name, isObject(usage) ? valuesIn(usage) : usage]),
  );
  const problems = [
    ...sectionProblems(document),
    ...nameProblems(assumptions),
    ...assumptionProblems(assumptions),
    ...resourceProblems(resources, stacks),
  ];
  if (problems.length > 0) {
    throw new RefusedError(
      [`${file} has ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`, ...problems].join('\n  - '),
    );
  }
  return { assumptions: assumptions as UsageFile['assumptions'], resources: resources as UsageFile['resources'] };
}

function parsed(file: string): Values {
  try {
    const document = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (isObject(document)) {
      return document;
    }
  } catch (error) {
    throw new RefusedError(
      `\`--usage\` must be a file in JSON, got: ${file}, ${(error as Error).message}; begin with growth ` +
        `cost --print-usage > ${file}`,
    );
  }
  throw new RefusedError(
    `\`--usage\` must hold an object, got: ${file}; begin with growth cost --print-usage > ${file}`,
  );
}

/**
 * Numbers by themselves, or beside their unit and meaning, as `--print-usage` writes them; null is what the user does
 * not know either.
 */
function valuesIn(values: unknown): Values {
  const given = Object.entries(isObject(values) ? values : {}).map(
    ([name, value]) => [name, isObject(value) ? value.value : value] as const,
  );
  return Object.fromEntries(given.filter(([, value]) => value !== null));
}

function sectionProblems(document: Values): string[] {
  const unknown = Object.keys(document).filter((name) => !SECTIONS.includes(name));
  const wrong = ['assumptions', 'resources'].filter((name) => name in document && !isObject(document[name]));
  return [
    ...unknown.map(
      (name) => `\`${name}\` must not be given; usage has ${SECTIONS.join(', ')}${suggestion(name, SECTIONS)}`,
    ),
    ...wrong.map((name) => `\`${name}\` must be an object, got: ${got(document[name])}`),
  ];
}

function nameProblems(assumptions: Values): string[] {
  const known = Object.keys(ASSUMPTIONS);
  return Object.keys(assumptions)
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        `\`assumptions.${name}\` must be an assumption of growth cost --print-usage, got: ` +
        `${JSON.stringify(name)}${suggestion(name, known)}`,
    );
}

function resourceProblems(resources: Values, stacks: readonly StackTemplate[]): string[] {
  const types = new Map(
    templateIndexOf(stacks).resources.map(({ address, resource }) => [address, resource.Type] as const),
  );
  return Object.entries(resources).flatMap(([name, usage]) => {
    const type = types.get(name);
    if (type === undefined) {
      return [
        `\`resources["${name}"]\` must be <stack>/<logical id> of a resource of these templates, got: ` +
          `${JSON.stringify(name)}${suggestion(name, [...types.keys()])}`,
      ];
    }
    return isObject(usage)
      ? Object.entries(usage).flatMap(([key, value]) => usageProblems(name, type, key, value))
      : [`\`resources["${name}"]\` must be an object, got: ${got(usage)}`];
  });
}

function usageProblems(resource: string, type: string, name: string, value: unknown): string[] {
  const known = Object.keys(RESOURCE_USAGE[type] ?? {});
  const place = `\`resources["${resource}"].${name}\``;
  if (known.length === 0) {
    return [`${place} must not be given: nothing that ${type} is paid for follows from use`];
  }
  if (!known.includes(name)) {
    return [
      `${place} must be one of ${known.join(', ')} for ${type}, got: ${JSON.stringify(name)}${suggestion(name, known)}`,
    ];
  }
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? []
    : [`${place} must be a number, 0 or more, got: ${got(value)}; it means: ${RESOURCE_USAGE[type][name]}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A file to begin with: every assumption with its value, unit, meaning and source, and what may be said of each
 * resource.
 *
 * @param stacks the templates; without them, no resource is named
 */
export function usageTemplate(stacks: readonly StackTemplate[] = []): Values {
  const resources = templateIndexOf(stacks)
    .resources.filter(({ resource: { Type } }) => RESOURCE_USAGE[Type] !== undefined)
    .map(({ address, resource: { Type } }) => {
      const usage = Object.entries(RESOURCE_USAGE[Type]).map(([name, meaning]) => [name, { value: null, meaning }]);
      return [address, Object.fromEntries(usage)] as const;
    });
  return { $schema: SCHEMA, assumptions: ASSUMPTIONS, resources: Object.fromEntries(resources) };
}
