import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { growthProgram } from '../../bin/program';
import schema from '../../schemas/growth-diff.schema.json';
import { ChangeClass, CLASSES } from '../../toolkit/diff/change-class';
import { bucket, FAKE_CDK, Repository } from '../toolkit/assembly/repository';
import { fencesOf, ROOT } from './helpers/fences';

const GUIDE = join(ROOT, 'docs/guides/diff.md');
const text = readFileSync(GUIDE, 'utf8');
const home = process.cwd();

let repository: Repository;

/**
 * A repository as that of somebody who follows the guide: an app at its root and one in a folder, with packages;
 * assemblies and templates beside them.
 */
beforeAll(() => {
  repository = new Repository(FAKE_CDK);
  const assembly = {
    'manifest.json': JSON.stringify({
      artifacts: {
        Shop: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Shop.template.json' },
        },
      },
    }),
    'Shop.template.json': bucket('Files'),
  };
  const inFolder = (folder: string) =>
    Object.fromEntries(Object.entries(assembly).map(([name, content]) => [`${folder}/${name}`, content]));
  repository.commit({
    'growth.json': readFileSync(join(ROOT, 'examples/saas/growth.json'), 'utf8'),
    'cdk.json': '{}',
    'template.json': bucket('Files'),
    'infra/cdk.json': '{}',
    'infra/template.json': bucket('Files'),
  });
  repository.git('tag', 'v1.2.0');
  repository.git('branch', 'containers');
  repository.git('checkout', '--quiet', '-b', 'work');
  repository.commit({ 'infra/README.md': 'Another commit' });
  Object.entries({ ...inFolder('cdk.out'), ...inFolder('cdk.out.main') }).forEach(([file, content]) =>
    repository.write(file, content),
  );
  repository.write('old.yaml', 'Resources:\n  Files: { Type: AWS::S3::Bucket }\n');
  repository.write('new.template.json', bucket('Files'));
  process.chdir(repository.folder);
});

afterAll(() => {
  process.chdir(home);
  repository.remove();
});

const commands = fencesOf(GUIDE)
  .filter(({ language }) => language === 'sh')
  .flatMap(({ code }) => code.split('\n').filter((line) => line !== ''));

/**
 * Executes a command as the shell would; the one that asks AWS is tried against an emulator elsewhere
 * (test/toolkit/assembly/deployed.test.ts).
 */
test.each(commands.filter((command) => !command.includes(' deployed ')))(
  '%s',
  async (command) => {
    const written: string[] = [];
    const program = growthProgram({ out: (part) => void written.push(part), err: () => undefined });
    const ended = program.parseAsync(command.replace('npx growth ', '').split(' '), { from: 'user' });
    const across = command.includes('git:containers stage:containers');
    await ended;
    expect(written.join('\n')).toMatch(across ? /Data at risk: 1/ : /Unchanged|"unchanged"/);
  },
  60_000,
);

test('the guide shows at least one command of each kind of side', () =>
  expect(commands.length).toBeGreaterThanOrEqual(9));

/** First cells of the rows of the table under a heading. */
const cells = (heading: string) =>
  [
    ...text
      .split(`## ${heading}`)[1]
      .split('\n## ')[0]
      .matchAll(/^\| (`[^|]+) \|/gm),
  ].flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));

test('classes, policies and properties are those of the command', () => {
  expect(cells('Classes').sort()).toEqual([...CLASSES].sort());
  expect(
    cells('Formats')
      .filter((name) => !name.includes('['))
      .sort(),
  ).toEqual(Object.keys(schema.properties).sort());
  const rows = [...text.matchAll(/^\| `(data-loss|destructive|interruption|security)` \| (.*) \|$/gm)].map(
    ([, name, classes]) => [name, [...classes.matchAll(/`([^`]+)`/g)].map(([, one]) => one)] as const,
  );
  expect(Object.fromEntries(rows)).toEqual({
    'data-loss': [ChangeClass.DATA],
    destructive: [
      ChangeClass.DATA,
      ChangeClass.GUARD,
      ChangeClass.REFUSED,
      ChangeClass.ORPHANED,
      ChangeClass.REPLACED,
      ChangeClass.REMOVED,
    ],
    interruption: [ChangeClass.DATA, ChangeClass.INTERRUPTION],
    security: [ChangeClass.SECURITY],
  });
});
