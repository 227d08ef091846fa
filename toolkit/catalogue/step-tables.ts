import { ProcedureStep, RunbookStep } from '../../lib';
import { LEAST_DATABASE_GIB, minutesOf } from '../plan/duration';
import { rangeOf } from '../plan/words';
import { fittedTable } from '../text/fitted-table';

/** Widths at which the columns wrap: less than 120 together. */
const WIDTHS = [2, 18, 26, 12, 21, 30];

/**
 * Steps as a table: what each does, how long it takes, and how to roll it back.
 *
 * @param all the steps
 * @param columns the width of the text
 */
export function stepTable(all: readonly RunbookStep[], columns?: number): string {
  const rows = all.map((step, index) => [
    String(index + 1),
    `${step.name}${step.pointOfNoReturn || step.noWayBack !== undefined ? ' (point of no return)' : ''}`,
    step.description,
    timeOf(step),
    `${step.downtime.expected}${step.downtime.proved ? '' : ' (not verified on AWS)'}`,
    step.rollback,
  ]);
  return fittedTable(['', 'step', 'what it does', 'time', 'what users notice', 'rollback'], rows, WIDTHS, columns);
}

/** The time for the smallest database; a plan takes its size. */
function timeOf({ duration }: RunbookStep): string {
  if (duration === undefined) {
    return '';
  }
  const { minMinutes, maxMinutes } = minutesOf(duration, LEAST_DATABASE_GIB);
  return `${rangeOf(minMinutes, maxMinutes)}${duration.maxMinutesPerDatabaseGiB ? ' and more by size' : ''}`;
}

/** What to deploy and to type for each step of a procedure; empty if the steps need neither. */
export function procedureCommands(all: readonly ProcedureStep[]): string {
  const lines = all.flatMap(({ name, configuration, commands = [] }) => [
    ...(configuration ? [`  ${name}: deploy with ${configuration}`] : []),
    ...commands.map((command) => `  ${name}: ${command}`),
  ]);
  return lines.join('\n');
}
