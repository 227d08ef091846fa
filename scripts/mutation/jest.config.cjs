const { projects } = require('../../jest.config.js');

const [unit] = projects;

/** Suites that run other programs, that test none of the mutated code, or that read the text of the sources. */
const LEFT_OUT = ['bin/app', 'bin/commands/growth', 'scripts/', 'examples/', 'eslint/', 'config/schema'];

/** All tests, or those below some folders of `test`. */
const TESTS = process.env.MUTATION_TESTS
  ? process.env.MUTATION_TESTS.split(',').map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`)
  : [...unit.testMatch, '<rootDir>/test/laws/{catalogue,inventory}.test.ts'];

/** The unit tests and the golden inventory as one project, which says what each suite covers. */
module.exports = {
  ...unit,
  displayName: undefined,
  testMatch: TESTS,
  testPathIgnorePatterns: [...unit.testPathIgnorePatterns, ...LEFT_OUT.map((part) => `<rootDir>/test/${part}`)],
  setupFilesAfterEnv: ['<rootDir>/scripts/mutation/coverage.cjs'],
  testTimeout: 120_000,
};
