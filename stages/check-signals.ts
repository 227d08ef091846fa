import { suggestion } from './nearest';
import { GrowthMeasure, StageSignals } from './signals';

/** The number of people on earth, rounded up; more users than that is a slip of the finger. */
const MOST_USERS = 10_000_000_000;

interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  readonly unit: string;
}

const NUMBER_RULES: Record<string, NumberRule> = {
  users: { min: 1, max: MOST_USERS, whole: true, unit: 'active users' },
  concurrentUsers: { min: 0, max: MOST_USERS, whole: true, unit: 'users at the same moment' },
  writesPerSecond: { min: 0, max: 1e9, whole: false, unit: 'rows per second' },
  databaseCpuPercent: { min: 0, max: 100, whole: false, unit: 'percent' },
  databaseConnectionsPercent: { min: 0, max: 100, whole: false, unit: 'percent' },
  databaseQueryMs: { min: 0, max: 3_600_000, whole: false, unit: 'milliseconds' },
  connectionTimeoutsPerDay: { min: 0, max: 1e9, whole: true, unit: 'connections' },
  slowingAnalyticQueries: { min: 0, max: 1e9, whole: true, unit: 'queries' },
  p99LatencyMs: { min: 0, max: 3_600_000, whole: false, unit: 'milliseconds' },
  continents: { min: 1, max: 7, whole: true, unit: 'continents' },
  regionLossRecoveryMinutes: { min: 0, max: 525_600, whole: false, unit: 'minutes' },
};

const LIST_NAMES = ['dataResidency', 'measuresInUse'];

/** The names of all signals. */
export const SIGNAL_NAMES: readonly string[] = [...Object.keys(NUMBER_RULES), 'consumerContent', ...LIST_NAMES];

/**
 * Every problem of a set of signals, in the order of the properties; empty where there is none.
 *
 * @param signals what a user gave, of any shape
 */
export function signalProblems(signals: StageSignals): string[] {
  const given = signals as unknown as Record<string, unknown>;
  const unknown = Object.keys(given).filter((name) => !SIGNAL_NAMES.includes(name));
  return [
    ...Object.entries(NUMBER_RULES).flatMap(([name, rule]) => numberProblem(name, rule, given[name])),
    ...booleanProblems('consumerContent', given.consumerContent),
    ...residencyProblems(given.dataResidency),
    ...measureProblems(given.measuresInUse),
    ...unknown.map((name) => `\`${name}\` is not a signal${suggestion(name, SIGNAL_NAMES)}`),
  ];
}

function numberProblem(name: string, rule: NumberRule, value: unknown): string[] {
  if (value === undefined && name !== 'users') {
    return [];
  }
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (isNumber && value >= rule.min && value <= rule.max && (!rule.whole || Number.isInteger(value))) {
    return [];
  }
  const kind = rule.whole ? 'a whole number' : 'a number';
  const got = value === undefined ? 'nothing' : typeof value === 'number' ? String(value) : JSON.stringify(value);
  return [`\`${name}\` must be ${kind} from ${rule.min} to ${rule.max} (${rule.unit}), got: ${got}`];
}

function booleanProblems(name: string, value: unknown): string[] {
  return value === undefined || typeof value === 'boolean'
    ? []
    : [`\`${name}\` must be true or false, got: ${JSON.stringify(value)}`];
}

function residencyProblems(value: unknown): string[] {
  const fits = Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry.trim() !== '');
  return value === undefined || fits
    ? []
    : [
        `\`dataResidency\` must be a list of names of jurisdictions, for example ["EU", "AU"], got: ` +
          `${JSON.stringify(value)}`,
      ];
}

function measureProblems(value: unknown): string[] {
  const names: string[] = Object.values(GrowthMeasure);
  const allowed = names.map((name) => JSON.stringify(name)).join(', ');
  if (value !== undefined && !Array.isArray(value)) {
    return [`\`measuresInUse\` must be a list of ${allowed}, got: ${JSON.stringify(value)}`];
  }
  return ((value ?? []) as unknown[])
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => !names.includes(entry as string))
    .map(({ entry, index }) => {
      const hint = typeof entry === 'string' ? suggestion(entry, names) : '';
      return `\`measuresInUse[${index}]\` must be one of ${allowed}, got: ${JSON.stringify(entry)}${hint}`;
    });
}
