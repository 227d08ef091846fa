import { StackTemplate } from '../assembly';
import { ASSUMPTIONS, AssumptionName } from './assumptions';
import { billOfResolved } from './bill';
import { PriceList } from './price-list';
import { resolvedStacks } from './resolve-parameters';
import { Workload, workloadOf } from './workload';

/** How the bill changes if one assumption is twice as large and the others stay. */
export interface Sensitivity {
  /** Name of the assumption. */
  readonly name: AssumptionName;

  /** Its value. */
  readonly value: number;

  /** The value that was tried: twice as large, or the maximum, for example 100 %. */
  readonly tried: number;

  /** Its unit. */
  readonly unit: string;

  /** US dollars a month by which the bill rises; negative if it falls. */
  readonly differenceMonthlyUsd: number;
}

/** The most of what is counted in a unit. */
const MOST: readonly (readonly [RegExp, number])[] = [
  [/^%/, 100],
  [/hours\/day/, 24],
];

/** Below this a difference is rounding. */
const LEAST_USD = 0.005;

/**
 * Which assumptions move the bill, the one that moves it most first.
 *
 * @param templates the templates, as they are written
 * @param workload what the bill rests on
 * @param prices the price list
 */
export function sensitivityOf(
  templates: readonly StackTemplate[],
  workload: Workload,
  prices: PriceList,
): Sensitivity[] {
  const { users, assumptions, resources } = workload;
  const stacks = resolvedStacks(templates);
  const read = new Set<string>();
  const { monthlyUsd } = billOfResolved(stacks, watched(workload, read), prices);
  return (Object.keys(ASSUMPTIONS) as AssumptionName[])
    .map((name) => {
      const { unit } = ASSUMPTIONS[name];
      const value = assumptions[name];
      const [, most] = MOST.find(([pattern]) => pattern.test(unit)) ?? [undefined, Infinity];
      const tried = Math.min(2 * value, most);
      const other = workloadOf(users, { ...assumptions, [name]: tried }, resources);
      const moves = read.has(name) || loadOf(other) !== loadOf(workload);
      const differenceMonthlyUsd = moves ? billOfResolved(stacks, other, prices).monthlyUsd - monthlyUsd : 0;
      return { name, value, tried, unit, differenceMonthlyUsd };
    })
    .filter(({ differenceMonthlyUsd }) => Math.abs(differenceMonthlyUsd) >= LEAST_USD)
    .sort((candidate, other) => Math.abs(other.differenceMonthlyUsd) - Math.abs(candidate.differenceMonthlyUsd));
}

/** Wraps the workload to record which assumptions are read; one that is never read cannot change the bill. */
function watched(workload: Workload, read: Set<string>): Workload {
  const note = (assumptions: Workload['assumptions'], name: string | symbol) => {
    read.add(String(name));
    return Reflect.get(assumptions, name) as unknown;
  };
  // Whoever looks at all of them at once may use any.
  const all = (assumptions: Workload['assumptions']) => {
    Object.keys(assumptions).forEach((name) => read.add(name));
    return Reflect.ownKeys(assumptions);
  };
  return { ...workload, assumptions: new Proxy(workload.assumptions, { get: note, ownKeys: all }) };
}

/** Values that are derived from the assumptions. */
function loadOf({ assumptions: _, ...load }: Workload): string {
  return JSON.stringify(load);
}
