import { LocatedResource, StackTemplate, TemplateIndex, templateIndexOf } from '../assembly';
import { CapacityLimit, Charge, ChargeKind, Priced } from './charge';
import { Price, PriceList } from './price-list';
import { FREE_TYPES, PRICERS } from './pricers';
import { resolvedStacks } from './resolve-parameters';
import { amountOf, poolsOf, Pools } from './tiers';
import { Workload } from './workload';

/** One line of a bill. */
export interface BillLine extends Charge {
  /** Address of the resource: stack and logical id, with Region and account if necessary to tell stacks apart. */
  readonly address: string;

  readonly stack: string;

  /** Region of the stack. */
  readonly region: string;

  /** Account of the stack; absent if the app does not say. */
  readonly account?: string;

  /** Logical id of the resource. */
  readonly resource: string;

  /** Its CloudFormation type. */
  readonly type: string;

  /** The list price, of several tiers the first; absent if none is known. */
  readonly price?: Price;

  /** Whether AWS's own price data confirms every price of the line; absent if no price is known. */
  readonly verified?: boolean;

  /** Whether a price is that of another Region, because the own one has none. */
  readonly isFallback?: boolean;

  /** US dollars a month; absent if no price is known. */
  readonly monthlyUsd?: number;
}

/** Something that is paid for, or may be, and is not included in the total. */
export interface Unpriced {
  /** Stack and logical id, with Region and account in front if necessary to tell stacks apart. */
  readonly address: string;

  /** Name of the stack. */
  readonly stack: string;

  /** Logical id. */
  readonly resource: string;

  /** CloudFormation type. */
  readonly type: string;

  /** Why it has no amount. */
  readonly reason: string;
}

/** A limit of a resource that the workload exceeds. */
export interface ExceededLimit extends CapacityLimit {
  /** Stack and logical id, with Region and account in front if necessary to tell stacks apart. */
  readonly address: string;

  /** Name of the stack. */
  readonly stack: string;

  /** Logical id. */
  readonly resource: string;
}

/** What an application costs in a month at list prices. */
export interface Bill {
  /** Active users; absent for fixed cost only. */
  readonly users?: number;
  readonly lines: readonly BillLine[];

  /** The sum of what is paid for by time. */
  readonly fixedMonthlyUsd: number;

  /** The sum of what is paid for by use. */
  readonly usageMonthlyUsd: number;
  readonly monthlyUsd: number;
  readonly monthlyUsdPerUser?: number;

  /** What is paid for and stands in no sum: the sums are at least what they say. */
  readonly unpriced: readonly Unpriced[];

  /** What the workload needs and the templates do not allow: the sums are those of a system that is too small. */
  readonly limits: readonly ExceededLimit[];

  /** Dates of the oldest and the newest price. */
  readonly priceDates: readonly [string, string];
}

/** What the sums leave out, for output. */
export const BILL_BASIS = 'on-demand list prices, 730 hours a month, before tax and free tiers';

/**
 * Prices every resource of an application.
 *
 * @param templates the templates, as they are written
 * @param workload what users do; absent for what is fixed only
 * @param prices the price list
 */
export function billOf(
  templates: readonly StackTemplate[],
  workload?: Workload,
  prices: PriceList = new PriceList(),
): Bill {
  return billOfResolved(resolvedStacks(templates), workload, prices);
}

/** The bill of templates whose known parameters are resolved; for callers that price the same templates often. */
export function billOfResolved(
  stacks: readonly StackTemplate[],
  workload: Workload | undefined,
  prices: PriceList,
): Bill {
  const index = templateIndexOf(stacks);
  const found = index.resources.map((located) => ({
    located,
    priced: PRICERS[located.resource.Type]?.({ ...located, index, ...(workload ? { workload } : {}) }),
  }));
  const charges = found.flatMap(({ located, priced }) =>
    (priced?.charges ?? []).map((charge) => ({ ...charge, ...locationOf(located) })),
  );
  const pools = poolsOf(charges);
  const lines = charges.filter(({ quantity }) => quantity > 0).map((charge) => lineOf(charge, pools, prices));
  const [fixedMonthlyUsd, usageMonthlyUsd] = [ChargeKind.FIXED, ChargeKind.USAGE].map((kind) =>
    lines.filter((line) => line.kind === kind).reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0),
  );
  const monthlyUsd = fixedMonthlyUsd + usageMonthlyUsd;
  return {
    ...(workload ? { users: workload.users, monthlyUsdPerUser: monthlyUsd / workload.users } : {}),
    lines,
    fixedMonthlyUsd,
    usageMonthlyUsd,
    monthlyUsd,
    unpriced: [
      ...found.flatMap(unpricedOf),
      ...index.stacks.flatMap((stack) => missingIn(stack, index)),
      ...[...charges.filter(({ quantity }) => Number.isNaN(quantity)), ...lines].flatMap(unclearOf),
    ],
    limits: found.flatMap(({ located: { address, id, stack }, priced }) =>
      (priced?.limits ?? []).map((limit) => ({ address, stack: stack.name, resource: id, ...limit })),
    ),
    priceDates: datesOf(lines),
  };
}

type LocatedCharge = Charge & Pick<BillLine, 'address' | 'stack' | 'region' | 'account' | 'resource' | 'type'>;

function locationOf({ address, id, resource, stack }: LocatedResource): Omit<LocatedCharge, keyof Charge> {
  const { name, region, account } = stack;
  return {
    address,
    stack: name,
    region,
    ...(account === undefined ? {} : { account }),
    resource: id,
    type: resource.Type,
  };
}

function lineOf(charge: LocatedCharge, pools: Pools, prices: PriceList): BillLine {
  const region = charge.priceRegion ?? charge.region;
  const [price, ...others] = (charge.tiers ?? [charge]).flatMap(
    ({ sku }) => prices.find(charge.service, sku, region) ?? [],
  );
  const monthlyUsd = amountOf(charge, pools, prices);
  if (price === undefined || monthlyUsd === undefined) {
    return charge;
  }
  const all = [price, ...others];
  const isFallback = all.some((candidate) => candidate.region !== region && candidate.region !== 'global');
  return {
    ...charge,
    price,
    verified: all.every(({ verified }) => verified),
    ...(isFallback ? { isFallback } : {}),
    monthlyUsd,
  };
}

/** An unknown type is listed, because it may cost something. */
function unpricedOf({ located, priced }: { readonly located: LocatedResource; readonly priced?: Priced }): Unpriced[] {
  const { address, id, stack } = located;
  const { Type, Condition } = located.resource;
  const unpriced = { address, stack: stack.name, resource: id, type: Type };
  if (priced === undefined) {
    return FREE_TYPES.has(Type) ? [] : [{ ...unpriced, reason: `this version does not price ${Type}` }];
  }
  const whether =
    Condition === undefined || priced.charges.length === 0
      ? []
      : [`it is included, but whether its condition ${Condition} is true is known only at deployment`];
  return [...whether, ...(priced.unknown ?? [])].map((reason) => ({ ...unpriced, reason }));
}

/** Something without a known quantity or price. */
function unclearOf({
  address,
  stack,
  resource,
  type,
  what,
  region,
  quantity,
  monthlyUsd,
}: LocatedCharge & Pick<BillLine, 'monthlyUsd'>): Unpriced[] {
  if (Number.isNaN(quantity)) {
    return [{ address, stack, resource, type, reason: `${what}: the template does not specify the quantity` }];
  }
  return monthlyUsd === undefined
    ? [{ address, stack, resource, type, reason: `no known price for ${what} in ${region || 'an unknown Region'}` }]
    : [];
}

/** Nested stacks whose template was not found. */
function missingIn(stack: StackTemplate, index: TemplateIndex): Unpriced[] {
  return (stack.missing ?? []).map((resource) => ({
    address: index.at(stack, resource)?.address ?? `${stack.name}/${resource}`,
    stack: stack.name,
    resource,
    type: 'AWS::CloudFormation::Stack',
    reason: 'the template of the nested stack is missing',
  }));
}

function datesOf(lines: readonly BillLine[]): readonly [string, string] {
  const dates = lines.flatMap(({ price }) => (price?.asOf ? [price.asOf] : [])).sort();
  return [dates[0] ?? 'unknown', dates[dates.length - 1] ?? 'unknown'];
}
