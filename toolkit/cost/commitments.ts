import { StackTemplate, TemplateIndex, templateIndexOf, valueAt } from '../assembly';
import { BillLine } from './bill';
import { ChargeKind } from './charge';
import { CommitmentOffer, OFFERS, Rate } from './commitment-rates';
import { PriceList } from './price-list';

/** What a commitment or Spot would change about the fixed cost; not included in the bill, and no advice. */
export interface WhatIf {
  /** Name of the offer. */
  readonly name: string;

  /** Kind of the offer. */
  readonly kind: 'savings-plan' | 'reserved' | 'spot';

  /** What it would cover, in words. */
  readonly covers: readonly string[];

  /** Fixed cost of what it would cover, on demand, in US dollars a month. */
  readonly baselineMonthlyUsd: number;

  /** The discount, in percent. */
  readonly discountPercent: number;

  /** The saving, in US dollars a month. */
  readonly savingMonthlyUsd: number;

  /** Whether AWS only says "up to": the saving may be less. */
  readonly isAtMost: boolean;

  /** Duration of the commitment. */
  readonly term: string;

  /** When it is paid. */
  readonly payment: string;

  /** Utilization in percent of the hours below which it costs more than it saves; absent without a commitment. */
  readonly breakEvenPercent?: number;

  /** What must not change during the commitment for it to pay off. */
  readonly mustStay: string;

  /** Where the rate was read. */
  readonly source: string;

  /** Date of the rate. */
  readonly asOf?: string;

  /** Whether AWS's own price data confirms the rate for this Region. */
  readonly verified: boolean;

  /** What else to know. */
  readonly note?: string;
}

/** The default percentage of worker tasks on Spot; chosen, not measured. */
export const DEFAULT_SPOT_PERCENT = 50;

/**
 * What each commitment with a known rate, and Spot, would save on its own: they may overlap, and do not add up.
 *
 * @param stacks the templates
 * @param lines the bill
 * @param prices the price list, which has the rates
 * @param spotPercent the part of the workers' tasks that would run on Spot, in percent
 */
export function whatIfs(
  stacks: readonly StackTemplate[],
  lines: readonly BillLine[],
  prices: PriceList,
  spotPercent = DEFAULT_SPOT_PERCENT,
): WhatIf[] {
  const baseline = lines.filter(({ kind, monthlyUsd = 0 }) => kind === ChargeKind.FIXED && monthlyUsd > 0);
  const onDemand = baseline.filter((line) => !isOnSpot(line));
  const index = templateIndexOf(stacks);
  return [
    ...OFFERS.flatMap((offer) => offered(offer, onDemand, prices)),
    ...spot('Fargate Spot, as the templates ask for it', baseline.filter(isOnSpot), prices, 100),
    ...spot(
      `Fargate Spot for ${spotPercent} % of the workers' tasks`,
      onDemand.filter((line) => isWorker(index, line)),
      prices,
      spotPercent,
    ),
  ];
}

interface Covered {
  readonly line: BillLine;
  readonly rate: Rate;
}

/** An offer, once for each rate that it has. */
function offered(offer: CommitmentOffer, baseline: readonly BillLine[], prices: PriceList): WhatIf[] {
  const groups = new Map<string, Covered[]>();
  for (const line of baseline) {
    const rate = offer.rate(line, prices);
    if (rate && rate.discount > 0) {
      const name = JSON.stringify([rate.discount, rate.verified, rate.source]);
      groups.set(name, [...(groups.get(name) ?? []), { line, rate }]);
    }
  }
  return [...groups.values()].map((covered) => whatIf(offer, covered));
}

function whatIf({ name, kind, isAtMost, mustStay }: CommitmentOffer, covered: readonly Covered[]): WhatIf {
  const [{ rate }] = covered;
  const baselineMonthlyUsd = sumOf(covered.map(({ line }) => line));
  return {
    name,
    kind,
    covers: named(covered.map(({ line }) => line)),
    baselineMonthlyUsd,
    discountPercent: 100 * rate.discount,
    savingMonthlyUsd: baselineMonthlyUsd * rate.discount,
    isAtMost,
    term: '1 year',
    payment: 'no upfront',
    breakEvenPercent: 100 * (1 - rate.discount),
    mustStay,
    source: rate.source,
    ...(rate.asOf ? { asOf: rate.asOf } : {}),
    verified: rate.verified,
    ...(rate.note ? { note: rate.note } : {}),
  };
}

function spot(name: string, tasks: readonly BillLine[], prices: PriceList, percent: number): WhatIf[] {
  const price = prices.find('Fargate', 'spot-maximum-discount', 'global');
  const baselineMonthlyUsd = (sumOf(tasks) * percent) / 100;
  if (!price || baselineMonthlyUsd === 0) {
    return [];
  }
  return [
    {
      name,
      kind: 'spot',
      covers: named(tasks),
      baselineMonthlyUsd,
      discountPercent: 100 * price.usd,
      savingMonthlyUsd: baselineMonthlyUsd * price.usd,
      isAtMost: true,
      term: 'none',
      payment: 'by use',
      mustStay:
        "no commitment: AWS stops tasks with two minutes' notice and may have no capacity; no message may be lost " +
        'by that',
      source: price.source,
      ...(price.asOf ? { asOf: price.asOf } : {}),
      verified: price.verified,
      ...(price.note ? { note: price.note } : {}),
    },
  ];
}

/**
 * Tasks whose template asks for Spot stand in the bill at the on-demand price, and say so: a savings plan does not
 * cover them.
 */
function isOnSpot({ service, what }: BillLine): boolean {
  return service === 'Fargate' && what.includes('Spot');
}

/** Tasks that serve no requests: their work waits in a queue if one of them is stopped. */
function isWorker(index: TemplateIndex, { service, type, address }: BillLine): boolean {
  const tasks = index.get(address)?.resource;
  const balancers = valueAt(tasks, ['LoadBalancers']) as unknown[] | undefined;
  return service === 'Fargate' && type === 'AWS::ECS::Service' && (balancers?.length ?? 0) === 0;
}

function sumOf(lines: readonly BillLine[]): number {
  return lines.reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
}

function named(lines: readonly BillLine[]): string[] {
  return [...new Set(lines.map(({ what }) => what))];
}
