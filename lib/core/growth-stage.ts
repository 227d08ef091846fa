import { StageSizes } from './stage-sizing';

/** The number of users that a stage is for. */
export interface UserRange {
  /** Smallest number of users, inclusive. */
  readonly minUsers: number;

  /**
   * First number of users that belongs to the next stage (exclusive).
   *
   * @default - no upper end
   */
  readonly maxUsers?: number;
}

/** The targets of a stage, from the table of targets in guide G3. */
export interface KpiTargets {
  /** Highest 99th percentile of response time, in milliseconds. */
  readonly p99LatencyMs: number;

  /** Lowest uptime, in percent. */
  readonly uptimePercent: number;

  /** Highest share of failed requests, in percent. */
  readonly errorRatePercent: number;

  /** Longest time to repair, in minutes. */
  readonly timeToRepairMinutes: number;

  /** Longest database query time, in milliseconds. */
  readonly databaseQueryMs: number;

  /** Lowest share of cache hits, in percent. */
  readonly cacheHitPercent: number;

  /** Highest infrastructure cost per user and month, in US dollars. */
  readonly monthlyUsdPerUser: number;

  /** The guide that the figures come from. */
  readonly source: string;
}

/** A sign that a stage has been outgrown. */
export interface ExitSignal {
  /** The signal's name, as the selector takes it, for example `databaseCpuPercent`. */
  readonly name: string;

  /** The value from which the signal counts, inclusive. */
  readonly threshold: number;

  /** What the value means, with its unit. */
  readonly description: string;

  /** What to try within the stage before moving to the next one, in order. */
  readonly firstTry: string[];

  /** The guide that the threshold comes from. */
  readonly source: string;
}

/** The cost of a phase of growth, as a scaling guide gives it. */
export interface GuidePhaseCost {
  /**
   * The number of users that the guide names for this cost, in its words.
   *
   * @default - the users of the phase
   */
  readonly users?: string;

  /** Smallest number of users that the cost applies to, inclusive. */
  readonly minUsers: number;

  /**
   * First number of users that the cost no longer applies to (exclusive).
   *
   * @default - no upper end
   */
  readonly maxUsers?: number;

  /** The cost in the guide's words, without its period. */
  readonly text: string;

  /**
   * Lowest cost, in US dollars a month.
   *
   * @default - the guide gives no such figure
   */
  readonly minMonthlyUsd?: number;

  /**
   * Highest cost, in US dollars a month.
   *
   * @default - the guide gives no such figure
   */
  readonly maxMonthlyUsd?: number;

  /**
   * Lowest cost per user, in US dollars a month.
   *
   * @default - the guide gives no such figure
   */
  readonly minMonthlyUsdPerUser?: number;

  /**
   * Highest cost per user, in US dollars a month.
   *
   * @default - the guide gives no such figure
   */
  readonly maxMonthlyUsdPerUser?: number;
}

/** A phase of growth, as a scaling guide describes it. */
export interface GuidePhase {
  /** The guide, `G0` to `G4`. */
  readonly guide: string;

  /** The number of users in the phase, in the guide's words. */
  readonly users: string;

  /** What the guide runs in that phase. */
  readonly runs: string;

  /**
   * The cost of the phase.
   *
   * @default - the guide gives none
   */
  readonly costs?: GuidePhaseCost[];
}

/** A growth stage, as data: who it is for, what it consists of, what it must achieve, and when it ends. */
export interface GrowthStage {
  /** The stage's name: `monolith`, `containers`, `aurora` or `multi-region`, or a name of your own. */
  readonly name: string;

  /** Position in the order of growth, from 1. */
  readonly order: number;

  /** The title, in one line. */
  readonly title: string;

  /** The number of users that the stage is for. */
  readonly users: UserRange;

  /** The sizes of its parts. */
  readonly sizes: StageSizes;

  /** What the stage adds, in words. */
  readonly features: string[];

  /** The targets that it must meet. */
  readonly kpis: KpiTargets;

  /** Active users of a typical application at this stage: the bill for them is compared with the budget. */
  readonly typicalUsers: number;

  /** The budget for the typical number of users, in US dollars a month. */
  readonly monthlyBudgetUsd: number;

  /** The guide or rule that the budget comes from. */
  readonly budgetSource: string;

  /** Why the stage looks as it does. */
  readonly reasons: string[];

  /** The signals that tell you to move to the next stage. */
  readonly exitSignals: ExitSignal[];

  /**
   * The phases of the scaling guides that the stage covers.
   *
   * @default - none
   */
  readonly guidePhases?: GuidePhase[];
}
