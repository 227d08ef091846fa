import { got } from '../../lib/core/problems';
import { suggestion } from '../../stages/nearest';
import { problem } from '../../stages/problem';
import { LoadedApp, StackTemplate, templateIndexOf } from '../assembly';
import { refuse } from '../refused-error';
import { ASSUMPTIONS, assumptionProblems, Assumptions } from './assumptions';
import { RESOURCE_USAGE } from './pricers';
import { Workload } from './workload';

/** What a user knows better than the assumptions. */
export interface Usage {
  readonly assumptions: Partial<Assumptions>;

  /** Usage of single resources, by their addresses (`stack/logicalId`). */
  readonly resources: Workload['resources'];
}

/** Nothing that is known better. */
export const EMPTY_USAGE: Usage = { assumptions: {}, resources: {} };

/** Where editors find the schema, from beside `growth.json`. */
const SCHEMA = './node_modules/cdk-growth-stages/schemas/usage.schema.json';

const SECTIONS = ['$schema', 'assumptions', 'resources'];

type Values = Readonly<Record<string, unknown>>;

/**
 * What the user knows, checked against the templates; every problem at once.
 *
 * @param document what the user wrote, of any shape
 * @param apps the templates of each app whose resources it may name
 */
export function usageOf(document: unknown, apps: readonly (readonly StackTemplate[])[]): Usage {
  if (!isObject(document)) {
    refuse([problem({ property: 'usage', rule: 'must be an object', given: got(document) })]);
  }
  const { assumptions: figures, resources: named } = document as Values;
  const assumptions = valuesIn(figures);
  const resources = Object.fromEntries(
    Object.entries(isObject(named) ? named : {}).map(([name, use]) => [name, isObject(use) ? valuesIn(use) : use]),
  );
  const found = [
    ...sectionProblems(document as Values),
    ...nameProblems(assumptions),
    ...assumptionProblems(assumptions),
    ...resourceProblems(resources, apps),
  ];
  const head = `has ${found.length} ${found.length === 1 ? 'problem' : 'problems'}`;
  refuse(found.length === 0 ? [] : [problem({ property: 'usage', rule: [head, ...found].join('\n  - ') })]);
  return { assumptions: assumptions as Usage['assumptions'], resources: resources as Usage['resources'] };
}

/** Numbers alone, or beside their unit and meaning as in `usageTemplate()`. What is null is not known either. */
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
        `\`assumptions.${name}\` must be a known assumption, got: ${JSON.stringify(name)}` + suggestion(name, known),
    );
}

function resourceProblems(resources: Values, apps: readonly (readonly StackTemplate[])[]): string[] {
  const located = apps.flatMap((stacks) => templateIndexOf(stacks).resources);
  const types = new Map(located.map(({ address, resource }) => [address, resource.Type] as const));
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
  const path = `\`resources["${resource}"].${name}\``;
  if (known.length === 0) {
    return [`${path} must not be given: ${type} has no usage cost`];
  }
  if (!known.includes(name)) {
    return [
      `${path} must be one of ${known.join(', ')} for ${type}, got: ${JSON.stringify(name)}${suggestion(name, known)}`,
    ];
  }
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? []
    : [`${path} must be a number, 0 or more, got: ${got(value)}; it means: ${RESOURCE_USAGE[type][name]}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A usage document to start from: every assumption with its value, unit, meaning and source, and the usage that each
 * resource of an app can have.
 *
 * @param app the app; `undefined` for the assumptions alone
 */
export function usageTemplate(app?: LoadedApp): Values {
  const resources = templateIndexOf(app?.stacks ?? [])
    .resources.filter(({ resource: { Type } }) => RESOURCE_USAGE[Type] !== undefined)
    .map(({ address, resource: { Type } }) => {
      const usage = Object.entries(RESOURCE_USAGE[Type]).map(([name, meaning]) => [name, { value: null, meaning }]);
      return [address, Object.fromEntries(usage)] as const;
    });
  return { $schema: SCHEMA, assumptions: ASSUMPTIONS, resources: Object.fromEntries(resources) };
}
