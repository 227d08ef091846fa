import { StageTransition } from '../../lib';
import { GrowthProcedures, GrowthStages, StageTransitions } from '../../stages';
import { procedureCommands, stepTable } from '../../toolkit/catalogue/step-tables';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { fitted } from '../../toolkit/text/wrap';
import { Io } from '../output/io';

/** The flags of `growth steps`. */
export interface StepsFlags {
  readonly to?: string;
  readonly path?: string;
  readonly procedure?: string;
  readonly json?: boolean;
}

/** `growth steps`: the steps to a stage or of a change inside one. */
export function stepsCommand(flags: StepsFlags, io: Io): void {
  const { procedure, json: asJson } = flags;
  if (procedure !== undefined) {
    const found = asRefusal(() => GrowthProcedures.byName(procedure));
    const parts = [fitted(found.title, io.columns), stepTable(found.steps, io.columns), procedureCommands(found.steps)];
    io.out(asJson ? json(found) : parts.filter((part) => part !== '').join('\n\n'));
    return;
  }
  const transition = transitionTo(flags);
  const { title, target, steps } = transition;
  const deploy = ['Deploy one step:', ...deployment(target, steps[0].name).map((command) => `  ${command}`)].join('\n');
  const text = [fitted(title, io.columns), stepTable(steps, io.columns), deploy].join('\n\n');
  io.out(asJson ? json(transition) : text);
}

/** The commands that deploy a step and record it. */
function deployment(stage: string, step: string): string[] {
  return [`npx cdk deploy --all -c stage=${stage} -c step=${step}`, `npx growth live ${stage}:${step}`];
}

function transitionTo({ to = StageTransitions.ALL[0].target, path }: StepsFlags): StageTransition {
  if (!GrowthStages.NAMES.includes(to)) {
    throw new RefusedError([GrowthStages.unknownName('--to', to)]);
  }
  const transition = StageTransitions.leadingTo(to, path);
  if (!transition) {
    throw new RefusedError(
      `\`--to\` must be a stage that is not the first, got: ${JSON.stringify(to)}; no steps lead to it`,
    );
  }
  if (path !== undefined && transition.path !== path) {
    throw new RefusedError(
      `\`--path\` must be absent or "snapshot" with \`--to aurora\`, got: ${JSON.stringify(path)}; there is one way ` +
        `to ${to} only`,
    );
  }
  return transition;
}

/** A name that the catalogue does not know is an error of the user. */
function asRefusal<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new RefusedError((error as Error).message);
  }
}
