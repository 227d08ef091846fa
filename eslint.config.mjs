import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import house from './eslint/index.cjs';

const SOURCES = ['lib/**/*.ts', 'stages/**/*.ts', 'config/**/*.ts', 'toolkit/**/*.ts', 'bin/**/*.ts'];
const length = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'cdk.out/', '.emulator/', 'coverage/', '.quickstart/', 'reports/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,js,cjs,mjs}'],
    // Prettier breaks code at 120 columns, and leaves texts and comments alone.
    rules: { 'max-len': ['error', { code: 120, ignoreRegExpLiterals: true }], 'no-nested-ternary': 'error' },
  },
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An import of a type is an import: a cycle of types is a cycle.
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { prefer: 'no-type-imports', disallowTypeAnnotations: false },
      ],
      'import-x/no-duplicates': 'error',
      'import-x/order': ['error', { groups: ['builtin', 'external', 'parent'], alphabetize: { order: 'asc' } }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
    },
  },
  {
    files: SOURCES,
    rules: { 'max-lines': length(400), 'max-lines-per-function': length(60), 'no-console': 'error' },
  },
  { plugins: { house } },
  { files: ['**/*.ts'], rules: { 'house/import-direction': 'error' } },
  { files: ['lib/**/*.ts'], ignores: ['lib/core/**'], rules: { 'house/alarms-in-core': 'error' } },
  { files: SOURCES, ignores: ['stages/**'], rules: { 'house/stage-names': 'error' } },
  {
    files: ['lib/**/*.ts', 'stages/**/*.ts', 'config/**/*.ts', 'toolkit/**/*.ts'],
    ignores: ['config/sources.ts', 'toolkit/{assembly,live}/**'],
    rules: { 'house/pure': 'error' },
  },
  {
    files: ['lib/**/*.ts', 'stages/**/*.ts', 'config/**/*.ts'],
    ignores: ['**/private/**'],
    rules: { 'house/readonly-documented-props': 'error' },
  },
  { files: ['lib/**/*.ts'], ignores: ['**/private/**'], rules: { 'house/construct-constructor': 'error' } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
