// @ts-check
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareMutators } from './mutators.mjs';

const { MUTATION_SEED = '', MUTATION_SHARE = '1', MUTATION_FILES, MUTATION_CONCURRENCY } = process.env;

await prepareMutators(MUTATION_SEED, Number(MUTATION_SHARE));

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    MUTATION_FILES || '{lib,stages,config,toolkit}/**/*.ts',
    // Bundled dependencies, some of which talk to AWS.
    '!**/*.bundle.ts',
  ],
  testRunner: 'jest-files',
  plugins: [fileURLToPath(new URL('jest-files.mjs', import.meta.url))],
  coverageAnalysis: 'perTest',
  concurrency: Number(MUTATION_CONCURRENCY || os.cpus().length),
  // The sandbox stays out of the checkout, where jest and the linters would find it.
  tempDirName: path.join(os.tmpdir(), 'growth-mutation'),
  ignorePatterns: ['dist', 'cdk.out', 'reports', '.emulator', '.quickstart', 'package/*.tgz'],
  disableTypeChecks: false,
  dryRunTimeoutMinutes: 60,
  timeoutMS: 120_000,
  timeoutFactor: 3,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, skipFull: true, allowEmojis: false },
  allowConsoleColors: false,
  allowEmpty: true,
  thresholds: { high: 92, low: 92, break: null },
};
