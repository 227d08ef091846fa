import tseslint from 'typescript-eslint';
import house from './eslint/index.cjs';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'cdk.out/', '.emulator/', 'coverage/', '.quickstart/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['lib/**/*.ts', 'stages/**/*.ts', 'config/**/*.ts', 'toolkit/**/*.ts', 'bin/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  { plugins: { house } },
  { files: ['**/*.ts'], rules: { 'house/import-direction': 'error' } },
  { files: ['lib/**/*.ts', 'stages/**/*.ts'], rules: { 'house/pure': 'error' } },
  {
    files: ['lib/**/*.ts', 'stages/*.ts', 'config/{growth-document,index}.ts'],
    ignores: ['**/private/**'],
    rules: { 'house/readonly-documented-props': 'error' },
  },
  { files: ['lib/**/*.ts'], ignores: ['**/private/**'], rules: { 'house/construct-constructor': 'error' } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
