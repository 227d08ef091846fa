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
  const perHour = countOf(minutes, 0, 60);
  const perDay = countOf(hours, 0, 24);
  const perYear = countOf(months, 1, MONTHS);
  const perMonth = runDays(days, weekdays);
  if (perHour === undefined || perDay === undefined || perYear === undefined || perMonth === undefined) {
    return undefined;
  }
  return perHour * perDay * (perYear / MONTHS) * perMonth;
}

/** The days of a month on which a schedule runs. */
function runDays(days: string, weekdays: string): number | undefined {
  const ofMonth = daysOfMonth(days);
  if (ofMonth === undefined) {
    return undefined;
  }
  // A day such as the last Friday comes once a month.
  if (/[L#]/.test(weekdays)) {
    return 1;
  }
  const ofWeek = isAny(weekdays) ? 7 : countOf(named(weekdays), 1, 7);
  return ofWeek === undefined ? undefined : (ofMonth * ofWeek) / 7;
}

function daysOfMonth(days: string): number | undefined {
  if (isAny(days)) {
    return DAYS;
  }
  return /[LW]/.test(days) ? 1 : countOf(days, 1, 31);
}

function isAny(field: string): boolean {
  return field === '?' || field === '*';
}

function named(weekdays: string): string {
  return DAYS_OF_WEEK.reduce((text, name, index) => text.replaceAll(name, String(index + 1)), weekdays.toUpperCase());
}

/** How many values a field names: all, a list of numbers and ranges, or every n-th; `undefined` if it is not valid. */
function countOf(field: string, first: number, size: number): number | undefined {
  const sum = field
    .split(',')
    .map((part) => {
      const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
      return Math.ceil(rangeSize(range, first, size, step !== undefined) / Number(step ?? 1));
    })
    .reduce((total, count) => total + count, 0);
  return Number.isNaN(sum) ? undefined : sum;
}

/** How many values a range covers. A single value with a step covers everything from there. */
function rangeSize(range: string, first: number, size: number, hasStep: boolean): number {
  if (isAny(range)) {
    return size;
  }
  const [, low, high] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  if (low === undefined) {
    return NaN;
  }
  if (high !== undefined) {
    return Number(high) - Number(low) + 1;
  }
  return hasStep ? size - (Number(low) - first) : 1;
}
