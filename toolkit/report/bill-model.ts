import { StackTemplate } from '../assembly';
import { Bill, BILL_BASIS, billOf, Budget, budgetOf, GuideCost, guideCosts, workloadOf } from '../cost';

/** What a service costs in a month. */
export interface ServiceCost {
  readonly service: string;
  readonly fixedMonthlyUsd: number;
  readonly usageMonthlyUsd: number;
  readonly monthlyUsd: number;
}

/** The bill of a stage at its typical users. */
export interface BillModel extends Pick<
  Bill,
  'monthlyUsd' | 'fixedMonthlyUsd' | 'usageMonthlyUsd' | 'unpriced' | 'limits' | 'priceDates'
> {
  readonly users: number;

  /** The dearest first. */
  readonly services: readonly ServiceCost[];
  readonly budget?: Budget;
  readonly guides: readonly GuideCost[];

  /** What rests on prices that AWS's own price data does not confirm, and how much of the bill it is. */
  readonly unverified: { readonly what: readonly string[]; readonly monthlyUsd: number };
  readonly basis: string;
}

/**
 * The bill of a stage, summed up.
 *
 * @param place the stage, or how an app is called
 * @param stacks its stacks
 * @param users active users
 */
export function billModelOf(place: string, stacks: readonly StackTemplate[], users: number): BillModel {
  const bill = billOf(stacks, workloadOf(users));
  const { monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, unpriced, limits, priceDates } = bill;
  const budget = budgetOf(place, stacks, monthlyUsd);
  const unverified = bill.lines.filter(({ verified, monthlyUsd: usd = 0 }) => verified === false && usd > 0);
  return {
    ...{ users, monthlyUsd, fixedMonthlyUsd, usageMonthlyUsd, unpriced, limits, priceDates },
    services: servicesOf(bill),
    ...(budget ? { budget } : {}),
    guides: guideCosts(users),
    unverified: {
      what: [...new Set(unverified.map(({ service, sku, region }) => `${service} ${sku} (${region})`))].sort(),
      monthlyUsd: unverified.reduce((sum, { monthlyUsd: usd = 0 }) => sum + usd, 0),
    },
    basis: BILL_BASIS,
  };
}

function servicesOf({ lines }: Bill): ServiceCost[] {
  const services = [...new Set(lines.map(({ service }) => service))].map((service): ServiceCost => {
    const sum = (kind: string) =>
      lines
        .filter((line) => line.service === service && line.kind === kind)
        .reduce((total, { monthlyUsd = 0 }) => total + monthlyUsd, 0);
    const [fixedMonthlyUsd, usageMonthlyUsd] = [sum('fixed'), sum('usage')];
    return { service, fixedMonthlyUsd, usageMonthlyUsd, monthlyUsd: fixedMonthlyUsd + usageMonthlyUsd };
  });
  return services
    .filter(({ monthlyUsd }) => monthlyUsd > 0)
    .sort((one, other) => other.monthlyUsd - one.monthlyUsd || (one.service < other.service ? -1 : 1));
}
