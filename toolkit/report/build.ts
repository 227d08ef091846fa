import { GrowthStages } from '../../stages';
import { LoadedApp, StackTemplate } from '../assembly';
import { billOf, guideCosts, workloadOf } from '../cost';
import { diff } from '../diff/diff';
import { Plan } from '../plan';
import { Progress } from '../progress';
import { alarmsOf } from './alarms';
import { billModelOf } from './bill-model';
import { graphOf } from './graph/graph';
import { drawingOf } from './graph/layout';
import { Graph } from './graph/model';
import { partsOf } from './graph/parts';
import { CurvePoint, GuideBand, ReportModel, StageDrawing, StageModel } from './model';

/** What a report is made from. */
export interface ReportModelOptions {
  readonly title: string;

  /** What was synthesized, in words. */
  readonly source: string;

  /** The stages in the order of growth, or other apps. */
  readonly apps: readonly LoadedApp[];

  /** The plans between them. */
  readonly plans?: readonly Plan[];

  /**
   * Active users of today: they are marked, and the stage that is made for them is billed with them; the other stages
   * are billed with the users of their budgets.
   */
  readonly users?: number;

  /** The day of the report; without it, the same input gives the same bytes. */
  readonly date?: string;
}

/** The fewest and the most users of the charts. */
export const FEWEST_USERS = 1_000;
export const MOST_USERS = 2_000_000;
const STEPS_PER_DECADE = 5;

/** Users of an app that is no stage, if their number is not given. */
const TYPICAL_USERS = 10_000;

/**
 * Computes everything that a report shows.
 *
 * @param options the apps and the plans between them
 * @param progress receives a line for each app
 */
export async function buildReport(
  { title, source, apps, plans = [], users, date }: ReportModelOptions,
  progress: Progress,
): Promise<ReportModel> {
  const stages: StageModel[] = [];
  for (const app of apps) {
    progress(`draw and price ${app.name}`);
    stages.push(await stageOf(app, users));
  }
  const differences = apps.slice(1).map((app, index) => diff(apps[index], app));
  return {
    version: 1,
    title,
    source,
    ...(date === undefined ? {} : { date }),
    ...(users === undefined ? {} : { users }),
    stages,
    guides: guideBands(),
    differences,
    plans,
  };
}

async function stageOf({ name, stacks }: LoadedApp, users: number | undefined): Promise<StageModel> {
  const stage = GrowthStages.find(name);
  const graph = graphOf(stacks);
  const isOwn = users !== undefined && (stage === undefined || GrowthStages.forUsers(users).name === name);
  const typical = (isOwn ? users : undefined) ?? stage?.typicalUsers ?? TYPICAL_USERS;
  return {
    name,
    ...(stage ? { stage } : {}),
    graph,
    drawings: await drawingsOf(graph),
    resources: stacks.reduce((sum, { resources }) => sum + Object.keys(resources).length, 0),
    curve: curveOf(stacks),
    bill: billModelOf(name, stacks, typical),
    alarms: alarmsOf(stacks),
  };
}

async function drawingsOf(graph: Graph): Promise<StageDrawing[]> {
  const drawings: StageDrawing[] = [];
  for (const { title, graph: part } of partsOf(graph)) {
    drawings.push({ ...(title === undefined ? {} : { title }), drawing: await drawingOf(part) });
  }
  return drawings;
}

/** Even steps on a logarithmic axis, with the round numbers at which guides and stages change. */
function userSteps(): number[] {
  const decades = Math.log10(MOST_USERS / FEWEST_USERS);
  const steps = Array.from({ length: Math.ceil(decades * STEPS_PER_DECADE) + 1 }, (_, step) =>
    Math.round(FEWEST_USERS * 10 ** (step / STEPS_PER_DECADE)),
  );
  const round = [10_000, 50_000, 100_000, 500_000, 1_000_000, MOST_USERS];
  return [...new Set([...steps.filter((users) => users < MOST_USERS), ...round])].sort((a, b) => a - b);
}

function pointOf(stacks: readonly StackTemplate[], users: number): CurvePoint {
  const { monthlyUsd, limits } = billOf(stacks, workloadOf(users));
  return { users, monthlyUsd, isTooSmall: limits.length > 0 };
}

/** The cost along all steps, and at the number of users, to two digits, from which the templates are too small. */
function curveOf(stacks: readonly StackTemplate[]): CurvePoint[] {
  const points = userSteps().map((users) => pointOf(stacks, users));
  const first = points.findIndex(({ isTooSmall }) => isTooSmall);
  if (first < 1) {
    return points;
  }
  const between = twoDigits(points[first - 1].users, points[first].users);
  let [least, most] = [0, between.length];
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    [least, most] = pointOf(stacks, between[middle]).isTooSmall ? [least, middle] : [middle + 1, most];
  }
  return least < between.length
    ? [...points.slice(0, first), pointOf(stacks, between[least]), ...points.slice(first)]
    : points;
}

/** The numbers of two digits between two numbers. */
function twoDigits(above: number, below: number): number[] {
  const step = 10 ** (Math.floor(Math.log10(below)) - 1);
  const [from, to] = [Math.floor(above / step) + 1, Math.ceil(below / step) - 1];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => (from + index) * step);
}

/** What the guides say, for the users of each of their phases. */
function guideBands(): GuideBand[] {
  const bands = new Map<string, GuideBand>();
  const steps = userSteps()
    .flatMap((users) => [users - 1, users])
    .filter((users) => users >= FEWEST_USERS);
  for (const users of steps) {
    for (const { guide, title, text, minMonthlyUsd, maxMonthlyUsd } of guideCosts(users)) {
      const known = bands.get(`${guide} ${text}`) ?? { guide, title, text, points: [] };
      const point = {
        users,
        ...(minMonthlyUsd === undefined ? {} : { minMonthlyUsd }),
        ...(maxMonthlyUsd === undefined ? {} : { maxMonthlyUsd }),
      };
      bands.set(`${guide} ${text}`, { ...known, points: [...known.points, point] });
    }
  }
  return [...bands.values()].filter(({ points }) =>
    points.some(({ minMonthlyUsd, maxMonthlyUsd }) => minMonthlyUsd !== undefined || maxMonthlyUsd !== undefined),
  );
}
