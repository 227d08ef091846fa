import { PlanDowntime, PlanDuration } from './duration';

/** Fixed cost at a deployment point, in US dollars at list prices, compared with the points before and after it. */
export interface PlanCost {
  /**
   * Fixed cost at this deployment point, a month.
   *
   * @minimum 0
   */
  readonly monthlyUsd: number;

  /** Difference from the deployment point before, a month; negative if the cost falls. */
  readonly moreThanBeforeMonthlyUsd: number;

  /** Difference from the deployment point before, for a day of 24 of 730 hours. */
  readonly moreThanBeforeDailyUsd: number;

  /** Difference from the end of the plan, a month. */
  readonly moreThanTargetMonthlyUsd: number;

  /** Difference from the end of the plan, for a day. */
  readonly moreThanTargetDailyUsd: number;
}

/** One deployment of a plan, with everything that a person has to know and do. */
export interface PlanStep {
  /**
   * The deployment point that is deployed, for example `aurora:cut-over`.
   *
   * @pattern ^[a-z-]+(:[a-z0-9-]+)?$
   */
  readonly place: string;

  /** What the deployment does, in one line. */
  readonly title: string;

  /** What the deployment does; of one that rolls back, how the step is undone. */
  readonly description: string;

  /**
   * The commands to type, in order.
   *
   * @minItems 1
   */
  readonly commands: readonly string[];

  /**
   * What a person checks before, in order.
   *
   * @minItems 1
   */
  readonly checksBefore: readonly string[];

  /**
   * What a person checks after, in order.
   *
   * @minItems 1
   */
  readonly checksAfter: readonly string[];

  /** What users notice. */
  readonly downtime: PlanDowntime;

  /** How long it takes, for a database of `databaseGiB`. */
  readonly duration: PlanDuration;

  /** What it costs while it lasts, in words. */
  readonly extraCost: string;

  /** What it costs while it lasts, from the bill of the synthesized templates; absent if nothing was synthesized. */
  readonly costWhileItLasts?: PlanCost;

  /** Whether the step ends the quick way to roll back. */
  readonly pointOfNoReturn: boolean;

  /** Why deploying the point before does not undo the step; absent if it does. */
  readonly noWayBack?: string;

  /** How to undo the step. */
  readonly rollback: string;
}

/** The deployment point of a plan at which the fixed cost is highest. */
export interface HighestCost {
  /** The deployment point. */
  readonly place: string;

  /**
   * Fixed cost there, a month.
   *
   * @minimum 0
   */
  readonly monthlyUsd: number;

  /** Difference from the start of the plan, a month. */
  readonly moreThanStartMonthlyUsd: number;

  /** Difference from the end of the plan, a month. */
  readonly moreThanTargetMonthlyUsd: number;
}

/** The sums of a plan. */
export interface PlanTotals {
  /**
   * Minutes of all deployments, at least.
   *
   * @minimum 0
   */
  readonly minMinutes: number;

  /**
   * Minutes of all deployments, at most.
   *
   * @minimum 0
   */
  readonly maxMinutes: number;

  /**
   * Hours of normal operation that checks ask for between the steps.
   *
   * @minimum 0
   */
  readonly watchHours: number;

  /**
   * Minutes in which something is refused or fails, at least.
   *
   * @minimum 0
   */
  readonly downtimeMinMinutes: number;

  /**
   * Minutes in which something is refused or fails, at most.
   *
   * @minimum 0
   */
  readonly downtimeMaxMinutes: number;

  /** The deployment points with such minutes. */
  readonly downtimeAt: readonly string[];

  /** The deployment points from which there is no quick way to roll back, or none. */
  readonly pointsOfNoReturn: readonly string[];

  /** The deployment point at which the fixed cost is highest; absent if nothing was synthesized. */
  readonly highestCost?: HighestCost;
}

/** What the costs of a plan are based on. */
export interface PlanCostBasis {
  /** The configuration that was synthesized. */
  readonly configuration: string;

  /**
   * Fixed cost at the start, a month.
   *
   * @minimum 0
   */
  readonly startMonthlyUsd: number;

  /**
   * Fixed cost at the end, a month.
   *
   * @minimum 0
   */
  readonly targetMonthlyUsd: number;

  /** What the sums are, and what they leave out. */
  readonly basis: string;

  /** Dates of the oldest and the newest price. */
  readonly priceDates: readonly [string, string];

  /** Fixed cost without a known price: it is not included in the sums. */
  readonly unpriced: readonly string[];
}

/** The deployments that lead from one deployment point to another, in order. */
export interface Plan {
  /** Version of this format. It is raised when a property changes its meaning or is removed, not when one is added. */
  readonly version: 1;

  /** The deployment point that is live. */
  readonly from: string;

  /** The deployment point that is wanted. */
  readonly to: string;

  /** Whether the plan rolls back. */
  readonly back: boolean;

  /**
   * The size of the database for which the durations hold, in GiB.
   *
   * @exclusiveMinimum 0
   */
  readonly databaseGiB: number;

  /** The deployments, in order; empty if there is nothing to do. */
  readonly steps: readonly PlanStep[];

  /** The sums of the plan. */
  readonly totals: PlanTotals;

  /** What the costs are based on; absent if nothing was synthesized. */
  readonly costs?: PlanCostBasis;

  /** What holds for the whole path. */
  readonly notes: readonly string[];
}
