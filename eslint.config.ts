import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

const config: ReturnType<typeof tseslint.config> = tseslint.config(
  { ignores: ['dist', 'coverage', 'node_modules', 'examples', '**/fixtures/**', '**/*.generated.ts'] },
  ...tseslint.configs.strict,
  {
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // Of an index that a loop keeps in bounds, `!` says more than a default that never applies.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-imports': ['error', { paths: [{ name: 'typescript', message: 'Never at run time.' }] }],
    },
  },
  { files: ['src/eslint/**'], ...eslintPlugin.configs.recommended },
);

export default config;
