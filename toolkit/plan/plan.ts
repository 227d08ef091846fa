import { RunbookStep, StageTransition } from '../../lib';
import { DeploymentPoint, GrowthPath, StageTransitions } from '../../stages';
import { RefusedError } from '../refused-error';
import { downtimeOf, durationOf, durationOfUndoing, LEAST_DATABASE_GIB } from './duration';
import { Plan, PlanStep } from './model';
import { totalsOf } from './totals';

/** What a plan is made for. */
export interface PlanOptions {
  /** Which of several ways between two stages, for example `snapshot`. */
  readonly path?: string;

  /** The size of the database in GiB; without it the least volume that it can have. */
  readonly databaseGiB?: number;
}

/** A stop of the way with the step that leads there. */
interface Stop {
  readonly place: DeploymentPoint;
  readonly step?: RunbookStep;
}

/**
 * The deployments that lead from one place to another. A way back that something has ended is refused with the reason.
 *
 * @param from the place that is live: a stage, or stage:step
 * @param to the place that is wanted
 * @param options the way and the size of the database
 */
export function planBetween(
  from: string,
  to: string,
  { path, databaseGiB = LEAST_DATABASE_GIB }: PlanOptions = {},
): Plan {
  const stops = stopsOf(path);
  const [start, end] = [indexOf(stops, 'from', from, path), indexOf(stops, 'to', to, path)];
  const back = end < start;
  const steps = back ? backwards(stops, start, end, databaseGiB) : forwards(stops, start, end, databaseGiB);
  const stages = new Set(
    stops
      .slice(Math.min(start, end), Math.max(start, end) + 1)
      .filter(({ step }) => step)
      .map(({ place }) => place.stage),
  );
  const notes = [...stages].flatMap((stage) => transitionTo(stage, path)?.notes ?? []);
  return { version: 1, from, to, back, databaseGiB, steps, totals: totalsOf(steps), notes: [...new Set(notes)] };
}

function transitionTo(stage: string, path?: string): StageTransition | undefined {
  return StageTransitions.leadingTo(stage, path);
}

function stopsOf(path?: string): Stop[] {
  return GrowthPath.points(path).map((place) => ({
    place,
    step: transitionTo(place.stage, path)?.steps.find(({ name }) => name === place.step),
  }));
}

function indexOf(stops: readonly Stop[], property: string, name: string, path?: string): number {
  const index = stops.findIndex(({ place }) => GrowthPath.nameOf(place) === name);
  if (index < 0) {
    throw new RefusedError(GrowthPath.unknownPoint(property, name, path).message);
  }
  return index;
}

/** A plain stage equals the last step that leads to it, so it is no deployment of its own. */
function forwards(stops: readonly Stop[], start: number, end: number, databaseGiB: number): PlanStep[] {
  return stops.slice(start + 1, end + 1).flatMap(({ place, step }) => (step ? [stepOf(place, step, databaseGiB)] : []));
}

/** Each step is undone by deploying the place before it. */
function backwards(stops: readonly Stop[], start: number, end: number, databaseGiB: number): PlanStep[] {
  const undone = stops
    .slice(end + 1, start + 1)
    .filter(({ step }) => step !== undefined)
    .reverse();
  const ended = undone.filter(({ step }) => step?.noWayBack !== undefined);
  if (ended.length > 0) {
    const reasons = ended.map(({ place, step }) => `${GrowthPath.nameOf(place)}: ${step!.noWayBack}`);
    throw new RefusedError(
      `\`to\` must be a place to which there is a way back from ${GrowthPath.nameOf(stops[start].place)}, ` +
        ('got: ' + `${JSON.stringify(GrowthPath.nameOf(stops[end].place))}; ` + `${reasons.join('; ')}`),
    );
  }
  return undone.map(({ place, step }) => {
    const before = stops[stops.findIndex((stop) => stop.place === place) - 1];
    return {
      ...stepOf(before.place, step!, databaseGiB),
      title: `Undo ${GrowthPath.nameOf(place)}`,
      description: step!.rollback,
      duration: durationOfUndoing(step!.duration!, databaseGiB),
      ...checksOfUndoing(before),
      pointOfNoReturn: false,
    };
  });
}

/** Undoing a step leaves what the step before it has left. */
function checksOfUndoing({ step }: Stop): Pick<PlanStep, 'checksBefore' | 'checksAfter'> {
  return {
    checksBefore: [
      'the diff neither replaces nor removes anything that holds data, but for what the step itself has added',
      'a snapshot of the database younger than a day exists',
    ],
    checksAfter: step?.checksAfter ?? [
      'users notice nothing, and the alarms are quiet',
      'what the step had added and the stack has retained is deleted by hand, or it goes on costing',
    ],
  };
}

function stepOf(place: DeploymentPoint, step: RunbookStep, databaseGiB: number): PlanStep {
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
  const name = GrowthPath.nameOf(place);
  const context = `-c stage=${place.stage}${place.step === undefined ? '' : ` -c step=${place.step}`}`;
  return {
    place: name,
    title,
    description,
    commands: [`npx cdk diff ${context}`, `npx cdk deploy --all ${context}`, `npx growth live ${name}`],
    checksBefore,
    checksAfter,
    downtime: downtimeOf(downtime, databaseGiB),
    // Every step of a way has one; a test says so.
    duration: durationOf(duration!, databaseGiB),
    extraCost,
    pointOfNoReturn,
    ...(noWayBack === undefined ? {} : { noWayBack }),
    rollback,
  };
}
