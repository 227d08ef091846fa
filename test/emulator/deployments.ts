import { GrowthStage, StageSizes, StepShape } from '../../lib';
import { GrowthStages, StageTransitions } from '../../stages';

/** One deployment of the chain: what goes on the command line, and what must be there afterwards. */
export interface Deployment {
  /** Name of the step, or of the stage. */
  readonly name: string;

  /** The values of `-c`. */
  readonly context: readonly string[];

  /** The stage that the platform builds. */
  readonly stage: GrowthStage;

  /** The stage that the sizes of the source come from, while a transition is under way. */
  readonly source: GrowthStage;

  /** The knobs of the step; nothing outside a transition. */
  readonly shape?: StepShape;
}

/** The first stage, every step of the transition, and the plain second stage. */
export function chain(): Deployment[] {
  const { steps, source, target } = StageTransitions.MONOLITH_TO_CONTAINERS;
  const [from, to] = [GrowthStages.byName(source), GrowthStages.byName(target)];
  return [
    { name: from.name, context: [`stage=${from.name}`], stage: from, source: from },
    ...steps.map((step) => ({
      name: step.name,
      context: [`stage=${to.name}`, `step=${step.name}`],
      stage: to,
      source: from,
      shape: step.shape,
    })),
    { name: to.name, context: [`stage=${to.name}`], stage: to, source: to },
  ];
}

/** What the database must be after a deployment: each property from the stage that the step names. */
export function expectedDatabase({ stage, source, shape }: Deployment): StageSizes['database'] {
  const of = (origin: string | undefined): StageSizes['database'] => (origin === 'source' ? source : stage).sizes.database;
  return {
    ...stage.sizes.database,
    instanceType: of(shape?.databaseInstanceType).instanceType,
    multiAz: of(shape?.databaseMultiAz).multiAz,
    readReplicas: of(shape?.databaseReadReplicas).readReplicas,
  };
}
