import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withCleanup } from '../../toolkit/assembly/cleanup';
import { COMPARISON_FORMATS } from '../../toolkit/cost/output';
import { asMarkdown as diffMarkdown } from '../../toolkit/diff/markdown';
import { asMarkdown } from '../../toolkit/plan';
import { Transition } from './transitions';

/**
 * Fills a folder as a whole: what was there before stays until everything is there, also when somebody stops the work.
 *
 * @param directory the folder
 * @param fill fills a folder beside it
 */
export async function filled<T>(directory: string, fill: (beside: string) => Promise<T>): Promise<T> {
  const beside = `${directory}.${process.pid}.new`;
  return withCleanup(
    () => rmSync(beside, { recursive: true, force: true }),
    async () => {
      mkdirSync(beside, { recursive: true });
      const result = await fill(beside);
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(dirname(directory), { recursive: true });
      renameSync(beside, directory);
      return result;
    },
  );
}

/**
 * Writes difference, plan and bill of a transition.
 *
 * @param transition the transition
 * @param directory the folder of all transitions
 */
export function writeTransition({ from, to, diff, plan, bill }: Transition, directory: string): void {
  const folder = join(directory, `${from}-to-${to}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'diff.md'), `${diffMarkdown(diff)}\n`);
  writeFileSync(join(folder, 'plan.md'), `${asMarkdown(plan)}\n`);
  writeFileSync(join(folder, 'bill.md'), `${COMPARISON_FORMATS.markdown(bill, { all: true })}\n`);
}
