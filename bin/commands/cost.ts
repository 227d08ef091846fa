import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXED_COST_BASIS, FixedCost, fixedCost, RegionalTemplate } from '../cost';
import { Io, json, RefusedError } from '../output/io';
import { table } from '../output/table';

/** The options of `growth cost`. */
export interface CostOptions {
  readonly assembly: string;
  readonly json?: boolean;
}

interface Manifest {
  readonly artifacts: Record<string, { readonly type: string; readonly environment?: string; readonly properties?: { readonly templateFile?: string; readonly stackName?: string } }>;
}

/** `growth cost`: what the synthesized stacks cost whether they are used or not. */
export function cost({ assembly, json: asJson }: CostOptions, io: Io): void {
  const estimate = fixedCost(readAssembly(assembly));
  io.out(asJson ? json({ basis: FIXED_COST_BASIS, ...estimate }) : costReport(estimate));
}

/** The templates of a synthesized app. */
export function readAssembly(directory: string): RegionalTemplate[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) {
    throw new RefusedError(`\`assembly\` must be the output of a synthesis, got: ${directory} without manifest.json; run npx cdk synth -q first`);
  }
  const { artifacts } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([id, { environment = '', properties = {} }]) => ({
      stack: properties.stackName ?? id,
      region: environment.split('/').pop() ?? '',
      resources: (JSON.parse(readFileSync(join(directory, properties.templateFile ?? `${id}.template.json`), 'utf8')) as { Resources: RegionalTemplate['resources'] }).Resources,
    }));
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
