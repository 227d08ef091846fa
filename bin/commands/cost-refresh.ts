import { LoadedApp } from '../../toolkit/assembly';
import { CostOptions, priceRows } from '../../toolkit/cost';
import { priceFileText, refreshText, keptLines } from '../../toolkit/cost/output/refresh';
import { Refresh, refreshed, WantedPrice, wantedPrices } from '../../toolkit/cost/refresh';
import { REFRESHED_REGIONS } from '../../toolkit/cost/refresh-queries';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { requireWritable, writeWhole } from '../output/file';
import { Io } from '../output/io';
import { CostFlags } from './cost-options';

/** Progress is told once in so many requests. */
const EVERY = 20;

/** How AWS says that it does not know who asks. */
const CREDENTIAL_ERRORS =
  /Credential|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|IncompleteSignature|SSO/i;
const PERMISSION_ERRORS = /AccessDenied|NotAuthorized/i;

/**
 * `growth cost --refresh-prices`: asks AWS for the prices that a bill needs, or for all that are known, and writes them
 * to a file. An old file stays until the new one is complete.
 *
 * @param app what is to be priced; `undefined` for every price of the list
 * @param flags Region and file
 * @param options users and prices to begin with
 * @param io where the summary goes
 */
export async function refreshPrices(
  app: LoadedApp | undefined,
  flags: CostFlags,
  options: CostOptions,
  io: Io,
): Promise<void> {
  const { region, output = 'prices.json', json: asJson } = flags;
  requireWritable('--output', output);
  if (region !== undefined && !REFRESHED_REGIONS.includes(region)) {
    throw new RefusedError(
      `\`--region\` must be one of ${REFRESHED_REGIONS.join(', ')} for --refresh-prices, got: ` +
        JSON.stringify(region),
    );
  }
  const result = await fromAws(wantedBy(app, region, options), options, io);
  if (result.refreshed.length === 0) {
    throw new RefusedError(`no price was refreshed, and ${output} was not written\n${keptLines(result).join('\n')}`);
  }
  writeWhole('--output', output, priceFileText(result));
  io.out(
    asJson
      ? json({ version: 1, output, refreshed: result.refreshed, kept: result.kept })
      : `${output}: ${refreshText(result)}\nuse it with --price-file ${output}`,
  );
}

function wantedBy(app: LoadedApp | undefined, region: string | undefined, options: CostOptions): WantedPrice[] {
  const regions = region === undefined ? REFRESHED_REGIONS : [region];
  return app
    ? wantedPrices(app.stacks, options)
    : priceRows(options.prices).filter((row) => regions.includes(row.region));
}

async function fromAws(wanted: readonly WantedPrice[], { prices }: CostOptions, io: Io): Promise<Refresh> {
  const { pricingSource } = await import('../../toolkit/cost/pricing-client.bundle');
  try {
    return await refreshed(priceRows(prices), wanted, pricingSource(), (done, all) =>
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
      `--refresh-prices needs credentials of AWS, got: ${message}; sign in (aws sso login, or AWS_PROFILE, or ` +
        `AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY) as somebody with pricing:GetProducts on *, ${nothing}`,
    );
  }
  return new RefusedError(`the AWS Price List Query API did not answer: ${name}, ${message}; ${nothing}`);
}
