import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkloadVariable } from '../../lib';
import { GrowthStages, GrowthWay, StageTransitions } from '../../stages';
import { ROOT } from './helpers/fences';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The cells of the table rows whose first cell is code, without the backticks of that cell. */
function rowsOf(markdown: string): string[][] {
  return [...markdown.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, first, rest]) => [first, ...rest.split(' | ')]);
}

test('the guide to the steps lists every place of the way in its order, with its title and whether there is a way back', () => {
  const places = GrowthWay.places().map(({ stage, step }) => ({ name: GrowthWay.nameOf({ stage, step }), step: StageTransitions.leadingTo(stage)?.steps.find(({ name }) => name === step) }));
  const rows = rowsOf(read('docs/guides/steps.md'));
  expect(rows.map(([name]) => name)).toEqual(places.map(({ name }) => name));
  rows.forEach(([name, title, , wayBack], index) => {
    const { step } = places[index];
    expect([name, step?.title ?? title, wayBack]).toEqual([name, title, step ? (step.noWayBack === undefined ? 'yes' : 'no') : expect.stringMatching(/^\s*$/)]);
  });
});

test.each(['docs/guides/aurora.md', 'docs/guides/multi-region.md'])('%s deploys each step of its way, in order', (file) => {
  const stage = file.includes('aurora') ? 'aurora' : 'multi-region';
  const deployed = [...read(file).matchAll(new RegExp(`^npx cdk deploy --all -c stage=${stage} -c step=([a-z-]+)$`, 'gm'))].map(([, step]) => step);
  // The last step of the way to Aurora equals the plain stage, and is deployed as such.
  const names = StageTransitions.leadingTo(stage)!.steps.map(({ name }) => name).filter((name) => name !== 'contract');
  expect(deployed.slice(0, names.length)).toEqual(names);
});

test('the table of the workload contract holds every variable, in order, with a column for each stage', () => {
  const [, table] = /## The workload contract\n([\s\S]*?)\n## /.exec(read('README.md'))!;
  const header = /^\| Variable \| (.*) \|$/m.exec(table)![1].split(' | ');
  expect(header).toEqual([...GrowthStages.NAMES]);
  expect(rowsOf(table).map(([name]) => name)).toEqual(WorkloadVariable.ALL);
  expect(rowsOf(table).every(({ length }) => length === GrowthStages.NAMES.length + 1)).toBe(true);
});
