import { StageSizes } from './stage-sizing';

/** The users a stage is made for. */
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

/** What a stage must be able to show, from guide G3's table of targets. */
export interface KpiTargets {
  /** 99th percentile of response time, in milliseconds. */
  readonly p99LatencyMs: number;

  /** Uptime, in percent. */
  readonly uptimePercent: number;

  /** Failed requests, in percent. */
  readonly errorRatePercent: number;

  /** Time to repair, in minutes. */
  readonly timeToRepairMinutes: number;

  /** Database query time, in milliseconds. */
  readonly databaseQueryMs: number;

  /** Cache hits, in percent. */
  readonly cacheHitPercent: number;

  /** Infrastructure cost per user and month, in US dollars. */
  readonly monthlyUsdPerUser: number;

  /** Where the figures come from. */
  readonly source: string;
}

/** A sign that a stage has been outgrown. */
export interface ExitSignal {
  /** The signal's name, as the selector takes it, for example `databaseCpuPercent`. */
  readonly name: string;

  /** The figure from which on the signal counts. */
  readonly threshold: number;

  /** What the figure means, with its unit. */
  readonly description: string;

  /** What to turn on inside the stage before moving up, in order. */
  readonly firstTry: string[];

  /** The guide that gives the figure. */
  readonly source: string;
}

/** What one of the scaling guides says that a phase of growth costs. */
export interface GuidePhaseCost {
  /**
   * The users of whom the guide speaks here, in the guide's words.
   *
   * @default - those of the phase
   */
  readonly users?: string;

  /** Smallest number of users for which the figure holds, inclusive. */
  readonly minUsers: number;

  /**
   * First number of users for which the figure no longer holds (exclusive).
   *
   * @default - no upper end
   */
  readonly maxUsers?: number;

  /** The figure in the guide's words, without its period. */
  readonly text: string;

  /**
   * US dollars a month, at least.
   *
   * @default - the guide gives no such figure
   */
  readonly minMonthlyUsd?: number;

  /**
   * US dollars a month, at most.
   *
   * @default - the guide gives no such figure
   */
  readonly maxMonthlyUsd?: number;

  /**
   * US dollars a month for each user, at least.
   *
   * @default - the guide gives no such figure
   */
  readonly minMonthlyUsdPerUser?: number;

  /**
   * US dollars a month for each user, at most.
   *
   * @default - the guide gives no such figure
   */
  readonly maxMonthlyUsdPerUser?: number;
}

/** What one of the scaling guides says about a phase of growth. */
export interface GuidePhase {
  /** The guide, `G0` to `G4`. */
  readonly guide: string;

  /** The users of the guide's phase, in the guide's words. */
  readonly users: string;

  /** What the guide runs in that phase. */
  readonly runs: string;

  /**
   * What the guide says that the phase costs.
   *
   * @default - the guide does not say
   */
  readonly costs?: GuidePhaseCost[];
}

/** One growth phase of the product, as data. */
export interface GrowthStage {
  /** The stage's name: `monolith`, `containers`, `aurora` or `multi-region`, or one of the user's own. */
  readonly name: string;

  /** Position in the order of growth, from 1. */
  readonly order: number;

  /** One line for tables. */
  readonly title: string;

  /** The users the stage is made for. */
  readonly users: UserRange;

  /** The sizes of everything in it. */
  readonly sizes: StageSizes;

  /** What the stage adds, in words. */
  readonly features: string[];

  /** The targets it must be able to show. */
  readonly kpis: KpiTargets;

  /** Active users of a typical application at this stage; its bill is compared with the budget there. */
  readonly typicalUsers: number;

  /** What the stage may cost at its typical users, in US dollars a month. */
  readonly monthlyBudgetUsd: number;

  /** The guide or rule that gives the budget. */
  readonly budgetSource: string;

  /** Why the stage looks as it does. */
  readonly reasons: string[];

  /** The signals that end the stage. */
  readonly exitSignals: ExitSignal[];

  /**
   * What the scaling guides say about the phases that the stage covers.
   *
   * @default - none
   */
  readonly guidePhases?: GuidePhase[];
}
