import { VmSizing } from './stage-sizing';

/** Where the queue workers run while both kinds of compute exist. */
export enum WorkerPlacement {
  /** On the virtual machines, beside the web process. */
  VM = 'vm',
  /** In the Fargate worker service. */
  FARGATE = 'fargate',
}

/** Which of the two stages of a transition gives a size. */
export enum SizeOrigin {
  /** The stage that is being left. */
  SOURCE = 'source',
  /** The stage that is being entered. */
  TARGET = 'target',
}

/** The downtime of a transition step, and how sure the figure is. */
export interface StepDowntime {
  /** What users notice, in words; `none` where they notice nothing. */
  readonly expected: string;

  /** Where the statement comes from. */
  readonly basis: string;

  /** Whether it has been measured against AWS for this library. */
  readonly proved: boolean;

  /** The rehearsal that measures it for a given workload. */
  readonly howToProve: string;
}

/**
 * The knobs of the platform that a transition step turns, as data: sizes are named by the stage they come from.
 */
export interface StepShape {
  /** Whether the virtual machine group of the old stage still exists. */
  readonly keepVmGroup: boolean;

  /** Listener weight of the virtual machines (0 to 100). */
  readonly vmWeight: number;

  /** Listener weight of the containers (0 to 100). */
  readonly containerWeight: number;

  /** Whether the virtual machines use the shared cache and the database proxy instead of their own. */
  readonly vmUsesSharedState: boolean;

  /** Where the queue workers run. */
  readonly workersOn: WorkerPlacement;

  /** The stage whose `multiAz` holds. */
  readonly databaseMultiAz: SizeOrigin;

  /** The stage whose database `instanceType` holds. */
  readonly databaseInstanceType: SizeOrigin;

  /** The stage whose number of `readReplicas` holds. */
  readonly databaseReadReplicas: SizeOrigin;
}

/**
 * A transition step with every size filled in: what the platform builds while the step is deployed.
 */
export interface TransitionShape {
  /** Whether the virtual machine group of the old stage still exists. */
  readonly keepVmGroup: boolean;

  /** Listener weight of the virtual machines (0 to 100). */
  readonly vmWeight: number;

  /** Listener weight of the containers (0 to 100). */
  readonly containerWeight: number;

  /** Whether the virtual machines use the shared cache and the database proxy instead of their own. */
  readonly vmUsesSharedState: boolean;

  /** Where the queue workers run. */
  readonly workersOn: WorkerPlacement;

  /** Whether the database keeps a standby in a second Availability Zone. */
  readonly databaseMultiAz: boolean;

  /** Database instance class without the `db.` prefix, for example `t4g.small`. */
  readonly databaseInstanceType: string;

  /** Number of read replicas. */
  readonly databaseReadReplicas: number;

  /**
   * Name of the stage that the kept virtual machines belong to: they keep its tag and its `GROWTH_STAGE`, so that building
   * the next stage beside them does not replace them.
   *
   * @default - no virtual machine group is kept
   */
  readonly vmStage?: string;

  /**
   * Size of the virtual machine group that is kept, from the stage that is being left.
   *
   * @default - no virtual machine group is kept
   */
  readonly vm?: VmSizing;
}

/** One deployable step on the way from a stage to the next. */
export interface TransitionStep {
  /** The step's name, as the configuration takes it, for example `cut-over`. */
  readonly name: string;

  /** One line for tables. */
  readonly title: string;

  /** What the deployment of the step does, in words. */
  readonly description: string;

  /** The knobs of the platform while the step is deployed. */
  readonly shape: StepShape;

  /** What users notice. */
  readonly downtime: StepDowntime;

  /** What a person checks before the deployment, in order. */
  readonly checksBefore: string[];

  /** What a person checks after the deployment, before the next step, in order. */
  readonly checksAfter: string[];

  /** Whether the step ends the way back that `rollback` of the steps before it describes. */
  readonly pointOfNoReturn: boolean;

  /** How to undo the step. */
  readonly rollback: string;

  /** What the step adds to the bill while it lasts, and after it. */
  readonly extraCost: string;
}

/** The way from one stage to the next, as ordered steps. */
export interface StageTransition {
  /** Name of the stage that is being left. */
  readonly source: string;

  /** Name of the stage that is being entered. */
  readonly target: string;

  /** One line for tables. */
  readonly title: string;

  /** The steps, in the order in which they are deployed; the last one equals the plain target stage. */
  readonly steps: TransitionStep[];

  /** What holds for the whole way, in words. */
  readonly notes: string[];
}
