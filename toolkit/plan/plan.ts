import { RunbookStep, StageTransition } from '../../lib';
import { got } from '../../lib/core/problems';
import { ConfigurationProblem, DeploymentPoint, GrowthPath, StageTransitions } from '../../stages';
import { problem } from '../../stages/problem';
import { previewEach, previewOf, previewWords } from '../assembly';
import { billOf } from '../cost';
import { Progress } from '../progress';
import { refuse, RefusedError } from '../refused-error';
import { placesOf, withCosts } from './costs';
import { downtimeOf, durationOf, durationOfUndoing, LEAST_DATABASE_GIB } from './duration';
import { Plan, PlanStep } from './model';
import { totalsOf } from './totals';

/** What a plan is made for. */
export interface PlanOptions {
  /**
   * Which of several paths between two stages: `snapshot` for the move to aurora with the last snapshot.
   *
   * @default - the default path
   */
  readonly path?: string;

  /**
   * The size of the data in the database, in GiB, on which some durations depend.
   *
   * @default 20
   */
  readonly databaseGiB?: number;

  /**
   * The configuration from which costs are computed.
   *
   * @default - no costs
   */
  readonly document?: object;

  /**
   * Where the configuration came from, for messages and output.
   *
   * @default 'the given document'
   */
  readonly source?: string;

  /**
   * Receives a line for each synthesis.
   *
   * @default - progress is not reported
   */
  readonly progress?: Progress;
}

/** A deployment point of a path, with the step that leads there. */
interface Stop {
  readonly point: DeploymentPoint;
  readonly step?: RunbookStep;
}

/**
 * The deployments that lead from one deployment point to another, with checks, durations, downtime and what each costs
 * while it lasts.
 *
 * Throws a `RefusedError` if a deployment point does not exist or cannot be reached, and a `ConfigurationError` if the
 * configuration is wrong.
 *
 * @param from the deployment point that is live: a stage, or stage:step
 * @param to the deployment point that is wanted; an earlier one is a rollback
 * @param options path, size of the database and configuration
 */
export function plan(from: string, to: string, options: PlanOptions = {}): Plan {
  refuse(planProblems(options));
  const planned = planBetween(from, to, options);
  const { path, document, source = 'the given document', progress = () => undefined } = options;
  if (document === undefined || planned.steps.length === 0) {
    return planned;
  }
  const preview = previewOf({ document: { ...document }, source });
  const bills = previewEach(preview, placesOf(planned), (stacks) => billOf(stacks), progress, path);
  return withCosts(planned, bills, previewWords(preview));
}

/** The largest volume of Aurora, 128 TiB. */
const MAX_DATABASE_GIB = 131_072;

/** What is wrong with options, before anything is synthesized for them. */
export function planProblems({ path, databaseGiB }: PlanOptions): ConfigurationProblem[] {
  const isSize = databaseGiB === undefined || (databaseGiB > 0 && databaseGiB <= MAX_DATABASE_GIB);
  return [
    ...(path === undefined || path === 'snapshot'
      ? []
      : [problem({ property: 'path', rule: 'must be absent or "snapshot"', given: got(path) })]),
    ...(isSize
      ? []
      : [
          problem({
            property: 'databaseGiB',
            rule: `must be a number above 0 to ${MAX_DATABASE_GIB} (GiB)`,
            given: got(databaseGiB),
            remedy: 'set the size of the data, not of the volume',
          }),
        ]),
  ];
}

/**
 * The deployments between two deployment points, without costs.
 *
 * @param from the deployment point that is live
 * @param to the deployment point that is wanted
 * @param options path and size of the database
 */
export function planBetween(
  from: string,
  to: string,
  { path, databaseGiB = LEAST_DATABASE_GIB }: Pick<PlanOptions, 'path' | 'databaseGiB'> = {},
): Plan {
  const stops = stopsOf(path);
  const [start, end] = [indexOf(stops, 'from', from, path), indexOf(stops, 'to', to, path)];
  const back = end < start;
  const steps = back ? backwards(stops, start, end, databaseGiB) : forwards(stops, start, end, databaseGiB);
  const stages = new Set(
    stops
      .slice(Math.min(start, end), Math.max(start, end) + 1)
      .filter(({ step }) => step)
      .map(({ point }) => point.stage),
  );
  const notes = [...stages].flatMap((stage) => transitionTo(stage, path)?.notes ?? []);
  return { version: 1, from, to, back, databaseGiB, steps, totals: totalsOf(steps), notes: [...new Set(notes)] };
}

function transitionTo(stage: string, path?: string): StageTransition | undefined {
  return StageTransitions.leadingTo(stage, path);
}

function stopsOf(path?: string): Stop[] {
  return GrowthPath.points(path).map((point) => ({
    point,
    step: transitionTo(point.stage, path)?.steps.find(({ name }) => name === point.step),
  }));
}

function indexOf(stops: readonly Stop[], property: string, name: string, path?: string): number {
  const index = stops.findIndex(({ point }) => GrowthPath.nameOf(point) === name);
  if (index < 0) {
    throw new RefusedError([GrowthPath.unknownPoint(property, name, path)]);
  }
  return index;
}

/** A plain stage equals the last step that leads to it, so it is no deployment of its own. */
function forwards(stops: readonly Stop[], start: number, end: number, databaseGiB: number): PlanStep[] {
  return stops.slice(start + 1, end + 1).flatMap(({ point, step }) => (step ? [stepOf(point, step, databaseGiB)] : []));
}

/** The steps in between, undone from the last to the first. */
function backwards(stops: readonly Stop[], start: number, end: number, databaseGiB: number): PlanStep[] {
  const undone = stops
    .slice(end + 1, start + 1)
    .filter(({ step }) => step !== undefined)
    .reverse();
  refuse(endedProblems(undone, stops[start].point, stops[end].point));
  return undone.map((stop) => undoing(stop, stops[stops.indexOf(stop) - 1], databaseGiB));
}

/** Steps that cannot be undone, with the reason. */
function endedProblems(undone: readonly Stop[], start: DeploymentPoint, end: DeploymentPoint): ConfigurationProblem[] {
  const reasons = undone.flatMap(({ point, step }) =>
    step?.noWayBack === undefined ? [] : [`${GrowthPath.nameOf(point)}: ${step.noWayBack}`],
  );
  const rule = `must be a deployment point to which ${GrowthPath.nameOf(start)} can be rolled back`;
  const given = got(GrowthPath.nameOf(end));
  return reasons.length === 0 ? [] : [problem({ property: 'to', rule, given, remedy: reasons.join('; ') })];
}

/** A step is undone by deploying what was deployed before it. */
function undoing({ point, step }: Stop, before: Stop, databaseGiB: number): PlanStep {
  return {
    ...stepOf(before.point, step!, databaseGiB),
    title: `Undo ${GrowthPath.nameOf(point)}`,
    description: step!.rollback,
    duration: durationOfUndoing(step!.duration!, databaseGiB),
    ...checksOfUndoing(before),
    pointOfNoReturn: false,
  };
}

/** After undoing a step, the previous step's checks apply. */
function checksOfUndoing({ step }: Stop): Pick<PlanStep, 'checksBefore' | 'checksAfter'> {
  return {
    checksBefore: [
      'the diff replaces and removes nothing stateful, except what the step itself has added',
      'a snapshot of the database exists that is less than a day old',
    ],
    checksAfter: step?.checksAfter ?? [
      'users notice nothing, and the alarms are quiet',
      'resources that the step added and the stack retained are deleted by hand; until then, they cost money',
    ],
  };
}

function stepOf(point: DeploymentPoint, step: RunbookStep, databaseGiB: number): PlanStep {
  const {
    title,
    description,
    checksBefore,
    checksAfter,
    downtime,
    duration,
    extraCost,
    pointOfNoReturn,
    noWayBack,
    rollback,
  } = step;
  const name = GrowthPath.nameOf(point);
  const context = `-c stage=${point.stage}${point.step === undefined ? '' : ` -c step=${point.step}`}`;
  return {
    place: name,
    title,
    description,
    commands: [`npx cdk diff ${context}`, `npx cdk deploy --all ${context}`, `npx growth live ${name}`],
    checksBefore,
    checksAfter,
    downtime: downtimeOf(downtime, databaseGiB),
    // Every step of a path has one; a test holds it.
    duration: durationOf(duration!, databaseGiB),
    extraCost,
    pointOfNoReturn,
    ...(noWayBack === undefined ? {} : { noWayBack }),
    rollback,
  };
}
