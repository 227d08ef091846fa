import { GrowthStages } from '../../stages';
import { StackTemplate } from '../assembly';
import { billOf, FIXED_COST_BASIS, fixedCost, guideCosts, workloadOf } from '../cost';
import { DiffReport, reportOf } from '../diff/report';
import { Plan } from '../plan';
import { Progress } from '../progress';
import { alarmsOf } from './alarms';
import { billModelOf } from './bill-model';
import { graphOf } from './graph/graph';
import { drawingOf } from './graph/layout';
import { Graph } from './graph/model';
import { partsOf } from './graph/parts';
import { CurvePoint, GuideBand, ReportModel, StageDrawing, StageModel } from './model';

/** The stacks of a stage, or of an app of somebody else. */
export interface ReportSide {
  /** The name of a stage, or how the app is called. */
  readonly name: string;
  readonly stacks: readonly StackTemplate[];
}

/** What a report is made from. */
export interface ReportQuestion {
  readonly title: string;

  /** What was synthesized, in words. */
  readonly source: string;

  /** The stages in the order of growth. */
  readonly sides: readonly ReportSide[];

  /** The ways between them. */
  readonly plans?: readonly Plan[];

  /**
   * Active users of today: they are marked, and the stage that is made for them is billed with them; the other stages
   * at the users of their budgets.
   */
  readonly users?: number;

  /** The day of the report; without it the report bears none, and the same input gives the same bytes. */
  readonly date?: string;
}

/** The fewest and the most users of the charts. */
export const FEWEST_USERS = 1_000;
export const MOST_USERS = 2_000_000;
const STEPS_PER_DECADE = 5;

/** Users where nobody says another number. */
const TYPICAL_USERS = 10_000;

/**
 * Works out everything that a report shows.
 *
 * @param question the stages, their stacks and the ways between them
 * @param progress told what is being done
 */
export async function buildReport(
  { title, source, sides, plans = [], users, date }: ReportQuestion,
  progress: Progress,
): Promise<ReportModel> {
  const stages: StageModel[] = [];
  for (const side of sides) {
    progress(`draw and price ${side.name}`);
    stages.push(await stageOf(side, users));
  }
  const differences = sides.slice(1).map((side, index) => difference(sides[index], side));
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

async function stageOf({ name, stacks }: ReportSide, users: number | undefined): Promise<StageModel> {
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
  return [...new Set([...steps.filter((users) => users < MOST_USERS), ...round])].sort((one, other) => one - other);
}

function pointOf(stacks: readonly StackTemplate[], users: number): CurvePoint {
  const { monthlyUsd, limits } = billOf(stacks, workloadOf(users));
  return { users, monthlyUsd, isTooSmall: limits.length > 0 };
}

/** The cost along all steps, and the users from which on the templates are too small, to two digits. */
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

/** What the guides say, from the fewest to the most users of each of their phases. */
function guideBands(): GuideBand[] {
  const bands = new Map<string, GuideBand>();
  const steps = userSteps()
    .flatMap((users) => [users - 1, users])
    .filter((users) => users >= FEWEST_USERS);
  for (const users of steps) {
    for (const { guide, text, minMonthlyUsd, maxMonthlyUsd } of guideCosts(users)) {
      const known = bands.get(`${guide} ${text}`) ?? { guide, text, points: [] };
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

function difference(before: ReportSide, after: ReportSide): DiffReport {
  const [old, next] = [fixedCost(before.stacks), fixedCost(after.stacks)];
  return reportOf(before, after, {
    beforeMonthlyUsd: old.monthlyUsd,
    afterMonthlyUsd: next.monthlyUsd,
    basis: FIXED_COST_BASIS,
    unpriced: [...new Set([...old.unpriced, ...next.unpriced])],
  });
}
