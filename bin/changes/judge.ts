import replacement from '../../data/replacement.json';
import { ChangedResource } from './template';
import { Judgement, ruleFor, Verdict } from './verdicts';

/** One property that differs, with what becomes of its resource. */
export interface PropertyChange extends Judgement {
  readonly property: string;
}

interface TypeData {
  readonly replaces?: readonly string[];
  readonly mayReplace?: readonly string[];
}

const TYPES = replacement.types as Record<string, TypeData | undefined>;

/** Whether the service specification knows a type; what it does not know is a risk. */
export function isKnownType(type: string): boolean {
  return TYPES[type] !== undefined;
}

/** The properties of a type whose change replaces, or may replace, by the service specification alone. */
export function replacingProperties(type: string): string[] {
  return [...(TYPES[type]?.replaces ?? []), ...(TYPES[type]?.mayReplace ?? [])];
}

/**
 * Every property of a resource that differs, judged by the table of what is known beyond the service specification, and then by the specification.
 *
 * @param before the deployed resource
 * @param after the same resource in the next template
 */
export function judge(before: ChangedResource, after: ChangedResource): PropertyChange[] {
  const [old, next] = [before.Properties ?? {}, after.Properties ?? {}];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter((property) => JSON.stringify(old[property]) !== JSON.stringify(next[property]))
    .map((property) => ({ property, ...(ruleFor(before.Type, property)?.(old[property], next[property], before, after) ?? bySpecification(before.Type, property)) }));
}

function bySpecification(type: string, property: string): Judgement {
  const data = TYPES[type];
  if (data === undefined) {
    return { verdict: Verdict.MAY_REPLACE, reason: 'the service specification does not know the type' };
  }
  if (data.replaces?.includes(property)) {
    return { verdict: Verdict.REPLACES, reason: 'the service specification says so' };
  }
  return data.mayReplace?.includes(property)
    ? { verdict: Verdict.MAY_REPLACE, reason: 'the service specification calls it conditional, and no rule says more' }
    : { verdict: Verdict.IN_PLACE, reason: 'the service specification says so' };
}
