import { existsSync } from 'node:fs';
import { reportHtml, ReportModel } from '../../toolkit/report';
import { requireOwn, writeWhole } from './file';
import { Io } from './io';

/** What stands near the beginning of every report. */
const OURS = '<meta name="generator" content="cdk-growth-stages">';
const BEGINNING = 4_000;

/** A report that has been written. */
export interface WrittenReport {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Refuses to replace what is no report, before the work begins.
 *
 * @param output where a report is to be written
 */
export function checkOutput(output: string): void {
  requireOwn('--output', output, 'a report of growth', (text) => text.slice(0, BEGINNING).includes(OURS));
}

/**
 * Writes a report. A report that is there is replaced.
 *
 * @param output the file
 * @param model what it shows
 * @param io where it is said that a report was replaced
 */
export function writeReport(output: string, model: ReportModel, io: Pick<Io, 'err'>): WrittenReport {
  checkOutput(output);
  const text = reportHtml(model);
  if (existsSync(output)) {
    io.err(`replace the report ${output}`);
  }
  writeWhole('--output', output, text);
  return { path: output, bytes: Buffer.byteLength(text) };
}
