const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true }, module: { type: 'commonjs' } },
];

/**
 * What takes minutes and is no part of `npm test`: the official checkers at every place, the long random search, what
 * needs servers, an emulator or a browser, and the plans of the guides.
 */
const CONFORMANCE = [
  'laws/conformance.test.ts',
  'laws/random.test.ts',
  'examples/saas/application.test.ts',
  'toolkit/assembly/deployed.test.ts',
  'toolkit/report/browser.test.ts',
  'docs/plan-guides.test.ts',
  'docs/readme.test.ts',
];

/** What of it stays out of the other projects; a short random search is a part of them. */
const ELSEWHERE = CONFORMANCE.filter((file) => !file.includes('random'));

/** One jest project: its name and the folders or files of its tests. */
const project = (displayName, folders, testPathIgnorePatterns = ELSEWHERE.map((file) => `<rootDir>/test/${file}`)) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}${folder.endsWith('.ts') ? '' : '/**/*.test.ts'}`),
  testPathIgnorePatterns,
  transform: { '^.+\\.[tj]s$': swc },
  transformIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdk.out', '<rootDir>/.emulator'],
  // D3 is written as ES modules, which jest does not load; its packages bring themselves as one plain script, too.
  moduleNameMapper: { '^(d3-[a-z-]+|internmap)$': '<rootDir>/node_modules/$1/dist/$1.min.js' },
  setupFiles: ['<rootDir>/test/helpers/setup-env.js'],
});

module.exports = {
  // Every core: jest itself would leave one of two idle.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/helpers/longest-first.js',
  projects: [
    project('unit', ['lib', 'stages', 'config', 'toolkit', 'bin', 'scripts', 'examples', 'eslint']),
    project('laws', ['laws']),
    project('package', ['package', 'docs']),
    project('conformance', CONFORMANCE, []),
  ],
};
