#!/usr/bin/env node
import { parse } from 'node:path';
import { CommanderError } from 'commander';
import { ConfigurationError } from '../config/configuration-error';
import { fileReason } from '../config/read-json';
import { RefusedError } from '../toolkit/refused-error';
import { ExitCode, FailedPolicyError, Io, processIo, UsageError } from './output/io';
import { InterruptedError } from './output/prompt';
import { growthProgram } from './program';
import { needsSupervisor, supervise } from './supervisor';

/** What an error means for the caller: what the user can put right is a message, everything else a stack trace. */
function exitCodeOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
  }
  if (error instanceof UsageError) {
    io.err(error.message);
    return ExitCode.USAGE;
  }
  if (error instanceof InterruptedError) {
    io.err('stopped; nothing was written');
    return ExitCode.INTERRUPTED;
  }
  if (error instanceof ConfigurationError || error instanceof RefusedError) {
    io.err(error.message);
    return ExitCode.REFUSED;
  }
  if (error instanceof FailedPolicyError) {
    io.err(error.message);
    return ExitCode.POLICY;
  }
  const { syscall, path, stack } = error as NodeJS.ErrnoException;
  io.err(syscall === undefined ? (stack ?? String(error)) : `${path ?? syscall}: ${fileReason(error)}`);
  return ExitCode.REFUSED;
}

/** The names of the command: `npx cdk-growth-stages` finds the second one. */
const NAMES = ['growth', 'cdk-growth-stages'];

function main(io: Io): void {
  const called = NAMES.find((name) => name === parse(process.argv[1]).name);
  growthProgram(io, called)
    .parseAsync(process.argv)
    .catch((error: unknown) => {
      process.exitCode = exitCodeOf(error, io);
    });
}

if (needsSupervisor(process.argv[2])) {
  supervise();
} else {
  main(processIo());
}
