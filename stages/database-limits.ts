import { ExitSignal } from '../lib';
import { GuideFigures } from './guides';
import { GrowthMeasure, StageReason, StageSignals } from './signals';

/** The measures that come before a larger stage, in the order of Push2Commit. */
const BEFORE_MOVING_UP = [GrowthMeasure.POOLING, GrowthMeasure.CACHE, GrowthMeasure.REPLICAS];

const LIMITS = [GuideFigures.DATABASE_CPU, GuideFigures.DATABASE_CONNECTIONS, GuideFigures.DATABASE_QUERY_TIME];

/** The value of a signal by its name; `undefined` if the user gave none. */
export function valueOf(signals: StageSignals, name: string): number | undefined {
  return (signals as unknown as Record<string, number | undefined>)[name];
}

/** Whether a signal has reached its figure. */
export function reached(signals: StageSignals, limit: ExitSignal): boolean {
  const value = valueOf(signals, limit.name);
  return value !== undefined && value >= limit.threshold;
}

/** The signals by which the database is the bottleneck (Push2Commit). */
export function databaseLimits(signals: StageSignals): StageReason[] {
  return LIMITS.filter((limit) => reached(signals, limit)).map((limit) => asReason(signals, limit));
}

/** Whether a measure is on already. */
export function inUse(signals: StageSignals, measure: GrowthMeasure): boolean {
  return (signals.measuresInUse ?? []).includes(measure);
}

/** Whether everything that comes before a larger stage is on already. */
export function measuresExhausted(signals: StageSignals): boolean {
  return BEFORE_MOVING_UP.every((measure) => inUse(signals, measure));
}

/** The reason that a reached signal gives. */
export function asReason(signals: StageSignals, limit: ExitSignal): StageReason {
  const value = valueOf(signals, limit.name) ?? 0;
  return {
    signal: limit.name,
    value,
    figure: limit.threshold,
    text: `\`${limit.name}\` is ${value}, at or above the threshold of ${limit.threshold} (${limit.description})`,
    source: limit.source,
  };
}
