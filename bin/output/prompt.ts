import { createInterface } from 'node:readline/promises';

/** The user stopped the command at a question. */
export class InterruptedError extends Error {}

/** Asks one question, and again until there is nothing wrong with the answer. */
export type Ask = (question: string, problemOf: (answer: string) => string | undefined) => Promise<string>;

/**
 * Asks questions on the terminal.
 *
 * @param work asks them; Ctrl-C and Ctrl-D end it with an `InterruptedError`
 */
export async function withQuestions(work: (ask: Ask) => Promise<void>): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const lines = terminal[Symbol.asyncIterator]();
  const ask: Ask = async (question, problemOf) => {
    terminal.setPrompt(`${question}: `);
    for (;;) {
      terminal.prompt();
      const { value, done } = await lines.next();
      if (done) {
        throw new InterruptedError();
      }
      const problem = problemOf(value.trim());
      if (problem === undefined) {
        return value.trim();
      }
      process.stdout.write(`  ${problem}\n`);
    }
  };
  try {
    await work(ask);
  } finally {
    terminal.close();
  }
}
