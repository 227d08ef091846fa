import { NESTED, StackTemplate } from '../assembly';
import { ChangeClass, ResourceChange } from './change-class';
import { effect } from './effects';
import { PairedStack } from './paired-stacks';
import { isSame } from './replacement';
import { UNKNOWN_HOLDINGS } from './stateful-types';

/** Macros of AWS that only give templates functions, or resources of types that are judged as they are. */
const KNOWN_MACROS = /^AWS::(LanguageExtensions|Serverless-|SecretsManager-|CodeDeployBlueGreen)/;

function macrosOf({ sections: { Transform = [] } = {} }: StackTemplate): string[] {
  return [Transform]
    .flat()
    .map((macro) => (typeof macro === 'string' ? macro : String((macro as { Name?: unknown }).Name ?? 'a macro')));
}

/** What a comparison of templates cannot see. */
export interface UnseenChanges {
  readonly changes: readonly ResourceChange[];
  readonly notes: readonly string[];
}

/** A deployed stack, and what becomes of it; no `after` if it is removed. */
interface StackPair {
  readonly address: string;
  readonly before: StackTemplate;
  readonly after: StackTemplate | undefined;
}

/**
 * What a comparison of templates cannot see: what macros write, and nested stacks whose template was not found. If it
 * may be different afterwards it is a risk, otherwise a note.
 *
 * @param before the deployed stacks
 * @param after the next ones
 */
export function unseenChanges(before: readonly PairedStack[], after: readonly PairedStack[]): UnseenChanges {
  const next = new Map(after.map(({ address, stack }) => [address, stack] as const));
  const old = new Set(before.map(({ address }) => address));
  const pairs = before.map(({ address, stack }) => ({ address, before: stack, after: next.get(address) }));
  const found = pairs.flatMap((pair) => [...macros(pair), ...missingStacks(pair)]);
  const added = after
    .filter(({ address }) => !old.has(address))
    .flatMap(({ address, stack }) => [
      ...macrosOf(stack).map((name) => macroNote(address, name)),
      ...(stack.missing ?? []).map((id) => missingNote(address, id)),
    ]);
  return {
    changes: found.flatMap((change) => (typeof change === 'string' ? [] : [change])),
    notes: [...found.filter((note) => typeof note === 'string'), ...added],
  };
}

function macroNote(address: string, macro: string): string {
  return `${address}: ${macro} rewrites the template at deployment; the result was not compared`;
}

function missingNote(address: string, id: string): string {
  return `${address}/${id}: its template is missing and was not compared`;
}

function macros({ address, before, after }: StackPair): (ResourceChange | string)[] {
  const names = new Set([...macrosOf(before), ...(after ? macrosOf(after) : [])]);
  const isUnchanged = () =>
    after !== undefined && isSame([before.resources, before.sections], [after.resources, after.sections]);
  return [...names].map((name) =>
    KNOWN_MACROS.test(name) || isUnchanged()
      ? macroNote(address, name)
      : risk(
          address,
          before,
          'Transform',
          name,
          `${name} rewrites the template at deployment, and the result cannot be known, so the change counts ` +
            'as a risk',
        ),
  );
}

/** Nested stacks without a template on one side; they stay the same if their addresses and parameters do. */
function missingStacks({ address, before, after }: StackPair): (ResourceChange | string)[] {
  const ids = new Set([...(before.missing ?? []), ...(after?.missing ?? [])]);
  return [...ids].map((id): ResourceChange | string => {
    const [old, next] = [before.resources[id], after?.resources[id]];
    if (old === undefined || (next !== undefined && isSame(old.Properties, next.Properties))) {
      return missingNote(address, id);
    }
    const what = next === undefined ? 'is removed' : 'changes';
    const reason = `${what}, and its template is missing, so the change counts as a risk`;
    return risk(address, before, id, NESTED, reason);
  });
}

function risk(
  address: string,
  { name, region, account }: StackTemplate,
  logicalId: string,
  type: string,
  reason: string,
): ResourceChange {
  return {
    address: `${address}/${logicalId}`,
    stack: name,
    region,
    ...(account === undefined ? {} : { account }),
    logicalId,
    type,
    holds: UNKNOWN_HOLDINGS,
    class: ChangeClass.DATA,
    effects: [effect(ChangeClass.DATA, reason)],
  };
}
