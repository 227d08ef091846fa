import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { loadGrowthConfig, platformProps } from '../../../config';
import { GrowthPlatform } from '../../../lib';

const ROOT = join(__dirname, '..', '..', '..');
const json = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

test('growth.json of the example is valid, and the platform can be built from it without Docker', () => {
  const app = new App({ context: { growth: 'examples/saas/growth.json' } });
  const props = platformProps(loadGrowthConfig(app, { directory: ROOT }));
  new GrowthPlatform(app, 'Growth', props);
  expect(app.synth().stacks.length).toBeGreaterThan(0);
  expect(props.imageDirectory).toBeUndefined();
});

test('the commands of growth.json are the scripts of the example', () => {
  const { webCommand, workerCommand, migrateCommand } = json('examples/saas/growth.json');
  const { scripts } = json('examples/saas/package.json');
  expect([webCommand, workerCommand, migrateCommand].map((command) => command.join(' '))).toEqual([
    scripts.web,
    scripts.worker,
    scripts.migrate,
  ]);
});

test('the example is tested with the versions that its image gets', () => {
  const { dependencies } = json('examples/saas/package.json');
  const { devDependencies } = json('package.json');
  expect(dependencies).toEqual(
    Object.fromEntries(Object.keys(dependencies).map((name) => [name, devDependencies[name]])),
  );
  const lock = json('examples/saas/package-lock.json').packages;
  expect(Object.keys(dependencies).map((name) => lock[`node_modules/${name}`].version)).toEqual(
    Object.values(dependencies),
  );
});
