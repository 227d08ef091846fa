import replacement from '../../../data/replacement.json';
import { canonical, isSame } from '../../assembly/canonical';
import { ChangedResource } from './changed-template';
import { Judgement, ruleFor, ReplacementOutcome } from './rules';

/** One property that differs, with what becomes of its resource. */
export interface PropertyChange extends Judgement {
  readonly property: string;
}

interface TypeData {
  readonly replaces?: readonly string[];
  readonly mayReplace?: readonly string[];
  readonly partsReplace?: readonly string[];
  readonly partsMayReplace?: readonly string[];
  readonly inPlace?: readonly string[];
}

const TYPES = replacement.types as Record<string, TypeData | undefined>;

const UNKNOWN_TYPE: Judgement = {
  verdict: ReplacementOutcome.MAY_REPLACE,
  reason: 'the type is not in the service specification',
};
const UNKNOWN_CONTENT: Judgement = {
  verdict: ReplacementOutcome.MAY_REPLACE,
  reason: 'a function sets properties at deployment, and their values cannot be known',
};

/** Whether the service specification knows what becomes of a type; what it does not know is a risk. */
export function isKnownType(type: string): boolean {
  return TYPES[type] !== undefined && !isCustom(type);
}

/** Whether a handler of somebody decides what becomes of a resource. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** The properties of a type whose change replaces, or may replace, by the service specification alone. */
export function replacingProperties(type: string): string[] {
  return [...(TYPES[type]?.replaces ?? []), ...(TYPES[type]?.mayReplace ?? [])];
}

/**
 * Every property of a resource that differs, judged by the table of what is known beyond the service specification, and
 * then by the specification.
 *
 * @param before the deployed resource
 * @param after the same resource in the next template
 */
export function replacementOf(before: ChangedResource, after: ChangedResource): PropertyChange[] {
  const [old, next] = [before.Properties ?? {}, after.Properties ?? {}];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter((property) => !isSame(old[property], next[property]))
    .map((property) => ({ property, ...judgeProperty(property, before, after) }));
}

/**
 * What becomes of a resource whose property differs.
 *
 * @param property name of the property
 * @param before the deployed resource
 * @param after the same resource in the next template
 */
export function judgeProperty(property: string, before: ChangedResource, after: ChangedResource): Judgement {
  const [old, next] = [before.Properties?.[property], after.Properties?.[property]];
  if (property.startsWith('Fn::')) {
    return UNKNOWN_CONTENT;
  }
  const judgement =
    ruleFor(before.Type, property)?.(old, next, before, after) ?? bySpecification(before.Type, property, old, next);
  return judgement.verdict === ReplacementOutcome.IN_PLACE && hasMacro(old, next) ? UNKNOWN_CONTENT : judgement;
}

/** The result of a macro inside a property is not known. */
function hasMacro(...values: readonly unknown[]): boolean {
  return values.some((value) => typeof value === 'object' && canonical(value).includes('"Fn::Transform":'));
}

function bySpecification(type: string, property: string, before: unknown, after: unknown): Judgement {
  const data = TYPES[type];
  if (data === undefined || isCustom(type)) {
    return isCustom(type)
      ? { verdict: ReplacementOutcome.MAY_REPLACE, reason: 'it depends on the handler of the custom resource' }
      : UNKNOWN_TYPE;
  }
  if (data.replaces?.includes(property)) {
    return { verdict: ReplacementOutcome.REPLACES, reason: 'according to the service specification' };
  }
  if (data.mayReplace?.includes(property)) {
    return {
      verdict: ReplacementOutcome.MAY_REPLACE,
      reason: 'the service specification calls it conditional',
    };
  }
  if (data.inPlace?.includes(property) === false) {
    return { verdict: ReplacementOutcome.MAY_REPLACE, reason: 'the property is not in the service specification' };
  }
  return (
    byParts(data, property, before, after) ?? {
      verdict: ReplacementOutcome.IN_PLACE,
      reason: 'according to the service specification',
    }
  );
}

/** Some properties are changed in place but for a part of them. */
function byParts(
  { partsReplace = [], partsMayReplace = [] }: TypeData,
  property: string,
  before: unknown,
  after: unknown,
): Judgement | undefined {
  const different = (paths: readonly string[]) =>
    paths.find((path) => path.startsWith(`${property}.`) && !isSame(partsAt(before, path), partsAt(after, path)));
  const [replaces, mayReplace] = [different(partsReplace), different(partsMayReplace)];
  if (replaces !== undefined) {
    return { verdict: ReplacementOutcome.REPLACES, reason: `according to the service specification (${replaces})` };
  }
  return mayReplace === undefined
    ? undefined
    : {
        verdict: ReplacementOutcome.MAY_REPLACE,
        reason: `the service specification calls ${mayReplace} conditional`,
      };
}

/** Everything at a path below a property; of a list on the path, each element is followed. */
function partsAt(value: unknown, path: string): unknown[] {
  return path
    .split('.')
    .slice(1)
    .reduce<unknown[]>(
      (parts, name) => parts.flat(1).map((part) => (part as Record<string, unknown> | undefined)?.[name]),
      [value],
    )
    .filter((part) => part !== undefined);
}
