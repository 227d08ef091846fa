import { FIXED_COST_BASIS, FixedCost, fixedCost } from '../cost';
import { Io, json } from '../output/io';
import { table } from '../output/table';
import { readStacks } from '../templates';

/** The options of `growth cost`. */
export interface CostOptions {
  readonly assembly: string;
  readonly json?: boolean;
}

/** `growth cost`: what the synthesized stacks cost whether they are used or not. */
export function cost({ assembly, json: asJson }: CostOptions, io: Io): void {
  const estimate = fixedCost(readStacks('assembly', assembly));
  io.out(asJson ? json({ basis: FIXED_COST_BASIS, ...estimate }) : costReport(estimate));
}

function costReport(estimate: FixedCost): string {
  const sums = new Map<string, number>();
  for (const { what, monthlyUsd = 0 } of estimate.lines) {
    sums.set(what, (sums.get(what) ?? 0) + monthlyUsd);
  }
  const rows = [...sums].sort(([, one], [, other]) => other - one).map(([what, amount]) => [what, amount.toFixed(2)]);
  return [
    table(['what runs', 'USD/month'], [...rows, ['fixed, together', estimate.monthlyUsd.toFixed(2)]]),
    '',
    `Basis: ${FIXED_COST_BASIS}; prices of ${estimate.priceDates[0]} to ${estimate.priceDates[1]}.`,
    ...(estimate.unpriced.length > 0 ? [`Without a known price in this Region, so the sum is at least this: ${estimate.unpriced.join(', ')}.`] : []),
    ...(estimate.unconfirmed.length > 0 ? [`Price not confirmed by AWS's own price data: ${estimate.unconfirmed.join(', ')}.`] : []),
  ].join('\n');
}
