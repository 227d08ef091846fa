import { ProcedureStep, RunbookStep, StageTransition } from '../../lib';
import { GrowthProcedures, GrowthStages, StageTransitions } from '../../stages';
import { Io, json, RefusedError } from '../output/io';
import { table } from '../output/table';

/** The options of `growth steps`. */
export interface StepsOptions {
  readonly to: string;
  readonly path?: string;
  readonly procedure?: string;
  readonly json?: boolean;
}

/** `growth steps`: the way to a stage or a change inside one, step by step. */
export function steps(options: StepsOptions, io: Io): void {
  const { procedure, json: asJson } = options;
  if (procedure !== undefined) {
    const found = refusing(() => GrowthProcedures.byName(procedure));
    io.out(asJson ? json(found) : `${found.title}\n\n${stepTable(found.steps)}${configurations(found.steps)}`);
    return;
  }
  const transition = transitionTo(options);
  io.out(asJson ? json(transition) : `${transition.title}\n\n${stepTable(transition.steps)}\n\nDeploy one step: npx cdk deploy --all -c stage=${options.to} -c step=${transition.steps[0].name}, then: npx growth live ${options.to}:${transition.steps[0].name}`);
}

function transitionTo({ to, path }: StepsOptions): StageTransition {
  if (!GrowthStages.NAMES.includes(to)) {
    throw new RefusedError(GrowthStages.unknownName('--to', to));
  }
  const transition = StageTransitions.leadingTo(to, path);
  if (!transition) {
    throw new RefusedError(`\`--to\` must be a stage that is not the first, got: ${JSON.stringify(to)}; no steps lead to it`);
  }
  if (path !== undefined && transition.path !== path) {
    throw new RefusedError(`\`--path\` must be absent or "snapshot" with \`--to aurora\`, got: ${JSON.stringify(path)}; there is one way to ${to} only`);
  }
  return transition;
}

function stepTable(all: readonly RunbookStep[]): string {
  const rows = all.map((step, index) => [
    String(index + 1),
    `${step.name}${step.pointOfNoReturn ? ' (point of no return)' : ''}`,
    step.description,
    `${step.downtime.expected}${step.downtime.proved ? '' : ' (not proved against AWS)'}`,
    step.rollback,
  ]);
  return table(['', 'step', 'what it does', 'what users notice', 'way back'], rows, [2, 16, 36, 28, 28]);
}

function configurations(all: readonly ProcedureStep[]): string {
  const lines = all.flatMap(({ name, configuration, commands = [] }) => [...(configuration ? [`  ${name}: deploy with ${configuration}`] : []), ...commands.map((command) => `  ${name}: ${command}`)]);
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}

/** What the catalogue does not know is the user's slip, not ours. */
function refusing<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new RefusedError((error as Error).message);
  }
}
