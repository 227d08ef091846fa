import { GrowthStages } from '../../stages';
import { readStacks } from '../../toolkit/assembly';
import { RefusedError } from '../../toolkit/refused-error';
import { buildReport, ReportModel, ReportQuestion } from '../../toolkit/report';
import { stagesWithPlans } from '../../toolkit/report/plans';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';
import { checkOutput, writeReport, WrittenReport } from '../output/report-file';
import { usersOf } from './cost-options';
import { commandPreview } from './preview';

/** The options of `growth report`; commander gives every value as text. */
export interface ReportOptions {
  readonly output: string;
  readonly config?: string;
  readonly assembly?: readonly string[];
  readonly users?: string;
  readonly date?: string;
  readonly json?: boolean;
}

/**
 * `growth report`: one HTML file with diagrams, costs, transitions, targets and findings.
 *
 * @param options what it is made from, and where it goes
 * @param io where the progress goes
 */
export async function report(
  { output, config, assembly, users, date, json: asJson }: ReportOptions,
  io: Io,
): Promise<void> {
  const problems = [
    ...(assembly !== undefined && config !== undefined
      ? [
          '`--config` must be absent where `--assembly` is given, got: both; the stages of a configuration and ' +
            'other apps are two reports',
        ]
      : []),
    ...(date === undefined || isDay(date)
      ? []
      : [`\`--date\` must be a day as 2026-01-31, got: ${JSON.stringify(date)}`]),
  ];
  if (problems.length > 0) {
    throw new RefusedError(problems.join('\n'));
  }
  checkOutput(output);
  const active = usersOf(users);
  const question = assembly === undefined ? questionOfStages(config, io) : questionOfAssemblies(assembly);
  const model = await buildReport(
    { ...question, ...(active === undefined ? {} : { users: active }), ...(date === undefined ? {} : { date }) },
    io.err,
  );
  const written = writeReport(output, model, io);
  io.out(
    asJson
      ? json(summaryOf(model, written))
      : `${written.path}: ${Math.ceil(written.bytes / 1024)} KiB, open it in a browser`,
  );
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function questionOfStages(config: string | undefined, io: Io): ReportQuestion {
  const preview = commandPreview(config);
  const { application, environment } = preview.document;
  return {
    title: `Growth report: ${String(application)}, ${String(environment)}`,
    source: `Synthesized from ${preview.words}`,
    ...stagesWithPlans(GrowthStages.NAMES, preview, preview.words, io.err),
  };
}

function questionOfAssemblies(directories: readonly string[]): ReportQuestion {
  const sides = directories.map((directory) => ({ name: directory, stacks: readStacks('--assembly', directory) }));
  return {
    title: `Growth report: ${directories.join(', ')}`,
    source: `Synthesized templates of ${directories.join(', ')}`,
    sides,
  };
}

/** What `--json` prints. */
function summaryOf({ title, stages, plans, differences }: ReportModel, { path, bytes }: WrittenReport): unknown {
  return {
    version: 1,
    path,
    bytes,
    title,
    stages: stages.map(({ name, bill, graph, resources }) => ({
      name,
      users: bill.users,
      monthlyUsd: bill.monthlyUsd,
      resources,
      nodes: graph.nodes.length,
      edges: graph.edges.length,
    })),
    transitions: plans.map(({ from, to, steps }) => ({ from, to, steps: steps.length })),
    differences: differences.map(({ from, to, counts }) => ({ from, to, dataAtRisk: counts['data-risk'] })),
  };
}
