import { got } from '../../lib/core/problems';
import { ConfigurationProblem, GrowthStages } from '../../stages';
import { problem } from '../../stages/problem';
import { LoadedApp, previewOf, previewWords } from '../assembly';
import { userProblems } from '../cost';
import { Progress } from '../progress';
import { refuse } from '../refused-error';
import { buildReport, ReportModelOptions } from './build';
import { ReportModel } from './model';
import { stagesWithPlans } from './plans';

/** What a report is made from: a configuration or apps. */
export interface ReportOptions {
  /**
   * The configuration whose stages are shown, with the transitions between them.
   *
   * @default - none; `apps` are shown
   */
  readonly document?: object;

  /**
   * Where the configuration came from, for messages and output.
   *
   * @default 'the given document'
   */
  readonly source?: string;

  /**
   * The apps that are shown, in the order of growth.
   *
   * @default - none; the stages of `document` are shown
   */
  readonly apps?: readonly LoadedApp[];

  /**
   * Active users of today. They are marked in charts, and the stage that fits them is billed with them.
   *
   * @default - every stage is billed with the users of its budget
   */
  readonly users?: number;

  /**
   * The day of the report, for example `2026-01-31`.
   *
   * @default - none; the same input gives the same report
   */
  readonly date?: string;

  /**
   * Receives a line for each synthesis and each drawing.
   *
   * @default - progress is not reported
   */
  readonly progress?: Progress;
}

/**
 * Diagrams, bills, transitions, targets and findings of stages or apps. `renderReport` makes one HTML file of it.
 *
 * Throws a `RefusedError` if an option is not allowed, and a `ConfigurationError` if the configuration is wrong.
 *
 * @param options the configuration or the apps
 */
export async function report(options: ReportOptions): Promise<ReportModel> {
  refuse(reportProblems(options));
  const { document, source = 'the given document', apps = [], users, date, progress = () => undefined } = options;
  const content = document === undefined ? ofApps(apps) : ofStages({ ...document }, source, progress);
  return buildReport({ ...content, users, date }, progress);
}

/** What is wrong with options, before anything is synthesized for them. */
export function reportProblems({ document, apps, users, date }: ReportOptions): ConfigurationProblem[] {
  return [
    ...((document === undefined) === (apps === undefined)
      ? [problem({ property: 'document', rule: 'or `apps` must be given, and not both' })]
      : []),
    ...userProblems(users),
    ...(date === undefined || isDay(date)
      ? []
      : [problem({ property: 'date', rule: 'must be a day as 2026-01-31', given: got(date) })]),
  ];
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

type Content = Pick<ReportModelOptions, 'title' | 'source' | 'apps' | 'plans'>;

function ofStages(document: Readonly<Record<string, unknown>>, source: string, progress: Progress): Content {
  const preview = previewOf({ document, source });
  return {
    title: `Growth report: ${String(document.application)}, ${String(document.environment)}`,
    source: `Synthesized from ${previewWords(preview)}`,
    ...stagesWithPlans(GrowthStages.NAMES, preview, progress),
  };
}

function ofApps(apps: readonly LoadedApp[]): Content {
  const names = apps.map(({ name }) => name).join(', ');
  return { title: `Growth report: ${names}`, source: `Synthesized templates of ${names}`, apps };
}
