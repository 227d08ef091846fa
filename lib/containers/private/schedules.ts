import { TimeZone } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { ScalableTaskCount } from 'aws-cdk-lib/aws-ecs';
import { got, Problems } from '../../core/problems';
import { TaskSchedule } from '../task-schedule';
import { checkInteger } from './checks';

const ZONE = /^(UTC|[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2})$/;

function checkCron(problems: Problems, name: string, cron: string): void {
  const fields = cron.trim().split(/\s+/);
  const oneDay = fields.length === 6 && (fields[2] === '?') !== (fields[4] === '?');
  problems.require(
    oneDay,
    `\`${name}.cron\` must be six fields (minute hour day-of-month month day-of-week year) with \`?\` in ` +
      'one of the two day fields, ' +
      `got: ${got(cron)}; for example "0 7 ? * MON-FRI *"`,
  );
}

/** Records the problems of the schedules. */
export function checkSchedules(problems: Problems, schedules: TaskSchedule[] = [], fewestTasks: number): void {
  schedules.forEach((schedule, index) => {
    const name = `schedules[${index}]`;
    checkCron(problems, name, schedule.cron);
    problems.require(
      ZONE.test(schedule.timeZone),
      `\`${name}.timeZone\` must be an IANA time zone, got: ${got(schedule.timeZone)}; for example ` +
        '"Europe/Berlin" or "UTC"',
    );
    checkInteger(problems, `${name}.minTasks`, schedule.minTasks, fewestTasks, 5000);
    checkInteger(problems, `${name}.maxTasks`, schedule.maxTasks, Math.max(schedule.minTasks, 1), 5000);
  });
}

/** Adds every schedule to the scaling of a service. */
export function addSchedules(scaling: ScalableTaskCount, schedules: TaskSchedule[] = []): void {
  schedules.forEach((schedule, index) =>
    scaling.scaleOnSchedule(`Schedule${index}`, {
      schedule: Schedule.expression(`cron(${schedule.cron.trim().split(/\s+/).join(' ')})`),
      timeZone: TimeZone.of(schedule.timeZone),
      minCapacity: schedule.minTasks,
      maxCapacity: schedule.maxTasks,
    }),
  );
}
