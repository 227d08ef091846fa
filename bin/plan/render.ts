import { Plan, PlanStep } from './shape';

/** How sure a downtime is, and how to make sure. */
function basisOf({ downtime }: PlanStep): string {
  return downtime.proved ? downtime.basis : `${downtime.basis}; not proved against AWS - to prove it: ${downtime.howToProve}`;
}

/** The plan as a checklist for a terminal. */
export function asText(plan: Plan): string {
  const steps = plan.steps.map((step, index) => {
    const lines = [
      `${index + 1}. ${step.place}  ${step.title}${step.pointOfNoReturn ? '  [POINT OF NO RETURN]' : ''}`,
      `   ${step.description}`,
      ...step.checksBefore.map((check) => `   [ ] before: ${check}`),
      ...step.commands.map((command) => `   $ ${command}`),
      ...step.checksAfter.map((check) => `   [ ] after:  ${check}`),
      `   downtime: ${step.downtime.expected} (${basisOf(step)})`,
      `   cost:     ${step.extraCost}`,
      `   way back: ${step.rollback}`,
    ];
    return lines.join('\n');
  });
  return [headOf(plan), ...steps, ...notesOf(plan, '- ')].join('\n\n');
}

/** The plan as Markdown with boxes to tick, for an issue or a pull request. */
export function asMarkdown(plan: Plan): string {
  const steps = plan.steps.map((step, index) =>
    [
      `## ${index + 1}. \`${step.place}\`: ${escaped(step.title)}`,
      '',
      ...(step.pointOfNoReturn ? ['> **Point of no return.**', ''] : []),
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
      `- **Downtime**: ${escaped(step.downtime.expected)} (${escaped(basisOf(step))})`,
      `- **Cost**: ${escaped(step.extraCost)}`,
      `- **Way back**: ${escaped(step.rollback)}`,
    ].join('\n'),
  );
  return [`# ${headOf(plan)}`, ...steps, ...notesOf(plan, '- ').map(escaped)].join('\n\n');
}

function headOf({ from, to, back, steps }: Plan): string {
  const deployments = `${steps.length} ${steps.length === 1 ? 'deployment' : 'deployments'}`;
  return steps.length === 0 ? `From ${from} to ${to}: nothing to deploy` : `From ${from} ${back ? 'back ' : ''}to ${to}: ${deployments}, one after the other`;
}

function notesOf({ notes }: Plan, bullet: string): string[] {
  return notes.length === 0 ? [] : [notes.map((note) => `${bullet}${note}`).join('\n')];
}

/** What would otherwise be a tag. */
function escaped(text: string): string {
  return text.replace(/<(?=[a-zA-Z/])/g, '&lt;');
}
