import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What has to be undone when the command ends before its time. */
const pending = new Set<() => void>();

const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

function undoAll(): void {
  [...pending].reverse().forEach((undo) => {
    pending.delete(undo);
    undo();
  });
}

const handlers = Object.entries(SIGNALS).map(([signal, code]) => {
  const leave = () => {
    undoAll();
    process.exit(code);
  };
  return [signal, leave] as const;
});

/**
 * Does something, and undoes it at the end: when it is done, when it fails, and when the user or the machine stops the
 * command.
 *
 * @param undo what takes everything back; it must not wait
 * @param work what is done
 */
export async function withCleanup<T>(undo: () => void, work: () => Promise<T>): Promise<T> {
  if (pending.size === 0) {
    handlers.forEach(([signal, leave]) => process.on(signal, leave));
  }
  pending.add(undo);
  try {
    return await work();
  } finally {
    if (pending.delete(undo)) {
      undo();
    }
    if (pending.size === 0) {
      handlers.forEach(([signal, leave]) => process.off(signal, leave));
    }
  }
}

/** A new folder that nobody else has; who asks for it takes it away. */
export function temporaryFolder(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), `growth-diff-${process.pid}-`));
}
