import { GrowthStage } from '../lib';

/** What can be turned on inside a stage before moving up, in the order of the Push2Commit guide. */
export enum GrowthMeasure {
  /** Pool the database connections (RDS Proxy). */
  POOLING = 'pooling',
  /** Answer repeated reads from the cache. */
  CACHE = 'cache',
  /** Send reads that tolerate lag to read replicas. */
  REPLICAS = 'replicas',
  /** Move the data to Aurora. */
  AURORA = 'aurora',
  /** Split the data into shards. */
  SHARDS = 'shards',
}

/**
 * Name of a jurisdiction.
 *
 * @pattern \S
 * @patternErrorMessage the name of a jurisdiction
 */
export type Jurisdiction = string;

/** What the stage selector weighs. Everything but the number of users is optional; an absent signal decides nothing. */
export interface StageSignals {
  /** Active users, a whole number from 1. */
  readonly users: number;

  /**
   * Users at work at the same moment, a whole number from 0.
   *
   * @default - unknown
   * @example 200
   */
  readonly concurrentUsers?: number;

  /**
   * Rows written per second at the daily peak, all tables together.
   *
   * @default - unknown
   * @example 150
   */
  readonly writesPerSecond?: number;

  /**
   * CPU of the database writer over business hours, in percent (0 to 100).
   *
   * @default - unknown
   * @example 65
   */
  readonly databaseCpuPercent?: number;

  /**
   * Open connections in percent of the maximum of the instance class (0 to 100).
   *
   * @default - unknown
   * @example 40
   */
  readonly databaseConnectionsPercent?: number;

  /**
   * Time of the queries that users wait for, in milliseconds.
   *
   * @default - unknown
   * @example 30
   */
  readonly databaseQueryMs?: number;

  /**
   * Connections to the database that timed out on a busy day, a whole number from 0.
   *
   * @default - unknown
   * @example 0
   */
  readonly connectionTimeoutsPerDay?: number;

  /**
   * Analytic queries, reports and exports that slow transactions down, a whole number from 0.
   *
   * @default - unknown
   * @example 1
   */
  readonly slowingAnalyticQueries?: number;

  /**
   * Whether users are consumers who mostly read content, instead of businesses that work with their own data.
   *
   * @default false
   */
  readonly consumerContent?: boolean;

  /**
   * 99th percentile of the response time, in milliseconds, measured where the farthest users are.
   *
   * @default - unknown
   * @example 180
   */
  readonly p99LatencyMs?: number;

  /**
   * Continents on which a considerable part of the users lives (1 to 7).
   *
   * @default 1
   */
  readonly continents?: number;

  /**
   * Jurisdictions in which the data of their residents has to stay, for example `['EU', 'AU']`.
   *
   * @default - no residency rule; one entry only decides which Region is the right one
   * @example ["EU"]
   */
  readonly dataResidency?: Jurisdiction[];

  /**
   * Minutes within which the service has to be back after the loss of a whole Region, where a contract says so.
   *
   * @default - no such requirement; backups are restored in another Region
   * @example 240
   */
  readonly regionLossRecoveryMinutes?: number;

  /**
   * Measures that are on already and that the application really uses.
   *
   * @default - none; they are advised before a larger stage is
   * @example ["pooling"]
   */
  readonly measuresInUse?: GrowthMeasure[];
}

/** Why a stage was chosen: one signal, with the figure that decided. */
export interface StageReason {
  /** The signal, as `StageSignals` names it. */
  readonly signal: string;

  /** The value of the signal. */
  readonly value: number;

  /** The figure that the value was held against. */
  readonly figure: number;

  /** The reason as a sentence, with both figures. */
  readonly text: string;

  /** The guide that gives the figure and is followed. */
  readonly source: string;

  /**
   * What other guides say where they disagree.
   *
   * @default - the guides agree, or only one speaks about it
   */
  readonly otherGuides?: string;
}

/** Something to turn on, or to leave alone for now. */
export interface StageAdvice {
  /** What it is: a measure (`pooling`), a stage (`multi-region`) or a capability. */
  readonly subject: string;

  /** Why, with the figure. */
  readonly why: string;

  /** How to turn it on; for what is not needed yet, what to do instead. */
  readonly how: string;

  /** The guide that gives the figure. */
  readonly source: string;
}

/** The selector's answer. */
export interface StageSelection {
  /** The stage to run. */
  readonly stage: GrowthStage;

  /** Why, the deciding reason first; never empty. */
  readonly reasons: StageReason[];

  /** What to turn on inside the stage before moving up, in order. */
  readonly turnOnFirst: StageAdvice[];

  /** What a user at this size is often tempted by, and why it can wait. */
  readonly notNeededYet: StageAdvice[];
}
