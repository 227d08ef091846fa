import { got } from '../lib/core/problems';
import { ConfigurationProblem, didYouMean, problem, unknownWord } from './problem';
import { GrowthMeasure, StageSignals } from './signals';

/** The number of people on earth, rounded up; more users than that is a slip of the finger. */
const MOST_USERS = 10_000_000_000;

/** What a number may be. */
interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  readonly unit: string;
  readonly required?: boolean;
}

/** What each signal that is a number may be. */
export const NUMBER_RULES: Readonly<Record<string, NumberRule>> = {
  users: { min: 1, max: MOST_USERS, whole: true, unit: 'active users', required: true },
  concurrentUsers: { min: 0, max: MOST_USERS, whole: true, unit: 'concurrent users' },
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
 * Every problem of a set of signals, in the order of the properties; empty if there is none.
 *
 * @param signals what a user gave, of any shape
 * @param pathOf the path of a signal in the configuration; its name by default
 */
export function signalProblems(
  signals: StageSignals,
  pathOf: (name: string) => string = (name) => name,
): ConfigurationProblem[] {
  const given = signals as unknown as Record<string, unknown>;
  const unknown = Object.keys(given).filter((name) => !SIGNAL_NAMES.includes(name));
  return [
    ...Object.entries(NUMBER_RULES).flatMap(([name, rule]) => numberProblems(pathOf(name), rule, given[name])),
    ...booleanProblems(pathOf('consumerContent'), given.consumerContent),
    ...residencyProblems(pathOf('dataResidency'), given.dataResidency),
    ...measureProblems(pathOf('measuresInUse'), given.measuresInUse),
    ...unknown.map((name) =>
      problem({ property: pathOf(name), rule: 'is not a signal', remedy: didYouMean(name, SIGNAL_NAMES) }),
    ),
  ];
}

function numberProblems(property: string, rule: NumberRule, value: unknown): ConfigurationProblem[] {
  if (value === undefined && !rule.required) {
    return [];
  }
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (isNumber && value >= rule.min && value <= rule.max && (!rule.whole || Number.isInteger(value))) {
    return [];
  }
  const kind = rule.whole ? 'a whole number' : 'a number';
  return [
    problem({
      property,
      rule: `must be ${kind} from ${rule.min} to ${rule.max} (${rule.unit})`,
      given: typeof value === 'number' ? String(value) : got(value),
    }),
  ];
}

function booleanProblems(property: string, value: unknown): ConfigurationProblem[] {
  return value === undefined || typeof value === 'boolean'
    ? []
    : [problem({ property, rule: 'must be true or false', given: got(value) })];
}

function residencyProblems(property: string, value: unknown): ConfigurationProblem[] {
  const fits = Array.isArray(value) && value.every((entry) => typeof entry === 'string' && entry.trim() !== '');
  return value === undefined || fits
    ? []
    : [
        problem({
          property,
          rule: 'must be a list of names of jurisdictions, for example ["EU", "AU"]',
          given: got(value),
        }),
      ];
}

function measureProblems(property: string, value: unknown): ConfigurationProblem[] {
  const names: string[] = Object.values(GrowthMeasure);
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    const allowed = names.map(got).join(', ');
    return [problem({ property, rule: `must be a list of ${allowed}`, given: got(value), allowed: names })];
  }
  return value.flatMap((entry: unknown, index) =>
    names.includes(entry as string) ? [] : [unknownWord(`${property}[${index}]`, names, entry)],
  );
}
