import { compareStages } from './quickstart/compare';
import { costByRegion } from './quickstart/costs';
import { Progress } from './quickstart/progress';
import { findingsOf, synthesizeStage } from './quickstart/synthesize';
import { fixedCost, FIXED_COST_BASIS } from '../bin/cost';
import { stageTable } from '../bin/commands/stage-tables';
import { readStacks, StackTemplate } from '../bin/templates';
import { GrowthStages } from '../stages';

/** Where the templates go, below the current folder. */
const OUTPUT = 'cdk.out/quickstart';

/** Synthesizes the example at every stage and shows what a user wants to know before the first deployment. */
async function main(): Promise<void> {
  const progress = new Progress();
  const stages = GrowthStages.ALL;
  for (const { name } of stages) {
    await progress.during(`synthesize and validate the example at stage ${name}`, () => synthesizeStage(name, `${OUTPUT}/${name}`));
  }
  const assemblies = stages.map(({ name }) => readStacks('assembly', `${OUTPUT}/${name}`));
  const changes = await progress.during('compare the stages', () => Promise.resolve(stages.slice(1).map((_, index) => compareStages(assemblies[index], assemblies[index + 1], stages[index + 1].name))));
  const costs = await progress.during('price what always runs', () => Promise.resolve(costByRegion('us-east-1', stages.map(({ name }) => name))));
  const here = assemblies.map((templates, index) => ({ stage: stages[index].name, region: regionOf(templates), estimate: fixedCost(templates) }));
  print([
    section('The growth stages', stageTable(GrowthStages.ALL)),
    section('Validation by AWS CDK, strict', stages.map(({ name }) => `${name.padEnd(12)} ${findingsOf(`${OUTPUT}/${name}`)} findings`).join('\n')),
    ...changes.map((change, index) => section(`What changes from ${stages[index].name} to ${stages[index + 1].name}, over all steps between`, change)),
    section('Fixed cost of the example, a month', [...costs, ...here].map(costLine).join('\n') + `\nBasis: ${FIXED_COST_BASIS}.`),
    section('Templates', stages.map(({ name }) => `${OUTPUT}/${name}/*.template.json`).join('\n')),
    section('Next', 'npm run growth -- steps            the deployable steps between the stages\nnpm run growth -- select --users 25000   the stage for your users\nnpx cdk deploy --all -c stage=monolith   with AWS credentials and your own growth.json'),
  ]);
}

/** The Region of an application: that of its data stack; only the edge is in another. */
function regionOf(templates: readonly StackTemplate[]): string {
  return templates.find(({ name }) => name.endsWith('-data'))?.region ?? '';
}

function costLine({ stage, region, estimate }: ReturnType<typeof costByRegion>[number]): string {
  const missing = estimate.unpriced.length > 0 ? `, at least: no known price for ${estimate.unpriced.join(', ')}` : '';
  const doubtful = estimate.unconfirmed.length > 0 ? `, not confirmed: ${estimate.unconfirmed.join(', ')}` : '';
  return `${stage.padEnd(12)} ${region.padEnd(12)} ${estimate.monthlyUsd.toFixed(2).padStart(8)} USD  (list prices of ${estimate.priceDates.join(' to ')}${missing}${doubtful})`;
}

function section(title: string, body: string): string {
  return `\n${title}\n${'-'.repeat(title.length)}\n${body}`;
}

function print(sections: readonly string[]): void {
  process.stdout.write(`${sections.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
