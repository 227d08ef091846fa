import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');

/**
 * Runs the official checkers in a process of their own, where starting the validator takes a tenth of the time that it
 * takes inside jest.
 */
async function findings(what: string): Promise<string[]> {
  const script = ['--import', 'tsx', 'test/laws/conformance/check.ts', what];
  const { stdout } = await promisify(execFile)(process.execPath, script, {
    cwd: ROOT,
    maxBuffer: 50_000_000,
    env: { ...process.env, CDK_VALIDATION: undefined },
  });
  const result = JSON.parse(
    stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .pop() ?? '{}',
  ) as { checked: string[]; findings: string[] };
  expect(result.checked.length).toBeGreaterThan(3);
  process.stdout.write(`conformance of ${what}: ${result.checked.length} places checked\n`);
  return result.findings;
}

describe(
  'law 6: CDK validation with strict errors and cdk-nag find nothing that is not acknowledged with a ' + 'reason',
  () => {
    test(
      'production at every place of the way, in three Regions',
      async () => expect(await findings('production')).toEqual([]),
      600_000,
    );

    test(
      'staging at every stage, with every option',
      async () => expect(await findings('staging')).toEqual([]),
      300_000,
    );

    test('a finding is found', async () => {
      expect(await findings('broken')).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/AwsSolutions-S1\b/),
          expect.stringMatching(/CloudFormation Validate/),
        ]),
      );
    }, 300_000);
  },
);
