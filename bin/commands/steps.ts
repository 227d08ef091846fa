import { ProcedureStep, RunbookStep, StageTransition } from '../../lib';
import { GrowthProcedures, GrowthStages, StageTransitions } from '../../stages';
import { minutesOf, LEAST_DATABASE_GIB } from '../../toolkit/plan/duration';
import { rangeOf } from '../../toolkit/plan/words';
import { RefusedError } from '../../toolkit/refused-error';
import { fittedTable } from '../../toolkit/text/fitted-table';
import { json } from '../../toolkit/text/json';
import { Io } from '../output/io';

/** The options of `growth steps`. */
export interface StepsOptions {
  readonly to?: string;
  readonly path?: string;
  readonly procedure?: string;
  readonly json?: boolean;
}

/** `growth steps`: the way to a stage or a change inside one, step by step. */
export function steps(options: StepsOptions, io: Io): void {
  const { procedure, json: asJson } = options;
  if (procedure !== undefined) {
    const found = asRefusal(() => GrowthProcedures.byName(procedure));
    io.out(
      asJson ? json(found) : `${found.title}\n\n${stepTable(found.steps, io.columns)}${configurations(found.steps)}`,
    );
    return;
  }
  const transition = transitionTo(options);
  const { title, target, steps: all } = transition;
  const [{ name: first }] = all;
  io.out(
    asJson
      ? json(transition)
      : `${title}\n\n${stepTable(all, io.columns)}\n\nDeploy one step: npx cdk deploy --all ` +
          `-c stage=${target} -c step=${first}, then: npx growth live ${target}:${first}`,
  );
}

function transitionTo({ to = StageTransitions.ALL[0].target, path }: StepsOptions): StageTransition {
  if (!GrowthStages.NAMES.includes(to)) {
    throw new RefusedError(GrowthStages.unknownName('--to', to).message);
  }
  const transition = StageTransitions.leadingTo(to, path);
  if (!transition) {
    throw new RefusedError(
      `\`--to\` must be a stage that is not the first, got: ${JSON.stringify(to)}; no steps lead to it`,
    );
  }
  if (path !== undefined && transition.path !== path) {
    throw new RefusedError(
      `\`--path\` must be absent or "snapshot" with \`--to aurora\`, got: ${JSON.stringify(path)}; there ` +
        `is one way to ${to} only`,
    );
  }
  return transition;
}

/** Widths at which the columns wrap: together less than 120 columns. */
const WIDTHS = [2, 18, 26, 12, 21, 30];

function stepTable(all: readonly RunbookStep[], columns?: number): string {
  const rows = all.map((step, index) => [
    String(index + 1),
    `${step.name}${step.pointOfNoReturn || step.noWayBack !== undefined ? ' (point of no return)' : ''}`,
    step.description,
    timeOf(step),
    `${step.downtime.expected}${step.downtime.proved ? '' : ' (not proved against AWS)'}`,
    step.rollback,
  ]);
  return fittedTable(['', 'step', 'what it does', 'time', 'what users notice', 'way back'], rows, WIDTHS, columns);
}

/** For the least database; `growth plan` takes its size. */
function timeOf({ duration }: RunbookStep): string {
  const { minMinutes, maxMinutes } = minutesOf(duration, LEAST_DATABASE_GIB);
  return duration === undefined
    ? ''
    : `${rangeOf(minMinutes, maxMinutes)}${duration.maxMinutesPerDatabaseGiB ? ' and more by size' : ''}`;
}

function configurations(all: readonly ProcedureStep[]): string {
  const lines = all.flatMap(({ name, configuration, commands = [] }) => [
    ...(configuration ? [`  ${name}: deploy with ${configuration}`] : []),
    ...commands.map((command) => `  ${name}: ${command}`),
  ]);
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}

/** What the catalogue does not know is the user's slip, not ours. */
function asRefusal<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new RefusedError((error as Error).message);
  }
}
