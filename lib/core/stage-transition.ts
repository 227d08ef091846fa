import { DatabaseSizing, StageSizes, VmSizing } from './stage-sizing';
import { StepDuration } from './step-duration';

/** Where the queue workers run while both kinds of compute exist. */
export enum WorkerPlacement {
  /** On the virtual machines, beside the web process. */
  VM = 'vm',
  /** In the Fargate worker service. */
  FARGATE = 'fargate',
}

/** Which of the two stages of a transition gives a size. */
export enum SizeSource {
  /** The stage that is being left. */
  SOURCE = 'source',
  /** The stage that is being entered. */
  TARGET = 'target',
}

/** How far the move from an RDS instance to an Aurora cluster has come. */
export enum DatabaseMigrationPhase {
  /** The instance serves; there is no cluster. */
  INSTANCE = 'instance',
  /** The instance serves; the cluster replicates it. */
  REPLICATING = 'replicating',
  /** The cluster serves; the instance is as it was. */
  HANDED_OVER = 'handed-over',
  /** The cluster serves; the instance has lost its replicas and its protection, and will leave a snapshot. */
  RELEASED = 'released',
  /** The cluster serves alone. */
  CLUSTER = 'cluster',
}

/** How far further Regions have come. */
export enum RegionPhase {
  /** There is only the home Region. */
  NONE = 'none',
  /** The Regions exist, copy what the home Region has, and answer nobody. */
  BUILD = 'build',
  /** The home Region copies what it gets to them, too. */
  REPLICATE = 'replicate',
  /** They answer users. */
  SERVE = 'serve',
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

  /**
   * How long something is refused or fails.
   *
   * @default - nothing is, or only connections break, which clients make anew
   */
  readonly duration?: StepDuration;
}

/**
 * The knobs of the platform that a transition step turns, as data: sizes are named by the stage they come from.
 */
export interface StepSettings {
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
  readonly databaseMultiAz: SizeSource;

  /** The stage whose database `instanceType` holds. */
  readonly databaseInstanceType: SizeSource;

  /** The stage whose number of `readReplicas` holds. */
  readonly databaseReadReplicas: SizeSource;

  /**
   * How far the move from an RDS instance to an Aurora cluster has come.
   *
   * @default - as the stage ends: the instance, or the cluster alone
   */
  readonly databaseMigrationPhase?: DatabaseMigrationPhase;

  /**
   * The stage that gives the sizes of web service and workers, and their kind of deployment.
   *
   * @default - that which is being entered
   */
  readonly services?: SizeSource;

  /**
   * The stage whose cache nodes and replicas hold.
   *
   * @default - that which is being entered
   */
  readonly cacheNodes?: SizeSource;

  /**
   * The stage whose number of shards holds.
   *
   * @default - that which is being entered
   */
  readonly cacheShards?: SizeSource;

  /**
   * The stage whose way to the internet holds.
   *
   * @default - that which is being entered
   */
  readonly nat?: SizeSource;

  /**
   * Whether the cluster has its readers.
   *
   * @default true
   */
  readonly auroraReaders?: boolean;

  /**
   * Whether the cluster is serverless, where the stage that is being entered has it so.
   *
   * @default true
   */
  readonly auroraServerless?: boolean;

  /**
   * Whether the global database, the global tables and the copies of secrets and images exist.
   *
   * @default - as the stage ends
   */
  readonly globalDatabase?: boolean;

  /**
   * How far further Regions have come.
   *
   * @default - as the stage ends
   */
  readonly regionPhase?: RegionPhase;

  /**
   * Whether applications write through the endpoint of the global database, where the configuration gives one.
   *
   * @default - as the stage ends
   */
  readonly globalWriter?: boolean;

  /**
   * Whether readers and cache are scaled; from then on their numbers in the template are frozen.
   *
   * @default true
   */
  readonly scaling?: boolean;
}

/**
 * A transition step with every size filled in: what the platform builds while the step is deployed.
 */
export interface ResolvedStepSettings {
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

  /** Every size while the step is deployed. */
  readonly sizes: StageSizes;

  /**
   * Size of the RDS instance that is being left.
   *
   * @default - the database does not move
   */
  readonly sourceDatabase?: DatabaseSizing;

  /**
   * How far the move from an RDS instance to an Aurora cluster has come.
   *
   * @default - as the stage ends: the instance, or the cluster alone
   */
  readonly databaseMigrationPhase?: DatabaseMigrationPhase;

  /**
   * Whether the global database, the global tables and the copies of secrets and images exist.
   *
   * @default - as the stage ends
   */
  readonly globalDatabase?: boolean;

  /**
   * How far further Regions have come.
   *
   * @default - as the stage ends
   */
  readonly regionPhase?: RegionPhase;

  /**
   * Whether applications write through the endpoint of the global database, where the configuration gives one.
   *
   * @default - as the stage ends
   */
  readonly globalWriter?: boolean;

  /**
   * Whether readers and cache are scaled; from then on their numbers in the template are frozen.
   *
   * @default true
   */
  readonly scaling?: boolean;

  /**
   * Name of the stage that the kept virtual machines belong to: they keep its tag and its `GROWTH_STAGE`, so that
   * building the next stage beside them does not replace them.
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

/** What a person has to know of one step of a change. */
export interface RunbookStep {
  /** The step's name, as the configuration takes it, for example `cut-over`. */
  readonly name: string;

  /** One line for tables. */
  readonly title: string;

  /** What the step does, in words. */
  readonly description: string;

  /** What users notice. */
  readonly downtime: StepDowntime;

  /**
   * How long the step takes, from its first command to the end of its deployment.
   *
   * @default - not known
   */
  readonly duration?: StepDuration;

  /** What a person checks before the deployment, in order. */
  readonly checksBefore: string[];

  /** What a person checks after the deployment, before the next step, in order. */
  readonly checksAfter: string[];

  /** Whether the step ends the way back that `rollback` of the steps before it describes. */
  readonly pointOfNoReturn: boolean;

  /** How to undo the step. */
  readonly rollback: string;

  /**
   * What holds data and goes with the step, as types of AWS CloudFormation. Nothing else that holds data ever goes.
   *
   * @default - nothing
   */
  readonly removes?: string[];

  /**
   * Why the step can't be taken back by deploying the one before it; the configuration refuses that.
   *
   * @default - it can
   */
  readonly noWayBack?: string;

  /** What the step adds to the bill while it lasts, and after it. */
  readonly extraCost: string;
}

/** One deployable step on the way from a stage to the next. */
export interface TransitionStep extends RunbookStep {
  /** The knobs of the platform while the step is deployed. */
  readonly shape: StepSettings;
}

/** One step of a change inside a stage. */
export interface ProcedureStep extends RunbookStep {
  /**
   * What is deployed: properties of the configuration as JSON, with `<...>` where the user fills something in.
   *
   * @default - nothing is deployed; a person works with the API
   */
  readonly configuration?: string;

  /**
   * The commands of a person, in order, with `<...>` where the user fills something in.
   *
   * @default - only the deployment
   */
  readonly commands?: string[];
}

/** A change inside a stage, as ordered steps. */
export interface GrowthProcedure {
  /** The procedure's name, for example `add-region`. */
  readonly name: string;

  /** One line for tables. */
  readonly title: string;

  /** When it is used. */
  readonly when: string;

  /** The steps, in order. */
  readonly steps: ProcedureStep[];

  /** Whether the library does not build what the procedure is about, and only tells how it is done. */
  readonly describedOnly: boolean;
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

  /**
   * Which of several ways between the same stages this is, for example `snapshot`.
   *
   * @default - the only one, or the one that is taken by default
   */
  readonly path?: string;
}
