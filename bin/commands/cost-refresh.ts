import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StackTemplate } from '../../toolkit/assembly';
import { billOf } from '../../toolkit/cost/bill';
import { unitPrice } from '../../toolkit/cost/output/figures';
import { priceRows } from '../../toolkit/cost/price-file';
import { PriceList, PriceRow } from '../../toolkit/cost/price-list';
import { Refresh, refreshed, WantedPrice } from '../../toolkit/cost/refresh';
import { REFRESHED_REGIONS } from '../../toolkit/cost/refresh-queries';
import { workloadOf } from '../../toolkit/cost/workload';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';
import { CostOptions, pricesOf, usersOf } from './cost-options';

/** Progress is told once in so many requests. */
const EVERY = 20;

/** How AWS says that it does not know who asks. */
const CREDENTIAL_ERRORS =
  /Credential|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|IncompleteSignature|SSO/i;
const PERMISSION_ERRORS = /AccessDenied|NotAuthorized/i;

/**
 * `growth cost --refresh-prices`: asks AWS for the prices that a bill needs, or for all that are known, and writes them
 * to a file. The file is there as a whole or not at all, and an old one stays until then.
 *
 * @param stacks what is to be priced; absent for every price of the list
 * @param options Region, prices to begin with, file
 * @param io where the summary goes
 */
export async function refreshPrices(
  stacks: readonly StackTemplate[] | undefined,
  options: CostOptions,
  io: Io,
): Promise<void> {
  const { region, priceFile, output = 'prices.json', json: asJson } = options;
  if (!existsSync(dirname(output))) {
    throw new RefusedError(`\`--output\` must be in a folder that is there, got: ${JSON.stringify(output)}`);
  }
  if (region !== undefined && !REFRESHED_REGIONS.includes(region)) {
    throw new RefusedError(
      `\`--region\` must be one of ${REFRESHED_REGIONS.join(', ')} for --refresh-prices, got: ` +
        `${JSON.stringify(region)}`,
    );
  }
  const rows = priceRows(priceFile);
  const wanted = stacks
    ? neededBy(stacks, options)
    : rows.filter((row) => (region === undefined ? REFRESHED_REGIONS : [region]).includes(row.region));
  const result = await fromAws(rows, wanted, io);
  if (result.refreshed.length === 0) {
    throw new RefusedError(`no price was refreshed, and ${output} was not written\n${keptLines(result).join('\n')}`);
  }
  write(output, result.rows);
  io.out(
    asJson ? json({ version: 1, output, refreshed: result.refreshed, kept: result.kept }) : summary(output, result),
  );
}

/** The prices of a bill, those that are not known, too. */
function neededBy(stacks: readonly StackTemplate[], options: CostOptions): WantedPrice[] {
  const users = usersOf(options.users);
  const { prices } = pricesOf(options);
  const { lines } = billOf(stacks, users === undefined ? undefined : workloadOf(users), prices);
  const wanted = lines.flatMap(({ service, sku, tiers, region, priceRegion }) =>
    (tiers ?? [{ sku }]).map((tier) => ({
      service,
      sku: tier.sku,
      region: regionOf(service, tier.sku, priceRegion ?? region, prices),
    })),
  );
  return [...new Map(wanted.map((one) => [JSON.stringify(one), one])).values()];
}

function regionOf(service: string, sku: string, region: string, prices: PriceList): string {
  return prices.find(service, sku, region)?.region === 'global' ? 'global' : region;
}

async function fromAws(rows: readonly PriceRow[], wanted: readonly WantedPrice[], io: Io): Promise<Refresh> {
  const { pricingSource } = await import('../../toolkit/cost/pricing-client.bundle');
  try {
    return await refreshed(rows, wanted, pricingSource(), (done, all) =>
      done % EVERY === 0 || done === all ? io.err(`${done} of ${all} requests`) : undefined,
    );
  } catch (error) {
    throw refusal(error as Error);
  }
}

function refusal({ name, message }: Error): Error {
  const nothing = 'nothing was written';
  if (PERMISSION_ERRORS.test(name)) {
    return new RefusedError(
      `AWS refuses the request: ${message}; allow pricing:GetProducts on * to the user or role, ${nothing}`,
    );
  }
  if (CREDENTIAL_ERRORS.test(name)) {
    return new RefusedError(
      `--refresh-prices needs credentials of AWS, got: ${message}; sign in (aws sso login, or AWS_PROFILE, ` +
        ('or AWS_ACCESS_KEY_ID and ' + 'AWS_SECRET_ACCESS_KEY) as somebody with ' + 'pricing:GetProducts on *, ') +
        `${nothing}`,
    );
  }
  return new RefusedError(`the AWS Price List Query API did not answer: ${name}, ${message}; ${nothing}`);
}

/** One price a line, so that a difference in version control can be read. */
function write(output: string, rows: readonly PriceRow[]): void {
  const unfinished = `${output}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
    renameSync(unfinished, output);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new RefusedError(
      `\`--output\` must be a file that can be written, got: ${output}, ${(error as Error).message}`,
    );
  }
}

function summary(output: string, result: Refresh): string {
  const changed = result.refreshed.filter(({ beforeUsd, usd }) => beforeUsd !== usd);
  return [
    `${output}: ${result.refreshed.length} prices from the AWS Price List Query API, ` +
      (`${result.refreshed.length - changed.length} ` + 'of them as before; ' + `${result.kept.length} kept with `) +
      'their old date',
    ...changed.map(
      ({ service, sku, region, beforeUsd, usd }) =>
        `  ${service} ${sku} in ${region}: ${beforeUsd === undefined ? 'not known' : unitPrice(beforeUsd)} ` +
        `-> ${unitPrice(usd)}`,
    ),
    ...keptLines(result),
    `use it with --price-file ${output}`,
  ].join('\n');
}

function keptLines({ kept }: Refresh): string[] {
  const reasons = new Map<string, string[]>();
  for (const { service, sku, reason } of kept) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), `${service} ${sku}`]);
  }
  return [...reasons].map(
    ([reason, names]) =>
      `  kept, ${reason}: ` +
      `${[...new Set(names)].slice(0, 5).join(', ')}${new Set(names).size > 5 ? ` and ${new Set(names).size - 5} more` : ''}`,
  );
}
