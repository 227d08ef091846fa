import { GrowthStages, StageTransitions } from '../../stages';
import { Io, json, RefusedError } from '../output/io';
import { table } from '../output/table';

/** The options of `growth steps`. */
export interface StepsOptions {
  readonly to: string;
  readonly json?: boolean;
}

/** `growth steps`: the way to a stage, step by step. */
export function steps({ to, json: asJson }: StepsOptions, io: Io): void {
  if (!GrowthStages.NAMES.includes(to)) {
    throw new RefusedError(GrowthStages.unknownName('--to', to));
  }
  const transition = StageTransitions.leadingTo(to);
  if (!transition) {
    throw new RefusedError(`no steps lead to stage ${to} in this version; they lead to containers`);
  }
  if (asJson) {
    io.out(json(transition));
    return;
  }
  const rows = transition.steps.map((step, index) => [
    String(index + 1),
    step.name,
    step.description,
    `${step.downtime.expected}${step.downtime.proved ? '' : ' (not proved against AWS)'}`,
    step.rollback,
  ]);
  io.out(`${transition.title}\n`);
  io.out(table(['', 'step', 'what it does', 'what users notice', 'way back'], rows, [3, 18, 44, 36, 36]));
  io.out(`\nDeploy one step: npx cdk deploy --all -c stage=${to} -c step=${transition.steps[0].name}`);
}
