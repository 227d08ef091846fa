import { ComparedApp, loadApp, StackTemplate } from '../../toolkit/assembly';
import { compareCosts, CostReport, costReport, readUsage, usageTemplate } from '../../toolkit/cost';
import { COMPARISON_FORMATS, COST_FORMATS, Presentation } from '../../toolkit/cost/output';
import { checkPolicies, costFailures } from '../../toolkit/cost/policy';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { maxCharactersOf } from '../../toolkit/text/markdown';
import { formatOf } from '../output/formats';
import { FailedPolicyError, Io } from '../output/io';
import { CostOptions, MissingPrices, percentOf, pricesOf, usersOf } from './cost-options';
import { refreshPrices } from './cost-refresh';

/**
 * `growth cost`: the bill of a stage, an assembly or a template, from its synthesized templates.
 *
 * @param place what is priced; absent for the assembly of the options
 * @param options users, Region, usage, prices, format and policy
 * @param io where the bill goes
 */
export async function cost(place: string | undefined, options: CostOptions, io: Io): Promise<void> {
  checkOptions(options);
  if (options.printUsage) {
    io.out(json(usageTemplate(place === undefined ? [] : loadApp('place', place, options.config).stacks)));
  } else if (options.refreshPrices) {
    await refreshPrices(
      place === undefined ? undefined : loadApp('place', place, options.config, options.region).stacks,
      options,
      io,
    );
  } else if (options.compare) {
    comparison(place, options.compare, options, io);
  } else {
    bill(place, options, io);
  }
}

/** What is wrong with the options, before anything is synthesized. */
function checkOptions(options: CostOptions): void {
  const users = usersOf(options.users);
  pricesOf(options);
  percentOf('--spot-percent', options.spotPercent);
  checkPolicies(options.failOn ?? []);
  maxCharactersOf(options.maxCharacters);
  if (options.usage !== undefined && users === undefined) {
    throw new RefusedError('`--usage` must come with the number of users, got: none; add --users <number>');
  }
}

function bill(place: string | undefined, options: CostOptions, io: Io): void {
  const render = formatOf(COST_FORMATS, options);
  const side = loadApp(
    place === undefined ? 'assembly' : 'place',
    place ?? options.assembly,
    options.config,
    options.region,
  );
  const { report, failed } = judged(side, side.stacks, options);
  io.out(render(report, presentationOf(options)));
  fail(failed);
}

function presentationOf({ all, explain, maxCharacters }: CostOptions): Presentation {
  return { all, explain, maxCharacters: maxCharactersOf(maxCharacters) };
}

/** Two bills; a policy looks at the second one. */
function comparison(place: string | undefined, places: readonly string[], options: CostOptions, io: Io): void {
  const render = formatOf(COMPARISON_FORMATS, options);
  if (places.length !== 2 || place !== undefined) {
    throw new RefusedError(
      `\`--compare\` must name two places, got: ` +
        (`${[...places, ...(place === undefined ? [] : [place])].join(' ')}; ` + 'for example --compare monolith ') +
        'containers --users 10000',
    );
  }
  const sides = places.map((one) => loadApp('compare', one, options.config, options.region));
  const stacks = sides.flatMap((side) => side.stacks);
  const [before, after] = [judged(sides[0], stacks, { ...options, failOn: [] }), judged(sides[1], stacks, options)];
  io.out(render(compareCosts(before.report, after.report), presentationOf(options)));
  fail(after.failed);
}

/** The bill of one side and why it fails the policies; the usage may name what is in any of the stacks. */
function judged(
  { name, stacks }: ComparedApp,
  known: readonly StackTemplate[],
  options: CostOptions,
): { readonly report: CostReport; readonly failed: readonly string[] } {
  const { region, usage, failOn = [] } = options;
  const users = usersOf(options.users);
  const { prices, missing } = pricesOf(options);
  const spotPercent = percentOf('--spot-percent', options.spotPercent);
  const report = costReport({
    place: name,
    stacks,
    prices,
    ...(users === undefined ? {} : { users }),
    ...(region === undefined ? {} : { region }),
    ...(usage === undefined ? {} : { usage: readUsage(usage, known) }),
    ...(spotPercent === undefined ? {} : { spotPercent }),
    withoutSensitivity: options.compare !== undefined,
  });
  refuseMissing(report, missing);
  return { report, failed: costFailures(report, failOn) };
}

/** Where the user wants no bill that something is missing from. */
function refuseMissing({ lines }: CostReport, { isError }: MissingPrices): void {
  const without = lines.filter(({ monthlyUsd }) => monthlyUsd === undefined);
  if (isError && without.length > 0) {
    const named = without.map(
      ({ stack, resource, what, region }) => `${stack}/${resource}: ${what} in ${region || 'an unknown Region'}`,
    );
    throw new RefusedError(
      [
        `\`--missing-prices error\`: ${without.length} without a known price; use --missing-prices ` +
          'fallback=<region>, or --price-file',
        ...named,
      ].join('\n  - '),
    );
  }
}

function fail(failed: readonly string[]): void {
  if (failed.length > 0) {
    throw new FailedPolicyError(failed.map((reason) => `--fail-on ${reason}`).join('\n'));
  }
}
