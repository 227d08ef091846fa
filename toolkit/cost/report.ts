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
  readonly stack: string;
  readonly region: string;

  /** The account; absent if the app does not say. */
  readonly account?: string;
  readonly resource: string;
  readonly type: string;
  readonly service: string;
  readonly sku: string;
  readonly what: string;
  readonly kind: ChargeKind;

  /** Units of the price in a month. */
  readonly quantity: number;
  readonly unit?: string;

  /** US dollars for a unit, on average if prices fall with the quantity; `undefined` if no price is known. */
  readonly unitUsd?: number;
  readonly monthlyUsd?: number;

  /** How the quantity follows from the users; `undefined` if the template gives it. */
  readonly basis?: string;

  /** The Region of the price. */
  readonly priceRegion?: string;

  /** When AWS published the price, or when it was read; `undefined` if that is not known. */
  readonly priceDate?: string;
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
  readonly service: string;
  readonly fixedMonthlyUsd: number;
  readonly usageMonthlyUsd: number;
  readonly monthlyUsd: number;
}

/** Lines for the same thing, together. */
export interface HeavyLine {
  readonly service: string;
  readonly what: string;
  readonly lines: number;
  readonly monthlyUsd: number;

  /** Part of the whole bill. */
  readonly percent: number;
}

/** An assumption that the bill rests on. */
export interface UsedAssumption {
  readonly name: AssumptionName;
  readonly value: number;
  readonly unit: string;
  readonly meaning: string;
  readonly source: string;

  /** Whether the user replaced it. */
  readonly isOwn: boolean;
}

/** The bill of an application, with everything that is needed to judge it. */
export interface CostReport {
  /** Version of this shape; it is raised when a property changes its meaning or goes. */
  readonly version: 1;
  readonly place: string;
  readonly region?: string;
  readonly users?: number;
  readonly basis: string;

  /** Dates of the oldest and the newest price; `unknown` if there are none. */
  readonly priceDates: readonly [string, string];
  readonly monthlyUsd: number;
  readonly fixedMonthlyUsd: number;
  readonly usageMonthlyUsd: number;
  readonly monthlyUsdPerUser?: number;

  /** Whether the sums include everything that is paid for; if not, they are lower bounds. */
  readonly isComplete: boolean;
  readonly budget?: Budget;
  readonly guides: readonly GuideComparison[];
  readonly heaviest: readonly HeavyLine[];
  readonly services: readonly ServiceSum[];
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly Unpriced[];

  /** What the users need and the templates do not allow. */
  readonly limits: readonly ExceededLimit[];
  readonly assumptions: readonly UsedAssumption[];
  readonly sensitivity: readonly Sensitivity[];

  /** What commitments and Spot would change; no part of the sums. */
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
