import { ChargeKind } from './charge';
import { CostLine, CostReport } from './report';

/** One side of a line. */
export type LineSide = Pick<
  CostLine,
  'what' | 'quantity' | 'unit' | 'unitUsd' | 'monthlyUsd' | 'basis' | 'priceDate' | 'verified' | 'isFallback'
>;

/** Why a line differs. */
export type LineReason = 'quantity' | 'price' | 'what';

/** What becomes of one line of a bill. */
export interface LineChange {
  /** Whether the line was added, is gone or has changed. */
  readonly change: 'added' | 'gone' | 'changed';

  /** What differs, of a changed line. */
  readonly reasons: readonly LineReason[];

  /**
   * Address of the resource: stack and logical id, with Region and account in front if necessary; of the later app,
   * or of the earlier one if the line is gone.
   */
  readonly address: string;

  /** Name of the stack; of a nested one, that of its parent and its logical id. */
  readonly stack: string;

  /** Region of the stack; empty if the app does not say. */
  readonly region: string;

  /** Logical id. */
  readonly resource: string;

  /** CloudFormation type. */
  readonly type: string;

  /** Service, as the price list names it. */
  readonly service: string;

  /** Fixed cost or usage cost. */
  readonly kind: ChargeKind;

  /** The line before; absent if it was added. */
  readonly before?: LineSide;

  /** The line after; absent if it is gone. */
  readonly after?: LineSide;

  /** US dollars a month; what has no known price counts as 0 and is named in `unpriced`. */
  readonly differenceMonthlyUsd: number;
}

/** The sums of one side. */
export type CostTotals = Pick<
  CostReport,
  | 'place'
  | 'monthlyUsd'
  | 'fixedMonthlyUsd'
  | 'usageMonthlyUsd'
  | 'monthlyUsdPerUser'
  | 'isComplete'
  | 'budget'
  | 'unpriced'
  | 'limits'
>;

/** What a service costs on both sides. */
export interface ServiceDifference {
  /** Service, as the price list names it. */
  readonly service: string;

  /** US dollars a month before. */
  readonly beforeMonthlyUsd: number;

  /** US dollars a month after. */
  readonly afterMonthlyUsd: number;

  /** US dollars a month that it costs more. */
  readonly differenceMonthlyUsd: number;
}

/** The difference between two bills. */
export interface CostComparison {
  /** Version of this format. It is raised when a property changes its meaning or is removed, not when one is added. */
  readonly version: 1;

  /**
   * Active users; absent for fixed cost only.
   *
   * @integer
   * @minimum 1
   */
  readonly users?: number;

  /** The home Region to which the apps were moved; absent for the Regions of the stacks. */
  readonly region?: string;

  /** What the sums are, and what they leave out. */
  readonly basis: string;

  /** Dates of the oldest and the newest price of both bills; `unknown` if there are none. */
  readonly priceDates: readonly [string, string];

  /** The sums of the first side. */
  readonly before: CostTotals;

  /** The sums of the second side. */
  readonly after: CostTotals;

  /** US dollars a month that the second side costs more. */
  readonly differenceMonthlyUsd: number;

  /** US dollars a month for each user that the second side costs more. */
  readonly differenceMonthlyUsdPerUser?: number;

  /** What each service costs on both sides, the largest difference first. */
  readonly services: readonly ServiceDifference[];

  /** Every line that differs, the largest difference first. */
  readonly changes: readonly LineChange[];

  /**
   * How many lines are the same.
   *
   * @integer
   */
  readonly unchanged: number;
}

/** The difference between two bills, line by line. */
export function comparisonOf(before: CostReport, after: CostReport): CostComparison {
  const pairs = paired(before.lines, aligned(before.lines, after.lines));
  const changes = pairs.map(changeOf).filter((change) => change !== undefined);
  const users = after.users;
  return {
    version: 1,
    ...(users === undefined
      ? {}
      : { users, differenceMonthlyUsdPerUser: (after.monthlyUsd - before.monthlyUsd) / users }),
    ...(after.region === undefined ? {} : { region: after.region }),
    basis: after.basis,
    priceDates: datesOf(before, after),
    before: totalsOf(before),
    after: totalsOf(after),
    differenceMonthlyUsd: after.monthlyUsd - before.monthlyUsd,
    services: servicesOf(before, after),
    changes: changes.sort((a, b) => Math.abs(b.differenceMonthlyUsd) - Math.abs(a.differenceMonthlyUsd)),
    unchanged: pairs.length - changes.length,
  };
}

function totalsOf({
  place,
  monthlyUsd,
  fixedMonthlyUsd,
  usageMonthlyUsd,
  monthlyUsdPerUser,
  isComplete,
  budget,
  unpriced,
  limits,
}: CostReport): CostTotals {
  return {
    place,
    monthlyUsd,
    fixedMonthlyUsd,
    usageMonthlyUsd,
    ...(monthlyUsdPerUser === undefined ? {} : { monthlyUsdPerUser }),
    isComplete,
    ...(budget ? { budget } : {}),
    unpriced,
    limits,
  };
}

function datesOf(...reports: readonly CostReport[]): readonly [string, string] {
  const dates = reports.flatMap(({ priceDates }) => priceDates.filter((date) => date !== 'unknown')).sort();
  return [dates[0] ?? 'unknown', dates[dates.length - 1] ?? 'unknown'];
}

function servicesOf(before: CostReport, after: CostReport): ServiceDifference[] {
  const names = [...new Set([...before.services, ...after.services].map(({ service }) => service))];
  const sum = (report: CostReport, name: string) =>
    report.services.find(({ service }) => service === name)?.monthlyUsd ?? 0;
  return names
    .map((service) => {
      const [beforeMonthlyUsd, afterMonthlyUsd] = [sum(before, service), sum(after, service)];
      return { service, beforeMonthlyUsd, afterMonthlyUsd, differenceMonthlyUsd: afterMonthlyUsd - beforeMonthlyUsd };
    })
    .sort((a, b) => Math.abs(b.differenceMonthlyUsd) - Math.abs(a.differenceMonthlyUsd));
}

/** If both sides have one stack, they are two versions of that stack, whatever their files are called. */
function aligned(before: readonly CostLine[], after: readonly CostLine[]): readonly CostLine[] {
  const roots = (lines: readonly CostLine[]) => [...new Set(lines.map(({ stack }) => stack.split('/')[0]))];
  const [[old, ...more], [next, ...others]] = [roots(before), roots(after)];
  if (old === undefined || next === undefined || more.length > 0 || others.length > 0 || old === next) {
    return after;
  }
  return after.map((line) => ({
    ...line,
    stack: line.stack === next ? old : line.stack.replace(`${next}/`, `${old}/`),
  }));
}

type Pair = readonly [CostLine | undefined, CostLine | undefined];

type Identity = (line: CostLine) => readonly (string | undefined)[];

/** What identifies a line in one account and Region, from the most to the least specific. */
const LOCAL_IDENTITIES: readonly Identity[] = [
  ({ stack, resource, service, kind, sku, what }) => [stack, resource, service, kind, sku, what],
  ({ stack, resource, service, kind, sku }) => [stack, resource, service, kind, sku],
  ({ stack, resource, service, kind, unit }) => [stack, resource, service, kind, unit],
];

/** What identifies a line on both sides: a stack that is on both, otherwise one that moved to another Region. */
const IDENTITIES: readonly Identity[] = [
  ...LOCAL_IDENTITIES.map((identity): Identity => (line) => [line.account, line.region, ...identity(line)]),
  ...LOCAL_IDENTITIES,
];

function paired(before: readonly CostLine[], after: readonly CostLine[]): Pair[] {
  let [left, right] = [before, after];
  const pairs: Pair[] = [];
  for (const identity of IDENTITIES) {
    const open = new Map<string, CostLine[]>();
    right.forEach((line) =>
      open.set(JSON.stringify(identity(line)), [...(open.get(JSON.stringify(identity(line))) ?? []), line]),
    );
    const found = left.flatMap((line): Pair[] => {
      const match = open.get(JSON.stringify(identity(line)))?.shift();
      return match ? [[line, match]] : [];
    });
    pairs.push(...found);
    const done = new Set(found.flat());
    left = left.filter((line) => !done.has(line));
    right = right.filter((line) => !done.has(line));
  }
  return [...pairs, ...left.map((line): Pair => [line, undefined]), ...right.map((line): Pair => [undefined, line])];
}

/** Differences below this are rounding. */
const EPSILON = 1e-9;

function changeOf([before, after]: Pair): LineChange | undefined {
  const line = (after ?? before)!;
  const reasons = before && after ? reasonsOf(before, after) : [];
  if (before && after && reasons.length === 0) {
    return undefined;
  }
  const { address, stack, region, resource, type, service, kind } = line;
  return {
    change: kindOf(before, after),
    reasons,
    ...{ address, stack, region, resource, type, service, kind },
    ...(before ? { before: lineSideOf(before) } : {}),
    ...(after ? { after: lineSideOf(after) } : {}),
    differenceMonthlyUsd: (after?.monthlyUsd ?? 0) - (before?.monthlyUsd ?? 0),
  };
}

function kindOf(before: CostLine | undefined, after: CostLine | undefined): LineChange['change'] {
  if (before === undefined) {
    return 'added';
  }
  return after === undefined ? 'gone' : 'changed';
}

function reasonsOf(before: CostLine, after: CostLine): LineReason[] {
  const differ = (a = 0, b = 0) => Math.abs(a - b) > EPSILON * Math.max(Math.abs(a), Math.abs(b));
  const tests: readonly [LineReason, boolean][] = [
    ['what', before.sku !== after.sku],
    ['quantity', differ(before.quantity, after.quantity)],
    [
      'price',
      differ(before.unitUsd, after.unitUsd) || (before.unitUsd === undefined) !== (after.unitUsd === undefined),
    ],
  ];
  return tests.filter(([, holds]) => holds).map(([reason]) => reason);
}

function lineSideOf({
  what,
  quantity,
  unit,
  unitUsd,
  monthlyUsd,
  basis,
  priceDate,
  verified,
  isFallback,
}: CostLine): LineSide {
  return JSON.parse(
    JSON.stringify({ what, quantity, unit, unitUsd, monthlyUsd, basis, priceDate, verified, isFallback }),
  ) as LineSide;
}
