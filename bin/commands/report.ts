import { ConfigurationProblem } from '../../stages';
import { problem } from '../../stages/problem';
import { readStacks } from '../../toolkit/assembly';
import { refuse } from '../../toolkit/refused-error';
import { report, ReportModel, ReportOptions, reportProblems } from '../../toolkit/report';
import { json } from '../../toolkit/text/json';
import { numberOf } from '../output/flags';
import { Io } from '../output/io';
import { checkOutput, writeReport, WrittenReport } from '../output/report-file';
import { commandConfiguration } from './configuration';

/** The flags of `growth report`; commander gives every value as text. */
export interface ReportFlags {
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
 * @param flags what it is made from, and where it goes
 * @param io where the progress goes
 */
export async function reportCommand(flags: ReportFlags, io: Io): Promise<void> {
  const { output, users, date, json: asJson } = flags;
  const options = { users: numberOf(users), date, progress: io.err };
  refuse([...sourceProblems(flags), ...reportProblems({ ...options, apps: [] })]);
  checkOutput(output);
  const model = await report({ ...options, ...contentOf(flags) });
  const written = writeReport(output, model, io);
  io.out(
    asJson
      ? json(summaryOf(model, written))
      : `${written.path}: ${Math.ceil(written.bytes / 1024)} KiB, open it in a browser`,
  );
}

function sourceProblems({ config, assembly }: ReportFlags): ConfigurationProblem[] {
  return config === undefined || assembly === undefined
    ? []
    : [
        problem({
          property: 'config',
          rule: 'must be absent if `--assembly` is given',
          given: 'both',
          remedy: 'the stages of a configuration and other apps are two reports',
        }),
      ];
}

/** What the report shows: apps, or the stages of a configuration. */
function contentOf({ assembly, config }: ReportFlags): ReportOptions {
  return assembly === undefined
    ? commandConfiguration(config)
    : { apps: assembly.map((directory) => ({ name: directory, stacks: readStacks('--assembly', directory) })) };
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
