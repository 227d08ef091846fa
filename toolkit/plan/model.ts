import { PlanDowntime, PlanDuration } from './duration';

/** What always runs while a place is deployed, in US dollars at list prices, against the places before and after it. */
export interface PlanCost {
  /** What always runs at this place, a month. */
  readonly monthlyUsd: number;

  /** The same less what always runs at the place before; negative where it falls. */
  readonly moreThanBeforeMonthlyUsd: number;
  readonly moreThanBeforeDailyUsd: number;

  /** The same less what always runs at the end of the plan. */
  readonly moreThanTargetMonthlyUsd: number;
  readonly moreThanTargetDailyUsd: number;
}

/** One deployment of a plan, with everything a person has to know and do. */
export interface PlanStep {
  /** The place that is deployed, for example `aurora:cut-over`. */
  readonly place: string;
  readonly title: string;
  readonly description: string;
  /** What is typed, in order. */
  readonly commands: readonly string[];
  readonly checksBefore: readonly string[];
  readonly checksAfter: readonly string[];
  readonly downtime: PlanDowntime;
  /** How long it takes. */
  readonly duration: PlanDuration;
  /** What it costs while it lasts, in words. */
  readonly extraCost: string;
  /** What it costs while it lasts, from the bill of the synthesized templates; absent where nothing was synthesized. */
  readonly costWhileItLasts?: PlanCost;
  readonly pointOfNoReturn: boolean;
  /** Why deploying the place before does not take the step back; absent where it does. */
  readonly noWayBack?: string;
  readonly rollback: string;
}

/** The place of a plan at which most is paid for what always runs. */
export interface HighestCost {
  readonly place: string;
  readonly monthlyUsd: number;
  readonly moreThanStartMonthlyUsd: number;
  readonly moreThanTargetMonthlyUsd: number;
}

/** The sums of a plan. */
export interface PlanTotals {
  /** Minutes of all deployments, one after the other. */
  readonly minMinutes: number;
  readonly maxMinutes: number;

  /** Hours of normal work that checks ask for between the steps. */
  readonly watchHours: number;

  /** Minutes in which something is refused or fails, over all steps. */
  readonly downtimeMinMinutes: number;
  readonly downtimeMaxMinutes: number;

  /** The places with such minutes. */
  readonly downtimeAt: readonly string[];

  /** The places from which there is no quick way back. */
  readonly pointsOfNoReturn: readonly string[];

  /** Absent where nothing was synthesized. */
  readonly highestCost?: HighestCost;
}

/** What the costs of a plan were worked out from. */
export interface PlanCostBasis {
  /** The configuration that was synthesized. */
  readonly configuration: string;
  readonly startMonthlyUsd: number;
  readonly targetMonthlyUsd: number;
  /** What the sums are, and what they leave out. */
  readonly basis: string;
  /** Dates of the oldest and the newest price. */
  readonly priceDates: readonly [string, string];
  /** What always runs and has no known price: the sums are at least what they say. */
  readonly unpriced: readonly string[];
}

/** The deployments that lead from one place to another, in order. */
export interface Plan {
  /** Version of this shape; it is raised when a property changes its meaning or goes. */
  readonly version: 1;
  readonly from: string;
  readonly to: string;
  /** Whether the plan leads back down. */
  readonly back: boolean;
  /** The size of the database, in GiB, for which the durations hold. */
  readonly databaseGiB: number;
  readonly steps: readonly PlanStep[];
  readonly totals: PlanTotals;
  /** Absent where nothing was synthesized. */
  readonly costs?: PlanCostBasis;
  /** What holds for the whole way. */
  readonly notes: readonly string[];
}
