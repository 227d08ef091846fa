import { NESTED, StackTemplate } from '../assembly';
import { ChangeClass, ResourceChange } from './change-class';
import { effect } from './effects';
import { KeyedStack } from './places';
import { isSame } from './replacement';
import { UNKNOWN_HOLDINGS } from './stateful-types';

/** Macros of AWS that only give templates functions, or resources of types that are judged as they are. */
const KNOWN_MACROS = /^AWS::(LanguageExtensions|Serverless-|SecretsManager-|CodeDeployBlueGreen)/;

function macrosOf({ surroundings: { Transform = [] } = {} }: StackTemplate): string[] {
  return [Transform]
    .flat()
    .map((one) => (typeof one === 'string' ? one : String((one as { Name?: unknown }).Name ?? 'a macro')));
}

/** What nobody can see before it is deployed. */
export interface Unseen {
  readonly changes: readonly ResourceChange[];
  readonly notes: readonly string[];
}

/**
 * What a comparison of templates can't see: what macros write, and nested stacks whose template is elsewhere. Where it
 * may be different afterwards it is a risk, otherwise a note.
 *
 * @param before the deployed stacks
 * @param after the next ones
 */
export function unseen(before: readonly KeyedStack[], after: readonly KeyedStack[]): Unseen {
  const next = new Map(after.map(({ key, stack }) => [key, stack] as const));
  const pairs = before.map(({ key, stack }) => [stack, next.get(key)] as const);
  const found = pairs.flatMap(([old, other]) => [...macros(old, other), ...missingStacks(old, other)]);
  const isNew = after.filter(({ key }) => !before.some((one) => one.key === key));
  const news = isNew.flatMap(({ stack }) => [
    ...macrosOf(stack).map((name) => noteOf(stack, name)),
    ...(stack.missing ?? []).map((id) => `${stack.name}/${id}: its template is not there, and was not compared`),
  ]);
  return {
    changes: found.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    notes: [...found.filter((one) => typeof one === 'string'), ...news],
  };
}

function noteOf({ name }: StackTemplate, macro: string): string {
  return `${name}: ${macro} rewrites the template when it is deployed; what it writes was not compared`;
}

function macros(before: StackTemplate, after: StackTemplate | undefined): (ResourceChange | string)[] {
  const [old, next] = [macrosOf(before), after ? macrosOf(after) : []];
  const isUnchanged = () =>
    after !== undefined && isSame([before.resources, before.surroundings], [after.resources, after.surroundings]);
  return [...new Set([...old, ...next])].map((name) =>
    KNOWN_MACROS.test(name) || isUnchanged()
      ? noteOf(before, name)
      : risk(
          before,
          'Transform',
          name,
          `${name} rewrites the template when it is deployed, and what it writes can not be known; what is ` +
            'unknown counts as a risk',
        ),
  );
}

/** Nested stacks of which one side has no template; where their addresses and parameters stay, so do they. */
function missingStacks(before: StackTemplate, after: StackTemplate | undefined): (ResourceChange | string)[] {
  const ids = new Set([...(before.missing ?? []), ...(after?.missing ?? [])]);
  return [...ids].flatMap((id): (ResourceChange | string)[] => {
    const [old, next] = [before.resources[id], after?.resources[id]];
    if (old === undefined) {
      return [`${before.name}/${id}: its template is not there, and was not compared`];
    }
    return next !== undefined && isSame(old.Properties, next.Properties)
      ? [`${before.name}/${id}: its template is not there, and was not compared`]
      : [
          risk(
            before,
            id,
            NESTED,
            `${next === undefined ? 'is removed' : 'changes'}, and its template is not there; what is unknown ` +
              'counts as a risk',
          ),
        ];
  });
}

function risk({ name, region }: StackTemplate, logicalId: string, type: string, reason: string): ResourceChange {
  return {
    stack: name,
    region,
    logicalId,
    type,
    holds: UNKNOWN_HOLDINGS,
    class: ChangeClass.DATA,
    effects: [effect(ChangeClass.DATA, reason)],
  };
}
