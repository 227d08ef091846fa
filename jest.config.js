const swc = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true }, module: { type: 'commonjs' } }];

/** One jest project: its name and the folders of its tests. */
const project = (displayName, folders) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
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
    project('unit', ['lib', 'stages', 'bin', 'scripts', 'examples', 'eslint']),
    project('laws', ['laws']),
    project('package', ['package', 'docs']),
  ],
};
