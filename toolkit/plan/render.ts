import { json } from '../text/json';
import { Renderers, RenderOptions } from '../text/render';
import { COLUMNS, fitted, wrapped } from '../text/wrap';
import { Plan, PlanStep } from './model';
import { costOf, downtimeOf, headOf, timeOf, totalsOf } from './words';

/** The plan as a checklist for a terminal. */
export function asText(plan: Plan, { columns = COLUMNS, optionText }: RenderOptions = {}): string {
  const totals = totalsOf(plan, optionText).flatMap(([name, text]) =>
    wrapped(text, `${`${name}:`.padEnd(21)}`, columns),
  );
  const steps = plan.steps.map((step, index) => stepText(step, index + 1, columns).join('\n'));
  const notes = plan.notes.flatMap((note) => wrapped(note, '- ', columns));
  return [
    [fitted(headOf(plan), columns), ...totals].join('\n'),
    ...steps,
    ...(notes.length > 0 ? [notes.join('\n')] : []),
  ].join('\n\n');
}

function stepText(step: PlanStep, number: number, columns: number): string[] {
  const lines = (first: string, text: string) => wrapped(text, first, columns);
  return [
    fitted(`${number}. ${step.place}  ${step.title}${marked(step) ? '  [POINT OF NO RETURN]' : ''}`, columns),
    ...(step.noWayBack === undefined ? [] : lines('   !! ', step.noWayBack)),
    ...lines('   ', step.description),
    ...step.checksBefore.flatMap((check) => lines('   [ ] before: ', check)),
    ...step.commands.map((command) => `   $ ${command}`),
    ...step.checksAfter.flatMap((check) => lines('   [ ] after:  ', check)),
    ...lines('   time:     ', timeOf(step)),
    ...lines('   downtime: ', downtimeOf(step)),
    ...lines('   cost:     ', costOf(step)),
    ...lines('   rollback: ', step.rollback),
  ];
}

function marked({ pointOfNoReturn, noWayBack }: PlanStep): boolean {
  return pointOfNoReturn || noWayBack !== undefined;
}

/** The plan as Markdown with boxes to tick, for an issue or a pull request. */
export function asMarkdown(plan: Plan, { optionText }: RenderOptions = {}): string {
  const totals = totalsOf(plan, optionText).map(([name, text]) => `- **${name}**: ${escaped(text)}`);
  const steps = plan.steps.map((step, index) => stepMarkdown(step, index + 1).join('\n'));
  const notes = plan.notes.map((note) => `- ${escaped(note)}`);
  return [
    `# ${headOf(plan)}`,
    ...(totals.length > 0 ? [totals.join('\n')] : []),
    ...steps,
    ...(notes.length > 0 ? [`## Notes for the whole path\n\n${notes.join('\n')}`] : []),
  ].join('\n\n');
}

function stepMarkdown(step: PlanStep, number: number): string[] {
  return [
    `## ${number}. \`${step.place}\`: ${escaped(step.title)}`,
    '',
    ...(marked(step)
      ? [`> **Point of no return.**${step.noWayBack === undefined ? '' : ` ${escaped(step.noWayBack)}`}`, '']
      : []),
    escaped(step.description),
    '',
    ...step.checksBefore.map((check) => `- [ ] before: ${escaped(check)}`),
    '',
    '```sh',
    ...step.commands,
    '```',
    '',
    ...step.checksAfter.map((check) => `- [ ] after: ${escaped(check)}`),
    '',
    `- **Time**: ${escaped(timeOf(step))}`,
    `- **Downtime**: ${escaped(downtimeOf(step))}`,
    `- **Cost**: ${escaped(costOf(step))}`,
    `- **Rollback**: ${escaped(step.rollback)}`,
  ];
}

/** Text in which nothing is read as a tag. Code between backticks stays as it is: Markdown shows it literally. */
function escaped(text: string): string {
  return text.replace(/(`[^`]*`)|<(?=[a-zA-Z/])/g, (_, code?: string) => code ?? '&lt;');
}

/** The formats of a plan, by their names. */
export const PLAN_FORMATS: Renderers<Plan> = {
  text: asText,
  markdown: asMarkdown,
  json,
};
