import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveGrowthConfig } from '../../config';
import { compileErrors } from './helpers/compile';
import { executionError } from './helpers/execute';
import { allFences, ROOT } from './helpers/fences';

const fences = allFences();

/** Languages that fences may have: compiled, checked as configuration, executed, or output that is shown. */
const LANGUAGES = ['ts', 'json', 'sh', 'text'];

/**
 * Commands that fences show, and the file that executes them: a test, or the script that CI runs. A command that no
 * line matches fails the test, and so does a file that does not mention the command's evidence.
 */
const COMMANDS: readonly (readonly [RegExp, string, string])[] = [
  [/^npm ci( && npm (test|run lint))?$/, '.ci/run', 'npm ci'],
  [/^npm ci && npm run quickstart$/, 'test/scripts/quickstart.test.ts', "'quickstart'"],
  [/^npm (test|run (build|lint|test:unit))$/, '.ci/run', 'npm'],
  [/^npm run test:(conformance|deploy)$/, '.ci/run', 'test:conformance\nnpm run test:deploy'],
  [/^npm run quickstart$/, 'test/scripts/quickstart.test.ts', "'quickstart'"],
  [/^npm run mutation\b/, 'scripts/mutation.ts', 'parseArgs'],
  [/^npm run bench$/, 'bench/synth.ts', 'ratio'],
  [/^(npx jest|SEED=)/, 'package.json', '"jest"'],
  [/^(bash )?scripts\/install-test-servers\.sh$/, '.ci/run', 'install-test-servers.sh'],
  [/^npm install /, 'test/package/install.test.ts', "'install'"],
  [/^npx growth report/, 'test/toolkit/report/command.test.ts', 'reportCommand('],
  [/^npx growth diff/, 'test/toolkit/diff/command.test.ts', "'diff'"],
  [/^npx growth (plan|select|stages)/, 'test/docs/plan-guides.test.ts', 'growthProgram'],
  [/^npx growth live/, 'test/bin/commands/growth.test.ts', "'live'"],
  [/^npx growth cost/, 'test/docs/cost-guide.test.ts', 'growthProgram'],
  [/^npx growth (steps|validate|cost|init)/, 'test/package/install.test.ts', "'growth'"],
  [/^npx cdk synth/, 'test/package/install.test.ts', "'synth'"],
  [/^npx cdk (bootstrap|deploy)/, 'test/emulator/cdk.ts', "'deploy'"],
];

test('every fence names a language whose fences are proved', () => {
  expect(
    fences.filter(({ language }) => !LANGUAGES.includes(language)).map(({ place, language }) => `${place} ${language}`),
  ).toEqual([]);
});

test('every TypeScript fence compiles', () => {
  const typescript = fences.filter(({ language }) => language === 'ts');
  expect(typescript.length).toBeGreaterThan(30);
  expect(compileErrors(typescript)).toEqual([]);
}, 120_000);

test('every TypeScript fence can be executed, and what it makes be synthesized', async () => {
  // Fences that declare something have it from a platform that they do not show.
  const typescript = fences.filter(({ language, code }) => language === 'ts' && !code.includes('declare const'));
  expect(typescript.length).toBeGreaterThan(70);
  const errors: (string | undefined)[] = [];
  for (const fence of typescript) {
    errors.push(await executionError(fence));
  }
  expect(errors.filter((error) => error !== undefined)).toEqual([]);
}, 120_000);

/** The document that a fence shows parts of. */
const SHOP = {
  application: 'shop',
  environment: 'production',
  owner: 'founders',
  costCenter: 'product',
  account: '123456789012',
  region: 'eu-central-1',
  availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
  stage: 'monolith',
  imageTag: '1.0.0',
  webCommand: ['node', 'server.js'],
  onCallEmails: ['oncall@example.com'],
};

/** A whole configuration, a Region of one, or settings of one. */
function documentOf(value: Record<string, unknown>): Record<string, unknown> {
  if ('application' in value) {
    return value;
  }
  return 'availabilityZones' in value
    ? { ...SHOP, secondaryRegions: [value] }
    : { ...SHOP, ...('auroraSnapshotArn' in value ? { auroraOrigin: 'snapshot' } : {}), ...value };
}

test(
  'every JSON fence is a valid configuration, or a part of one; usage is checked with the guide that ' + 'shows it',
  () => {
    for (const { place, code } of fences.filter(
      ({ language, code: shown }) => language === 'json' && !shown.includes('usage.schema.json'),
    )) {
      const problem = problemOf(documentOf(JSON.parse(code) as Record<string, unknown>));
      expect({ place, problem }).toEqual({ place, problem: undefined });
    }
  },
);

function problemOf(document: unknown): string | undefined {
  try {
    resolveGrowthConfig(document);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test('every command of a fence is executed by a test or by CI', () => {
  // Those of the README are run as a script: test/docs/readme.test.ts.
  const commands = fences
    .filter(({ language, place }) => language === 'sh' && !place.startsWith('README.md'))
    .flatMap(({ place, code }) =>
      code
        .replace(/\\\n/g, ' ')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .map((line) => ({ place, line: line.trim() })),
    );
  expect(commands.length).toBeGreaterThan(5);
  for (const { place, line } of commands) {
    const proof = COMMANDS.find(([pattern]) => pattern.test(line));
    expect({ place, line, proof: proof?.[1] }).toEqual({ place, line, proof: expect.any(String) as string });
    expect(existsSync(join(ROOT, proof![1]))).toBe(true);
    expect(readFileSync(join(ROOT, proof![1]), 'utf8')).toContain(proof![2]);
  }
});

test('every relative link leads somewhere', () => {
  const links = [...new Set(fences.map(({ place }) => place.split(':')[0])), 'README.md', 'CHANGELOG.md'].flatMap(
    (file) => {
      const folder = join(ROOT, file, '..');
      const text = readFileSync(join(ROOT, file), 'utf8');
      return [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target]) => ({
        file,
        target,
        there: existsSync(join(folder, target)),
      }));
    },
  );
  expect(links.filter(({ there }) => !there)).toEqual([]);
});
