import { previewEach } from '../../toolkit/assembly';
import { billOf } from '../../toolkit/cost';
import { asMarkdown, asText, Plan, placesOf, planBetween, withCosts } from '../../toolkit/plan';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';
import { commandPreview, orWithoutCost } from './preview';

/** The options of `growth plan`. */
export interface PlanCommandOptions {
  readonly path?: string;
  readonly format: string;
  readonly json?: boolean;
  /** The configuration from which the costs are worked out. */
  readonly config?: string;
  /** Whether costs are worked out. */
  readonly cost?: boolean;
  readonly databaseGib?: string;
}

const FORMATS: Readonly<Record<string, (plan: Plan, columns?: number) => string>> = {
  text: asText,
  markdown: (plan) => asMarkdown(plan),
  json: (plan) => json(plan),
};

/** The largest volume of Aurora, 128 TiB. */
const MOST_GIB = 131_072;

/**
 * `growth plan`: the deployments between two places as a runbook.
 *
 * @param from the place that is live
 * @param to the place that is wanted
 * @param options path, format, size of the database, configuration
 * @param io where the plan goes
 */
export function plan(from: string, to: string, options: PlanCommandOptions, io: Io): void {
  const { path, json: asJson, cost = true, config } = options;
  const format = asJson ? 'json' : options.format;
  const problems = problemsOf({ ...options, format });
  if (problems.length > 0) {
    throw new RefusedError(problems.join('\n'));
  }
  const databaseGiB = options.databaseGib === undefined ? undefined : Number(options.databaseGib);
  const planned = planBetween(from, to, {
    ...(path ? { path } : {}),
    ...(databaseGiB === undefined ? {} : { databaseGiB }),
  });
  io.out(FORMATS[format](cost && planned.steps.length > 0 ? costed(planned, config, io, path) : planned, io.columns));
}

function problemsOf({ path, format, databaseGib }: PlanCommandOptions): string[] {
  const isSize =
    databaseGib === undefined ||
    (/^\d+(\.\d+)?$/.test(databaseGib) && Number(databaseGib) > 0 && Number(databaseGib) <= MOST_GIB);
  return [
    ...(FORMATS[format]
      ? []
      : [`\`--format\` must be one of ${Object.keys(FORMATS).join(', ')}, got: ${JSON.stringify(format)}`]),
    ...(path === undefined || path === 'snapshot'
      ? []
      : [`\`--path\` must be absent or "snapshot", got: ${JSON.stringify(path)}`]),
    ...(isSize
      ? []
      : [
          `\`--database-gib\` must be a number above 0 to ${MOST_GIB} (GiB), got: ` +
            (`${JSON.stringify(databaseGib)}; give ` + 'the size of the data, not of the volume'),
        ]),
  ];
}

function costed(planned: Plan, config: string | undefined, io: Io, path?: string): Plan {
  const preview = commandPreview(config);
  return withCosts(
    planned,
    orWithoutCost(() => previewEach(preview, placesOf(planned), (stacks) => billOf(stacks), io.err, path)),
    preview.words,
  );
}
