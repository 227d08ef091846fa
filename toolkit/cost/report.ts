import { StackTemplate } from '../assembly';
import { ASSUMPTIONS, AssumptionName, assumptionsWith } from './assumptions';
import { Bill, BILL_BASIS, BillLine, billOf, ExceededLimit, Unpriced } from './bill';
import { Budget, budgetOf } from './budget';
import { ChargeKind } from './charge';
import { WhatIf, whatIfs } from './commitments';
import { GuideCost, guideCosts } from './guide-costs';
import { PriceList } from './price-list';
import { Sensitivity, sensitivityOf } from './sensitivity';
import { EMPTY_USAGE, Usage } from './usage';
import { workloadOf } from './workload';

/** What a report is made from. */
export interface CostReportOptions {
  /** How the app is called; the name of a stage gives its budget. */
  readonly place: string;
  readonly stacks: readonly StackTemplate[];

  /** Active users; `undefined` for fixed cost only. */
  readonly users?: number;

  /** The home Region to which the app was moved, for output. */
  readonly region?: string;
  readonly usage?: Usage;
  readonly prices?: PriceList;

  /** The part of the workers' tasks that would run on Spot, in percent. */
  readonly spotPercent?: number;

  /** Whether to include the sensitivity analysis, which re-prices the app once per assumption. */
  readonly includeSensitivity?: boolean;
}

/** One line of a report. */
export interface CostLine {
  /** Address of the resource: stack and logical id, with Region and account if necessary to tell stacks apart. */
  readonly address: string;

  /** Name of the stack; of a nested one, that of its parent and its logical id. */
  readonly stack: string;

  /** Region of the stack; empty if the app does not say. */
  readonly region: string;

  /** Account of the stack; absent if the app does not say. */
  readonly account?: string;

  /** Logical id. */
  readonly resource: string;

  /** CloudFormation type. */
  readonly type: string;

  /** Service, as the price list names it. */
  readonly service: string;

  /** What is bought, as the price list names it; of several tiers the first. */
  readonly sku: string;

  /** What is bought, in words. */
  readonly what: string;

  /** Fixed cost or usage cost. */
  readonly kind: ChargeKind;

  /** Units of the price in a month. */
  readonly quantity: number;

  /** Unit of the price. */
  readonly unit?: string;

  /** US dollars for a unit, on average if prices fall with the quantity; absent if no price is known. */
  readonly unitUsd?: number;

  /** US dollars a month; absent if no price is known. */
  readonly monthlyUsd?: number;

  /** How the quantity follows from the users; absent if the template gives it. */
  readonly basis?: string;

  /** Region of the price, or `global`. */
  readonly priceRegion?: string;

  /** When AWS published the price, or when it was read; absent if that is not known. */
  readonly priceDate?: string;

  /** Where the price was read. */
  readonly priceSource?: string;

  /** Whether AWS's own price data confirms the price. */
  readonly verified?: boolean;

  /** Whether the price is that of another Region, because the Region has none. */
  readonly isFallback?: boolean;
}

/** What a guide says, and how the bill compares. */
export interface GuideComparison extends GuideCost {
  /** Where the bill lies; `no-figure` if the guide gives none. */
  readonly bill: 'below' | 'within' | 'above' | 'no-figure';
}

/** The sum of a service. */
export interface ServiceSum {
  /** Service, as the price list names it. */
  readonly service: string;

  /** Fixed cost, in US dollars a month. */
  readonly fixedMonthlyUsd: number;

  /** Usage cost, in US dollars a month. */
  readonly usageMonthlyUsd: number;

  /** Total, in US dollars a month. */
  readonly monthlyUsd: number;
}

/** Lines for the same thing, together. */
export interface HeavyLine {
  /** Service, as the price list names it. */
  readonly service: string;

  /** What is bought, in words. */
  readonly what: string;

  /**
   * How many lines.
   *
   * @integer
   */
  readonly lines: number;

  /** US dollars a month. */
  readonly monthlyUsd: number;

  /** Share of the whole bill, in percent. */
  readonly percent: number;
}

/** An assumption that the bill rests on. */
export interface UsedAssumption {
  /** Its name in `usage.json`. */
  readonly name: AssumptionName;

  /** Its value. */
  readonly value: number;

  /** Its unit. */
  readonly unit: string;

  /** What it means. */
  readonly meaning: string;

  /** Where it comes from. */
  readonly source: string;

  /** Whether the user replaced it. */
  readonly isOwn: boolean;
}

/** The bill of an application, with everything that is needed to judge it. */
export interface CostReport {
  /** Version of this format. It is raised when a property changes its meaning or is removed, not when one is added. */
  readonly version: 1;

  /** What was priced. */
  readonly place: string;

  /** The home Region to which the app was moved; absent for the Regions of the stacks. */
  readonly region?: string;

  /**
   * Active users; absent for fixed cost only.
   *
   * @integer
   * @minimum 1
   */
  readonly users?: number;

  /** What the sums are, and what they leave out. */
  readonly basis: string;

  /** Dates of the oldest and the newest price; `unknown` if there are none. */
  readonly priceDates: readonly [string, string];

  /** Total, in US dollars a month. */
  readonly monthlyUsd: number;

  /** Fixed cost, in US dollars a month. */
  readonly fixedMonthlyUsd: number;

  /** Usage cost, in US dollars a month. */
  readonly usageMonthlyUsd: number;

  /** US dollars a month for each user. */
  readonly monthlyUsdPerUser?: number;

  /** Whether the sums include everything that is paid for; if not, they are lower bounds. */
  readonly isComplete: boolean;

  /** The budget, and how the bill compares. */
  readonly budget?: Budget;

  /** What the scaling guides say; where they disagree, both are listed. */
  readonly guides: readonly GuideComparison[];

  /** The highest costs, at most five. */
  readonly heaviest: readonly HeavyLine[];

  /** The sums of the services, the highest first. */
  readonly services: readonly ServiceSum[];

  /** Every line, the highest first. */
  readonly lines: readonly CostLine[];

  /** What is not included in the total. */
  readonly unpriced: readonly Unpriced[];

  /** What the users need and the templates do not allow. */
  readonly limits: readonly ExceededLimit[];

  /** The assumptions on which the usage cost rests; empty without users. */
  readonly assumptions: readonly UsedAssumption[];

  /** How the bill changes if one assumption is twice as large, the largest difference first. */
  readonly sensitivity: readonly Sensitivity[];

  /** What commitments and Spot would change; not included in the sums. Several may cover the same and do not add up. */
  readonly whatIf: readonly WhatIf[];
}

/** How many of the heaviest lines are named. */
const HEAVIEST = 5;

/** The bill of an app with its budget, what the guides say, and the assumptions behind it. */
export function costReport({
  place,
  stacks,
  users,
  region,
  usage = EMPTY_USAGE,
  prices = new PriceList(),
  spotPercent,
  includeSensitivity = true,
}: CostReportOptions): CostReport {
  const workload = users === undefined ? undefined : workloadOf(users, usage.assumptions, usage.resources);
  const bill = billOf(stacks, workload, prices);
  const lines = bill.lines.map(lineOf).sort((a, b) => (b.monthlyUsd ?? 0) - (a.monthlyUsd ?? 0));
  const budget = budgetOf(place, stacks, bill.monthlyUsd);
  return {
    version: 1,
    place,
    ...(region === undefined ? {} : { region }),
    ...(users === undefined ? {} : { users, monthlyUsdPerUser: bill.monthlyUsd / users }),
    basis: BILL_BASIS,
    priceDates: bill.priceDates,
    monthlyUsd: bill.monthlyUsd,
    fixedMonthlyUsd: bill.fixedMonthlyUsd,
    usageMonthlyUsd: bill.usageMonthlyUsd,
    isComplete: bill.unpriced.length === 0,
    ...(budget ? { budget } : {}),
    guides:
      users === undefined
        ? []
        : guideCosts(users).map((guide) => ({ ...guide, bill: compared(guide, bill.monthlyUsd) })),
    heaviest: heaviestOf(lines, bill),
    services: servicesOf(lines),
    lines,
    unpriced: bill.unpriced,
    limits: bill.limits,
    assumptions: workload ? usedAssumptions(usage) : [],
    sensitivity: workload && includeSensitivity ? sensitivityOf(stacks, workload, prices) : [],
    whatIf: whatIfs(stacks, bill.lines, prices, spotPercent),
  };
}

function lineOf({
  address,
  stack,
  region,
  account,
  resource,
  type,
  service,
  sku,
  what,
  kind,
  quantity,
  monthlyUsd,
  basis,
  price,
  verified,
  isFallback,
}: BillLine): CostLine {
  const priced = price && monthlyUsd !== undefined;
  return {
    ...{ address, stack, region, resource, type, service, sku, what, kind, quantity },
    ...(account === undefined ? {} : { account }),
    ...(priced
      ? {
          unit: price.unit,
          unitUsd: monthlyUsd / quantity,
          monthlyUsd,
          priceRegion: price.region,
          priceSource: price.source,
          verified,
        }
      : {}),
    ...(price?.asOf ? { priceDate: price.asOf } : {}),
    ...(basis === undefined ? {} : { basis }),
    ...(isFallback ? { isFallback } : {}),
  };
}

function compared({ minMonthlyUsd, maxMonthlyUsd }: GuideCost, monthlyUsd: number): GuideComparison['bill'] {
  if (minMonthlyUsd === undefined && maxMonthlyUsd === undefined) {
    return 'no-figure';
  }
  if (monthlyUsd < (minMonthlyUsd ?? 0)) {
    return 'below';
  }
  return monthlyUsd > (maxMonthlyUsd ?? Infinity) ? 'above' : 'within';
}

function heaviestOf(lines: readonly CostLine[], { monthlyUsd: whole }: Bill): HeavyLine[] {
  const groups = new Map<string, Omit<HeavyLine, 'percent'>>();
  for (const { service, what, monthlyUsd = 0 } of lines) {
    const group = groups.get(`${service} ${what}`) ?? { service, what, lines: 0, monthlyUsd: 0 };
    groups.set(`${service} ${what}`, { ...group, lines: group.lines + 1, monthlyUsd: group.monthlyUsd + monthlyUsd });
  }
  const heavy = [...groups.values()]
    .filter(({ monthlyUsd }) => monthlyUsd > 0)
    .sort((a, b) => b.monthlyUsd - a.monthlyUsd);
  return heavy.slice(0, HEAVIEST).map((group) => ({ ...group, percent: (100 * group.monthlyUsd) / whole }));
}

function servicesOf(lines: readonly CostLine[]): ServiceSum[] {
  const names = [...new Set(lines.map(({ service }) => service))];
  const sum = (service: string, kinds: readonly ChargeKind[]) =>
    lines
      .filter((line) => line.service === service && kinds.includes(line.kind))
      .reduce((all, { monthlyUsd = 0 }) => all + monthlyUsd, 0);
  return names
    .map((service) => {
      const [fixedMonthlyUsd, usageMonthlyUsd] = [sum(service, [ChargeKind.FIXED]), sum(service, [ChargeKind.USAGE])];
      return { service, fixedMonthlyUsd, usageMonthlyUsd, monthlyUsd: fixedMonthlyUsd + usageMonthlyUsd };
    })
    .sort((a, b) => b.monthlyUsd - a.monthlyUsd);
}

function usedAssumptions({ assumptions }: Usage): UsedAssumption[] {
  const values = assumptionsWith(assumptions);
  return (Object.keys(ASSUMPTIONS) as AssumptionName[]).map((name) => {
    const { value, unit, meaning, source } = ASSUMPTIONS[name];
    const isOwn = values[name] !== value;
    return { name, value: values[name], unit, meaning, source: isOwn ? 'your own figure' : source, isOwn };
  });
}
