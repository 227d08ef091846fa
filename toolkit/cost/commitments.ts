import { StackTemplate, TemplateIndex, templateIndexOf, valueAt } from '../assembly';
import { BillLine } from './bill';
import { ChargeKind } from './charge';
import { CommitmentOffer, OFFERS, Rate } from './commitment-rates';
import { PriceList } from './price-list';

/** What a commitment or Spot would change about what always runs. It is no part of the bill, and no advice. */
export interface WhatIf {
  readonly name: string;
  readonly kind: 'savings-plan' | 'reserved' | 'spot';

  /** What it would cover, in words. */
  readonly covers: readonly string[];

  /** What that costs on demand, in US dollars a month: only what always runs. */
  readonly baselineMonthlyUsd: number;
  readonly discountPercent: number;
  readonly savingMonthlyUsd: number;

  /** Whether AWS only says "up to": the saving may be less. */
  readonly isAtMost: boolean;
  readonly term: string;
  readonly payment: string;

  /** The part of the hours in use below which it costs more than it saves; absent where nothing is promised. */
  readonly breakEvenPercent?: number;

  /** What has to stay as it is for the time of the promise. */
  readonly mustStay: string;
  readonly source: string;
  readonly asOf?: string;

  /** Whether AWS's own price data says so, for this Region; where not, the rate is no fact. */
  readonly verified: boolean;
  readonly note?: string;
}

/** The part of the workers' tasks that is taken to run on Spot where nobody says otherwise; a choice. */
export const DEFAULT_SPOT_PERCENT = 50;

/**
 * What each commitment that has a known rate, and Spot, would change, each by itself: several may cover the same, and
 * do not add up.
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
        'nothing is promised: AWS takes tasks away two minutes after it says so, and may have none to give; ' +
        'every message must survive that',
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

/** Tasks that answer nobody directly: what they do waits in a queue when one of them is taken away. */
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
