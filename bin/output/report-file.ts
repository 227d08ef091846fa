import { existsSync, readFileSync } from 'node:fs';
import { RefusedError } from '../../toolkit/refused-error';
import { reportHtml, ReportModel } from '../../toolkit/report';
import { requireWritable, writeWhole } from './file';
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
  requireWritable('--output', output);
  if (existsSync(output) && !isReport(output)) {
    throw new RefusedError(
      `\`--output\` must be a new file or a report of growth, got: ${JSON.stringify(output)}, which is ` +
        'something else; name another file',
    );
  }
}

function isReport(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').slice(0, BEGINNING).includes(OURS);
  } catch {
    return false;
  }
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
