import { DatabaseSizing, StageSizes, VmSizing } from './stage-sizing';
import { StepDuration } from './step-duration';

/** Where the workers run while virtual machines and containers both exist. */
export enum WorkerPlacement {
  /** On the virtual machines, next to the web process. */
  VM = 'vm',
  /** In the Fargate worker service. */
  FARGATE = 'fargate',
}

/** The stage of a transition that a size is taken from. */
export enum SizeSource {
  /** The stage that is being left. */
  SOURCE = 'source',
  /** The stage that is being entered. */
  TARGET = 'target',
}

/** The phase of the migration from an RDS instance to an Aurora cluster. */
export enum DatabaseMigrationPhase {
  /** The instance serves, and there is no cluster. */
  INSTANCE = 'instance',
  /** The instance serves, and the cluster replicates it. */
  REPLICATING = 'replicating',
  /** The cluster serves, and the instance is unchanged. */
  HANDED_OVER = 'handed-over',
  /** The cluster serves. The instance has no replicas and no deletion protection; its removal leaves a snapshot. */
  RELEASED = 'released',
  /** The cluster serves, and the instance is gone. */
  CLUSTER = 'cluster',
}

/** The phase in which the secondary Regions are. */
export enum RegionPhase {
  /** There is only the home Region. */
  NONE = 'none',
  /** The Regions exist and copy the data of the home Region, but receive no requests. */
  BUILD = 'build',
  /** The home Region also copies new objects to them. */
  REPLICATE = 'replicate',
  /** The Regions receive requests. */
  SERVE = 'serve',
}

/** The downtime of a step, and how certain it is. */
export interface StepDowntime {
  /** What users notice, in words; `none` if they notice nothing. */
  readonly expected: string;

  /** The reason or the document that `expected` is based on. */
  readonly basis: string;

  /** Whether it has been measured against AWS for this library. */
  readonly proved: boolean;

  /** The rehearsal that measures it for your workload. */
  readonly howToProve: string;

  /**
   * How long requests are refused or fail.
   *
   * @default - none fail, or only connections break, which clients open again
   */
  readonly duration?: StepDuration;
}

/** The settings of the platform while a step is deployed. Sizes are given by the stage that they are taken from. */
export interface StepSettings {
  /** Whether the virtual machines of the previous stage still exist. */
  readonly keepVmGroup: boolean;

  /** Share of the requests that the virtual machines receive, in percent (0 to 100). */
  readonly vmWeight: number;

  /** Share of the requests that the containers receive, in percent (0 to 100). */
  readonly containerWeight: number;

  /** Whether the virtual machines use the shared cache and the database proxy instead of their own. */
  readonly vmUsesSharedState: boolean;

  /** Where the workers run. */
  readonly workersOn: WorkerPlacement;

  /** The stage that `multiAz` of the database is taken from. */
  readonly databaseMultiAz: SizeSource;

  /** The stage that `instanceType` of the database is taken from. */
  readonly databaseInstanceType: SizeSource;

  /** The stage that `readReplicas` of the database is taken from. */
  readonly databaseReadReplicas: SizeSource;

  /**
   * The phase of the migration from an RDS instance to an Aurora cluster.
   *
   * @default - the final state of the stage: the instance alone, or the cluster alone
   */
  readonly databaseMigrationPhase?: DatabaseMigrationPhase;

  /**
   * The stage that the sizes of web service and workers and their kind of deployment are taken from.
   *
   * @default SizeSource.TARGET
   */
  readonly services?: SizeSource;

  /**
   * The stage that the node type and the replicas of the cache are taken from.
   *
   * @default SizeSource.TARGET
   */
  readonly cacheNodes?: SizeSource;

  /**
   * The stage that the number of shards of the cache is taken from.
   *
   * @default SizeSource.TARGET
   */
  readonly cacheShards?: SizeSource;

  /**
   * The stage that the kind of NAT is taken from.
   *
   * @default SizeSource.TARGET
   */
  readonly nat?: SizeSource;

  /**
   * Whether the Aurora cluster has readers.
   *
   * @default true
   */
  readonly auroraReaders?: boolean;

  /**
   * Whether the Aurora cluster is serverless, if the target stage asks for it.
   *
   * @default true
   */
  readonly auroraServerless?: boolean;

  /**
   * Whether the global database, the global tables and the copies of secrets and images exist.
   *
   * @default - the final state of the stage
   */
  readonly globalDatabase?: boolean;

  /**
   * The phase in which the secondary Regions are.
   *
   * @default - the final state of the stage
   */
  readonly regionPhase?: RegionPhase;

  /**
   * Whether applications write through the endpoint of the global database, if the configuration gives one.
   *
   * @default - the final state of the stage
   */
  readonly globalWriter?: boolean;

  /**
   * Whether the readers of the database and the nodes of the cache are scaled. Once they are, their numbers in the
   * template must not change.
   *
   * @default true
   */
  readonly scaling?: boolean;
}

/** The settings of the platform while a step is deployed, with all sizes. */
export interface ResolvedStepSettings {
  /** Whether the virtual machines of the previous stage still exist. */
  readonly keepVmGroup: boolean;

  /** Share of the requests that the virtual machines receive, in percent (0 to 100). */
  readonly vmWeight: number;

  /** Share of the requests that the containers receive, in percent (0 to 100). */
  readonly containerWeight: number;

  /** Whether the virtual machines use the shared cache and the database proxy instead of their own. */
  readonly vmUsesSharedState: boolean;

  /** Where the workers run. */
  readonly workersOn: WorkerPlacement;

  /** All sizes while the step is deployed. */
  readonly sizes: StageSizes;

  /**
   * Size of the RDS instance that the Aurora cluster replaces.
   *
   * @default - the database is not migrated
   */
  readonly sourceDatabase?: DatabaseSizing;

  /**
   * The phase of the migration from an RDS instance to an Aurora cluster.
   *
   * @default - the final state of the stage: the instance alone, or the cluster alone
   */
  readonly databaseMigrationPhase?: DatabaseMigrationPhase;

  /**
   * Whether the global database, the global tables and the copies of secrets and images exist.
   *
   * @default - the final state of the stage
   */
  readonly globalDatabase?: boolean;

  /**
   * The phase in which the secondary Regions are.
   *
   * @default - the final state of the stage
   */
  readonly regionPhase?: RegionPhase;

  /**
   * Whether applications write through the endpoint of the global database, if the configuration gives one.
   *
   * @default - the final state of the stage
   */
  readonly globalWriter?: boolean;

  /**
   * Whether the readers of the database and the nodes of the cache are scaled. Once they are, their numbers in the
   * template must not change.
   *
   * @default true
   */
  readonly scaling?: boolean;

  /**
   * Name of the stage that the kept virtual machines belong to. They keep its tag and its `GROWTH_STAGE`, so that they
   * are not replaced while the next stage is built.
   *
   * @default - no virtual machine group is kept
   */
  readonly vmStage?: string;

  /**
   * Size of the kept virtual machine group, from the source stage.
   *
   * @default - no virtual machine group is kept
   */
  readonly vm?: VmSizing;
}

/** A step as a person needs to know it. */
export interface RunbookStep {
  /** The step's name, as the configuration takes it, for example `cut-over`. */
  readonly name: string;

  /** The title, in one line. */
  readonly title: string;

  /** What the step does, in words. */
  readonly description: string;

  /** What users notice. */
  readonly downtime: StepDowntime;

  /**
   * How long the step takes, from its first command to the end of its deployment.
   *
   * @default - unknown
   */
  readonly duration?: StepDuration;

  /** What to check before the deployment, in order. */
  readonly checksBefore: string[];

  /** What to check after the deployment and before the next step, in order. */
  readonly checksAfter: string[];

  /** Whether rolling back from here on loses data, so that `rollback` of earlier steps no longer applies. */
  readonly pointOfNoReturn: boolean;

  /** How to roll back the step. */
  readonly rollback: string;

  /**
   * The types of the stateful resources that the step removes, for example `AWS::RDS::DBInstance`. It removes no other
   * stateful resources.
   *
   * @default - none
   */
  readonly removes?: string[];

  /**
   * Why the step cannot be rolled back by deploying the previous one, which the configuration then refuses.
   *
   * @default - it can be rolled back
   */
  readonly noWayBack?: string;

  /** What the step adds to the bill, during and after it. */
  readonly extraCost: string;
}

/** A step of a transition: one deployment. */
export interface TransitionStep extends RunbookStep {
  /** The settings of the platform while the step is deployed. */
  readonly shape: StepSettings;
}

/** A step of a procedure. */
export interface ProcedureStep extends RunbookStep {
  /**
   * The configuration to deploy: properties as JSON, with placeholders as `<...>`.
   *
   * @default - nothing is deployed; the step consists of commands
   */
  readonly configuration?: string;

  /**
   * The commands to run, in order, with placeholders as `<...>`.
   *
   * @default - none; the step is a deployment
   */
  readonly commands?: string[];
}

/** A change within a stage, for example a further Region. */
export interface GrowthProcedure {
  /** The procedure's name, for example `add-region`. */
  readonly name: string;

  /** The title, in one line. */
  readonly title: string;

  /** When to use it. */
  readonly when: string;

  /** The steps, in order. */
  readonly steps: ProcedureStep[];

  /** Whether the library only describes the change and does not build it. */
  readonly describedOnly: boolean;
}

/** The steps from one stage to the next. */
export interface StageTransition {
  /** Name of the stage that it starts from. */
  readonly source: string;

  /** Name of the stage that it leads to. */
  readonly target: string;

  /** The title, in one line. */
  readonly title: string;

  /** The steps, in the order in which they are deployed. The last one equals the target stage. */
  readonly steps: TransitionStep[];

  /** What applies to the whole transition, in words. */
  readonly notes: string[];

  /**
   * The name of the path, if there are several between the same stages, for example `snapshot`.
   *
   * @default - the only path, or the default one
   */
  readonly path?: string;
}
