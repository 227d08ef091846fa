// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const JEST = path.join(path.dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin', 'jest.js');
const FOLDER = path.join('scripts', 'mutation');
const SECONDS_TO_END = 5;

/** What the nearest suites do not notice counts as not noticed: a file of the core is loaded by all of them. */
const MOST_SUITES = 25;

/** Behind suites that share two folders with the file, before those that share the room alone. */
const GOLDEN_NEARNESS = 1.9;

/**
 * A test runner for Stryker in which a test is a suite of jest, not a single test.
 *
 * Stryker's own runner for jest knows what a single test covers. Tables at the top level of a module, and what a suite
 * builds before its first test, then count as covered by everything, and every related suite is loaded for every
 * mutant. A suite of ours takes about a second, so running exactly the suites that reach a mutant, the nearest first
 * and up to the first failure, is both exact and fast.
 */
class JestFilesRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun({ files = [] }) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'mutation-coverage-'));
    try {
      const args = [`--maxWorkers=${os.cpus().length}`, '--findRelatedTests', ...files.filter(hasMutants)];
      const { suites } = await runJest(args, { MUTATION_COVERAGE: folder });
      return { status: 'complete', tests: suites.map(testOf), mutantCoverage: coverageIn(folder) };
    } catch (error) {
      return { status: 'error', errorMessage: String(error) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async mutantRun({ activeMutant, testFilter = [], sandboxFileName, timeout }) {
    const nearest = nearestFirst(testFilter, path.relative(process.cwd(), sandboxFileName)).slice(0, MOST_SUITES);
    const variables = {
      __STRYKER_ACTIVE_MUTANT__: activeMutant.id,
      MUTATION_ORDER: JSON.stringify(nearest.map((suite) => path.resolve(suite))),
    };
    // Jest is ended before Stryker gives up, which would leave it running.
    const limit = timeout - SECONDS_TO_END * 1000;
    const { suites, isTimeout } = await runJest(
      ['--maxWorkers=1', '--bail', '--runTestsByPath', ...nearest],
      variables,
      limit,
    );
    return isTimeout ? { status: 'timeout' } : resultOf(suites);
  }
}

/** Whether a suite has failed; no suite at all means that jest broke down, which says nothing about the tests. */
function resultOf(suites) {
  if (suites.length === 0) {
    return { status: 'error', errorMessage: 'jest ended without a result' };
  }
  const failed = suites.find(({ isFailed }) => isFailed);
  const nrOfTests = suites.length;
  return failed
    ? { status: 'killed', killedBy: [idOf(failed)], failureMessage: failed.message.slice(0, 500), nrOfTests }
    : { status: 'survived', nrOfTests };
}

const hasMutants = (file) => readFileSync(file, 'utf8').includes('stryMutAct_');

const idOf = ({ name }) => path.relative(process.cwd(), name);

const testOf = (suite) => ({
  id: idOf(suite),
  name: idOf(suite),
  fileName: suite.name,
  timeSpentMs: suite.timeSpentMs,
  ...(suite.isFailed ? { status: 1, failureMessage: suite.message } : { status: 0 }),
});

/** What each suite covers, as the suites have written it. */
function coverageIn(folder) {
  const perTest = Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replaceAll('+', path.sep).replace(/\.json$/, ''),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
    ]),
  );
  return { static: {}, perTest };
}

/** The suite at the mirrored path, those that share most folders with the file, the golden files, and all others. */
function nearestFirst(suites, file) {
  const folders = path.dirname(file).split(path.sep);
  const name = path.basename(file, '.ts');
  const nearness = (suite) => {
    const own = path.dirname(suite).split(path.sep).slice(1);
    const different = own.findIndex((folder, index) => folder !== folders[index]);
    const shared = different < 0 ? own.length : different;
    const isGolden = suite.startsWith(path.join('test', 'laws')) || suite.endsWith('golden.test.ts');
    return Math.max(shared + (path.basename(suite).startsWith(name) ? 0.5 : 0), isGolden ? GOLDEN_NEARNESS : 0);
  };
  return [...suites].sort((left, right) => nearness(right) - nearness(left) || (left < right ? -1 : 1));
}

/** Runs jest in a process of its own, and gives the suites that ended. */
async function runJest(args, env, timeout) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mutation-results-'));
  const results = path.join(folder, 'suites.jsonl');
  const ours = (file) => path.resolve(FOLDER, file);
  const options = [`--config=${ours('jest.config.cjs')}`, '--rootDir=.', `--testSequencer=${ours('sequencer.cjs')}`];
  try {
    const isTimeout = await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [JEST, ...options, `--reporters=${ours('reporter.cjs')}`, ...args], {
        stdio: 'ignore',
        env: { ...process.env, ...env, MUTATION_RESULTS: results, FORCE_COLOR: '0' },
        timeout,
        killSignal: 'SIGKILL',
      });
      child.on('error', reject);
      child.on('close', (_code, signal) => resolve(signal === 'SIGKILL'));
    });
    const lines = existsSync(results) ? readFileSync(results, 'utf8').split('\n').filter(Boolean) : [];
    return { suites: lines.map((line) => JSON.parse(line)), isTimeout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'jest-files', injectableClass: JestFilesRunner }];
