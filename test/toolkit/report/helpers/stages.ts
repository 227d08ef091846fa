import { GrowthStages } from '../../../../stages';
import { EXAMPLE, LoadedApp, previewPoint, StackTemplate, stackOf } from '../../../../toolkit/assembly';
import { planBetween } from '../../../../toolkit/plan';
import { buildReport, ReportModel } from '../../../../toolkit/report';

/** Where nothing is said. */
export const QUIET = () => undefined;

let stages: LoadedApp[] | undefined;

/** The stacks of every stage of the built-in example, synthesized once. */
export function exampleStages(): LoadedApp[] {
  stages ??= GrowthStages.NAMES.map((name) => ({ name, stacks: previewPoint(EXAMPLE, name) }));
  return stages;
}

/** The report of every stage of the built-in example, with the ways between them. */
export function exampleReport(apps: readonly LoadedApp[] = exampleStages()): Promise<ReportModel> {
  const plans = GrowthStages.NAMES.slice(1).map((name, index) => planBetween(GrowthStages.NAMES[index], name));
  return buildReport(
    { title: 'Growth report: example', source: 'Synthesized from an example', apps, plans, users: 25_000 },
    QUIET,
  );
}

/** A stack as it is written. */
export function stack(
  name: string,
  resources: Record<string, unknown>,
  others: Record<string, unknown> = {},
  region = 'us-east-1',
): StackTemplate {
  return stackOf({ name, region }, { Resources: resources, ...others });
}
