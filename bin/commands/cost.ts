import { namedApp, LoadedApp } from '../../toolkit/assembly';
import { compareCosts, cost, CostOptions, usageTemplate } from '../../toolkit/cost';
import { COMPARISON_FORMATS, COST_FORMATS } from '../../toolkit/cost/output';
import { costFailures } from '../../toolkit/cost/policy';
import { refuse, RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { formatProblems, print } from '../output/formats';
import { Io, requirePolicies } from '../output/io';
import { configurationOnDemand } from './configuration';
import { CostFlags, costOptionsOf } from './cost-options';
import { refreshPrices } from './cost-refresh';

/**
 * `growth cost`: the bill of a stage, an assembly or a template, from its synthesized templates.
 *
 * @param place what is priced; `undefined` for the assembly of the flags
 * @param flags users, Region, usage, prices, format and policy
 * @param io where the bill goes
 */
export async function costCommand(place: string | undefined, flags: CostFlags, io: Io): Promise<void> {
  const options = costOptionsOf(flags);
  const appOf = appsOf(flags, io);
  if (flags.printUsage) {
    io.out(json(usageTemplate(place === undefined ? undefined : appOf('place', place))));
  } else if (flags.refreshPrices) {
    await refreshPrices(place === undefined ? undefined : appOf('place', place), flags, options, io);
  } else if (flags.compare) {
    comparison(place, flags.compare, appOf, flags, options, io);
  } else {
    bill(place, appOf, flags, options, io);
  }
}

/** Loads an app, given the argument that names it and the name. */
type AppOf = (property: string, name: string) => LoadedApp;

function appsOf({ config, region }: CostFlags, io: Io): AppOf {
  const configuration = configurationOnDemand(config, io);
  return (property, name) => namedApp(property, name, configuration, region);
}

function bill(place: string | undefined, appOf: AppOf, flags: CostFlags, options: CostOptions, io: Io): void {
  refuse(formatProblems(COST_FORMATS, flags));
  const app = place === undefined ? appOf('--assembly', flags.assembly) : appOf('place', place);
  const found = cost(app, options);
  const failed = costFailures(found, flags.failOn ?? []);
  print(COST_FORMATS, found, flags, io);
  requirePolicies(failed);
}

/** Two bills; a policy looks at the second one. */
function comparison(
  place: string | undefined,
  places: readonly string[],
  appOf: AppOf,
  flags: CostFlags,
  options: CostOptions,
  io: Io,
): void {
  refuse(formatProblems(COMPARISON_FORMATS, flags));
  if (places.length !== 2 || place !== undefined) {
    const given = [...places, ...(place === undefined ? [] : [place])].join(' ');
    throw new RefusedError(
      `\`--compare\` must name two places, got: ${given}; for example --compare monolith containers --users 10000`,
    );
  }
  const [before, after] = places.map((name) => appOf('compare', name));
  const found = compareCosts(before, after, options);
  const failed = costFailures(found.after, flags.failOn ?? []);
  print(COMPARISON_FORMATS, found, flags, io);
  requirePolicies(failed);
}
