import { Token } from 'aws-cdk-lib';
import { got, Problems } from '../../core/problems';

const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = `(${DAYS.join('|')})`;
const MAINTENANCE_WINDOW = new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`);
const SNAPSHOT_WINDOW = new RegExp(`^${TIME}-${TIME}$`);
const MINUTES_PER_DAY = 24 * 60;

/** Amazon ElastiCache requires both windows to be at least an hour. */
const SHORTEST_MINUTES = 60;

/** Requires a weekly window in UTC. */
export function requireMaintenanceWindow(problems: Problems, window: string | undefined): void {
  if (window !== undefined && !Token.isUnresolved(window)) {
    const [, day, hour, minute, endDay, endHour, endMinute] = MAINTENANCE_WINDOW.exec(window) ?? [];
    const start = DAYS.indexOf(day) * MINUTES_PER_DAY + minutesOf(hour, minute);
    const end = DAYS.indexOf(endDay) * MINUTES_PER_DAY + minutesOf(endHour, endMinute);
    const ok = day !== undefined && lengthOf(start, end, 7 * MINUTES_PER_DAY) >= SHORTEST_MINUTES;
    problems.require(
      ok,
      '`preferredMaintenanceWindow` must be at least one hour in UTC such as sun:03:00-sun:04:00, got: ' +
        `${got(window)}`,
    );
  }
}

/** Requires a daily window in UTC. */
export function requireSnapshotWindow(problems: Problems, window: string | undefined): void {
  if (window !== undefined && !Token.isUnresolved(window)) {
    const [, hour, minute, endHour, endMinute] = SNAPSHOT_WINDOW.exec(window) ?? [];
    const ok =
      hour !== undefined &&
      lengthOf(minutesOf(hour, minute), minutesOf(endHour, endMinute), MINUTES_PER_DAY) >= SHORTEST_MINUTES;
    problems.require(
      ok,
      `\`snapshotWindow\` must be at least one hour in UTC such as 01:00-02:00, got: ${got(window)}`,
    );
  }
}

function minutesOf(hour: string, minute: string): number {
  return Number(hour) * 60 + Number(minute);
}

/** A window may span midnight or the end of the week. */
function lengthOf(start: number, end: number, period: number): number {
  return (end - start + period) % period;
}
