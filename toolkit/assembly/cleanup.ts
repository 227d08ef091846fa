import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What has to be undone if a signal ends the process. */
const pending = new Set<() => void>();

const SIGNALS: readonly NodeJS.Signals[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

function undoAll(): void {
  [...pending].reverse().forEach((undo) => {
    pending.delete(undo);
    undo();
  });
}

/** Undoes everything. Then the signal ends the process, unless somebody else listens to it. */
function onSignal(signal: NodeJS.Signals): void {
  undoAll();
  SIGNALS.forEach((name) => process.off(name, onSignal));
  if (process.listenerCount(signal) === 0) {
    process.kill(process.pid, signal);
  }
}

/**
 * Does something, and undoes it at the end: when it is done, when it fails, and when a signal ends the process.
 *
 * @param undo what takes everything back; it must not wait
 * @param work what is done
 */
export async function withCleanup<T>(undo: () => void, work: () => Promise<T>): Promise<T> {
  if (pending.size === 0) {
    SIGNALS.forEach((signal) => process.on(signal, onSignal));
  }
  pending.add(undo);
  try {
    return await work();
  } finally {
    if (pending.delete(undo)) {
      undo();
    }
    if (pending.size === 0) {
      SIGNALS.forEach((signal) => process.off(signal, onSignal));
    }
  }
}

/** A new folder for the caller alone, who removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), `growth-diff-${process.pid}-`));
}
