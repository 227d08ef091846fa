import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkloadVariable } from '../../lib';
import { DeploymentPoint, GrowthStages, GrowthPath, StageTransitions } from '../../stages';
import { at, DOCUMENT, resourcesOf, synthesize, SynthesizedResource } from '../laws/helpers/assemble';
import { ROOT } from './helpers/fences';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The cells of the table rows whose first cell is code, without the backticks of that cell. */
function rowsOf(markdown: string): string[][] {
  return [...markdown.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, first, rest]) => [first, ...rest.split(' | ')]);
}

test(
  'the guide to the steps lists every place of the way in its order, with its title and whether there ' +
    'is a way back',
  () => {
    const places = GrowthPath.points().map(({ stage, step }) => ({
      name: GrowthPath.nameOf({ stage, step }),
      step: StageTransitions.leadingTo(stage)?.steps.find(({ name }) => name === step),
    }));
    const rows = rowsOf(read('docs/guides/steps.md'));
    expect(rows.map(([name]) => name)).toEqual(places.map(({ name }) => name));
    rows.forEach(([name, title, , wayBack], index) => {
      const { step } = places[index];
      const canGoBack = step?.noWayBack === undefined ? 'yes' : 'no';
      expect([name, step?.title ?? title, wayBack]).toEqual([
        name,
        title,
        step ? canGoBack : expect.stringMatching(/^\s*$/),
      ]);
    });
  },
);

test.each(['docs/guides/aurora.md', 'docs/guides/multi-region.md'])(
  '%s deploys each step of its way, in order',
  (file) => {
    const stage = file.includes('aurora') ? 'aurora' : 'multi-region';
    const deployed = [
      ...read(file).matchAll(new RegExp(`^npx cdk deploy --all -c stage=${stage} -c step=([a-z-]+)$`, 'gm')),
    ].map(([, step]) => step);
    // The last step of the way to Aurora equals the plain stage, and is deployed as such.
    const names = StageTransitions.leadingTo(stage)!
      .steps.map(({ name }) => name)
      .filter((name) => name !== 'contract');
    expect(deployed.slice(0, names.length)).toEqual(names);
  },
);

/** What changes in the data stack between two places, as `sign type`, each once. */
function changesOfData(before: DeploymentPoint, after: DeploymentPoint): string[] {
  const [from, to] = [before, after].map((place) => resourcesOf(synthesize(at(DOCUMENT, place))));
  const ids = [...new Set([...from.keys(), ...to.keys()])].filter((id) => id.startsWith('notes-production-data/'));
  const properties = (resource?: SynthesizedResource) => JSON.stringify(resource?.Properties);
  const removedOrChanged = (id: string) => (to.has(id) ? '~' : '-');
  const signOf = (id: string) => (from.has(id) ? removedOrChanged(id) : '+');
  const changed = ids.filter(
    (id) => !from.has(id) || !to.has(id) || properties(from.get(id)) !== properties(to.get(id)),
  );
  return [...new Set(changed.map((id) => `${signOf(id)} ${(to.get(id) ?? from.get(id))!.Type}`))].sort();
}

describe('the change sets are what the runbook of the move to Aurora says', () => {
  test('cut-over touches no instance and no cluster', () => {
    const changes = changesOfData({ stage: 'aurora', step: 'expand' }, { stage: 'aurora', step: 'cut-over' });
    // Of the rules only their descriptions, which name the instance or the cluster.
    const rules = ['~ AWS::EC2::SecurityGroupEgress', '~ AWS::EC2::SecurityGroupIngress'];
    expect(changes).toEqual([
      ...rules,
      '~ AWS::RDS::DBProxyTargetGroup',
      '~ AWS::Route53::RecordSet',
      '~ AWS::SecretsManager::SecretTargetAttachment',
    ]);
  });

  test('expand only adds', () => {
    expect(
      changesOfData({ stage: 'containers' }, { stage: 'aurora', step: 'expand' }).filter(
        (change) => !change.startsWith('+'),
      ),
    ).toEqual([]);
  });

  test('the last deployment takes the instance and the role of its monitoring, and nothing else', () => {
    expect(changesOfData({ stage: 'aurora', step: 'release' }, { stage: 'aurora' })).toEqual([
      '- AWS::IAM::Role',
      '- AWS::RDS::DBInstance',
    ]);
  });
});

test('the table of the workload contract holds every variable, in order, with a column for each stage', () => {
  const [, table] = /## The workload contract\n([\s\S]*?)\n## /.exec(read('README.md'))!;
  const header = /^\| Variable \| (.*) \|$/m.exec(table)![1].split(' | ');
  expect(header).toEqual([...GrowthStages.NAMES]);
  expect(rowsOf(table).map(([name]) => name)).toEqual(WorkloadVariable.ALL);
  expect(rowsOf(table).every(({ length }) => length === GrowthStages.NAMES.length + 1)).toBe(true);
});
