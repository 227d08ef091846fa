import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { loadGrowthConfig } from '../../config';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'growth-load-'));
  writeFileSync(
    join(directory, 'growth.json'),
    JSON.stringify({
      application: 'notes',
      environment: 'production',
      owner: 'team-notes',
      costCenter: '4711',
      account: '123456789012',
      region: 'us-east-1',
      availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      imageTag: '1',
      webCommand: ['node', 'web.js'],
      onCallEmails: ['oncall@example.com'],
      stage: 'monolith',
    }),
  );
});

afterEach(() => rmSync(directory, { recursive: true }));

const load = (context: Record<string, unknown> = {}) => loadGrowthConfig(new App({ context }), { directory });

test('an app is configured by the file, its context and the command line', () => {
  expect(load().stage.name).toBe('monolith');
  expect(load().sources).toEqual(['growth.json']);
  expect(load({ growth: { owner: 'someone' } }).config.owner).toBe('someone');
  expect(load({ users: '40000' }).stage.name).toBe('containers');
  expect(load({ stage: 'containers', step: 'shift-10' }).shape?.vmWeight).toBe(90);
});

test('a slip on the command line ends in one message', () => {
  expect(() => load({ stage: 'kontainers', users: '-5' })).toThrow(
    [
      'the configuration has 2 problems (read from growth.json); nothing was built',
      '  - `stage` must be one of "monolith", "containers", "aurora", "multi-region", got: "kontainers"; ' +
        'did you mean "containers"?',
      '  - `users` must be a whole number from 1 to 10000000000, got: -5',
    ].join('\n'),
  );
});

test('a file that cannot be read is the only message', () => {
  expect(() => load({ growth: 'missing.json' })).toThrow(
    'the configuration has 1 problem; nothing was built\n  - missing.json cannot be read: it does not exist; ' +
      'paths are relative to the working directory',
  );
});
