import { fileReason } from '../../config/read-json';

/** Where a command writes: results to one stream, everything else to the other. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of the terminal; `undefined` if the result goes to a file and `COLUMNS` is not set. */
  readonly columns?: number;
  /** Whether somebody can answer questions. */
  readonly isTerminal?: boolean;
}

/** The streams of the process. A reader that has gone (`| head`) ends the command quietly. */
export function processIo(): Io {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      process.exit(ExitCode.OK);
    }
    process.stderr.write(`the output cannot be written: ${fileReason(error)}\n`);
    process.exit(ExitCode.REFUSED);
  });
  const columns = process.stdout.columns ?? (Number(process.env.COLUMNS) || undefined);
  return {
    ...(columns === undefined ? {} : { columns }),
    isTerminal: process.stdin.isTTY && process.stdout.isTTY,
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** Exit codes of every command; they never change. */
export const ExitCode = {
  /** Done. */
  OK: 0,
  /** The input was understood and refused, for example a wrong configuration. */
  REFUSED: 1,
  /** The command line itself was wrong. */
  USAGE: 2,
  /** The result is there, and it breaks a policy that the caller gave (`--fail-on`). */
  POLICY: 3,
  /** Stopped by Ctrl-C. */
  INTERRUPTED: 130,
} as const;

/** The command line itself is wrong. */
export class UsageError extends Error {}

/** The result breaks a policy that the caller gave; it has been printed. */
export class FailedPolicyError extends Error {}

/** Fails with the reasons why a result breaks policies, if there are any. */
export function requirePolicies(failures: readonly string[]): void {
  if (failures.length > 0) {
    throw new FailedPolicyError(failures.map((reason) => `--fail-on ${reason}`).join('\n'));
  }
}
