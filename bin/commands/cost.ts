import { CostReport, costReport, readUsage, usageTemplate } from '../cost';
import { CostOptions, MissingPrices, percentOf, pricesOf, usersOf } from '../cost/options';
import { COST_FORMATS } from '../cost/output';
import { costFailures } from '../cost/policy';
import { pricedSide } from '../cost/sources';
import { FailedPolicyError, Io, json, RefusedError } from '../output/io';

/**
 * `growth cost`: the bill of a stage, an assembly or a template, from its synthesized templates.
 *
 * @param place what is priced; absent for the assembly of the options
 * @param options users, Region, usage, prices, format and policy
 * @param io where the bill goes
 */
export async function cost(place: string | undefined, options: CostOptions, io: Io): Promise<void> {
  if (options.printUsage) {
    io.out(json(usageTemplate(place === undefined ? [] : pricedSide('place', place, options.config, undefined).stacks)));
    return;
  }
  bill(place, options, io);
}

function bill(place: string | undefined, options: CostOptions, io: Io): void {
  const { assembly, config, region, usage, spotPercent, failOn = [], all, explain } = options;
  const render = rendererOf(options);
  const users = usersOf(options.users);
  if (usage !== undefined && users === undefined) {
    throw new RefusedError('`--usage` must come with the number of users, got: none; add --users <number>');
  }
  const { prices, missing } = pricesOf(options);
  const spot = percentOf('--spot-percent', spotPercent);
  const { name, stacks } = pricedSide(place === undefined ? 'assembly' : 'place', place ?? assembly, config, region);
  const report = costReport({
    place: name,
    stacks,
    prices,
    ...(users === undefined ? {} : { users }),
    ...(region === undefined ? {} : { region }),
    ...(usage === undefined ? {} : { usage: readUsage(usage, stacks) }),
    ...(spot === undefined ? {} : { spotPercent: spot }),
  });
  refuseMissing(report, missing);
  const failed = costFailures(report, failOn);
  io.out(render(report, { all, explain }));
  fail(failed);
}

function rendererOf({ json: asJson, format }: CostOptions) {
  const render = COST_FORMATS[asJson ? 'json' : format];
  if (!render) {
    throw new RefusedError(`\`--format\` must be one of ${Object.keys(COST_FORMATS).join(', ')}, got: ${JSON.stringify(format)}`);
  }
  return render;
}

/** Where the user wants no bill that something is missing from. */
function refuseMissing({ lines }: CostReport, { isError }: MissingPrices): void {
  const without = lines.filter(({ monthlyUsd }) => monthlyUsd === undefined);
  if (isError && without.length > 0) {
    const named = without.map(({ stack, resource, what, region }) => `${stack}/${resource}: ${what} in ${region || 'an unknown Region'}`);
    throw new RefusedError([`\`--missing-prices error\`: ${without.length} without a known price; use --missing-prices fallback=<region>, or --price-file`, ...named].join('\n  - '));
  }
}

function fail(failed: readonly string[]): void {
  if (failed.length > 0) {
    throw new FailedPolicyError(failed.map((reason) => `--fail-on ${reason}`).join('\n'));
  }
}
