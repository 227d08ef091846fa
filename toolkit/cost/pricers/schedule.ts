import { HOURS_PER_MONTH } from '../price-list';

/** Days of a month, as AWS counts it. */
const DAYS = HOURS_PER_MONTH / 24;

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1_440 };

const MONTHS = 12;
const DAYS_OF_WEEK = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * How often a schedule runs in a month.
 *
 * @param expression `rate(...)`, `cron(...)` or `at(...)`, as EventBridge writes them
 */
export function runsPerMonth(expression: unknown): number | undefined {
  const [, kind, content = ''] =
    /^(rate|cron|at)\((.+)\)$/.exec(typeof expression === 'string' ? expression : '') ?? [];
  if (kind === 'at') {
    return 0;
  }
  if (kind === 'rate') {
    const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(content) ?? [];
    return count === undefined ? undefined : (HOURS_PER_MONTH * 60) / (Number(count) * MINUTES[unit]!);
  }
  return kind === 'cron' ? cronRuns(content.trim().split(/\s+/)) : undefined;
}

function cronRuns([minutes = '', hours = '', days = '', months = '', weekdays = '']: readonly string[]):
  number | undefined {
  const counts = [
    countOf(minutes, 0, 60),
    countOf(hours, 0, 24),
    countOf(months, 1, MONTHS),
    days === '?' || days === '*' ? DAYS : /[LW]/.test(days) ? 1 : countOf(days, 1, 31),
  ];
  const ofWeek =
    weekdays === '?' || weekdays === '*' ? 7 : /[L#]/.test(weekdays) ? undefined : countOf(named(weekdays), 1, 7);
  // A day of the week that is counted in the month, such as the last Friday, comes once.
  const perMonth = /[L#]/.test(weekdays)
    ? 1
    : ofWeek === undefined || counts[3] === undefined
      ? undefined
      : (counts[3] * ofWeek) / 7;
  return counts.includes(undefined) || perMonth === undefined
    ? undefined
    : counts[0]! * counts[1]! * (counts[2]! / MONTHS) * perMonth;
}

function named(weekdays: string): string {
  return DAYS_OF_WEEK.reduce((text, name, index) => text.replaceAll(name, String(index + 1)), weekdays.toUpperCase());
}

/** How many values a field names: all, a list of numbers and ranges, or each so many. */
function countOf(field: string, first: number, size: number): number | undefined {
  const counts = field.split(',').map((part) => {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [, low, high] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    const all =
      range === '*' || range === '?'
        ? size
        : low === undefined
          ? NaN
          : high !== undefined
            ? Number(high) - Number(low) + 1
            : part.includes('/')
              ? size - (Number(low) - first)
              : 1;
    return Math.ceil(all / Number(step));
  });
  const sum = counts.reduce((total, one) => total + one, 0);
  return Number.isNaN(sum) ? undefined : sum;
}
