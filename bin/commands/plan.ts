import { Io, json, RefusedError } from '../output/io';
import { asMarkdown, asText, Plan, planBetween } from '../plan';

/** The options of `growth plan`. */
export interface PlanOptions {
  readonly path?: string;
  readonly format: string;
  readonly json?: boolean;
}

const FORMATS: Readonly<Record<string, (plan: Plan) => string>> = { text: asText, markdown: asMarkdown, json };

/**
 * `growth plan`: the deployments between two places as a runbook.
 *
 * @param from the place that is live
 * @param to the place that is wanted
 * @param options path and format
 * @param io where the plan goes
 */
export function plan(from: string, to: string, { path, format, json: asJson }: PlanOptions, io: Io): void {
  const render = FORMATS[asJson ? 'json' : format];
  if (!render) {
    throw new RefusedError(`\`--format\` must be one of ${Object.keys(FORMATS).join(', ')}, got: ${JSON.stringify(format)}`);
  }
  if (path !== undefined && path !== 'snapshot') {
    throw new RefusedError(`\`--path\` must be absent or "snapshot", got: ${JSON.stringify(path)}`);
  }
  io.out(render(planBetween(from, to, { path })));
}
