import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

// Which floor may import which is held by test/tools/import-law.ts, on resolved paths; here is what one file alone can show.

const CLOCK = [
  { object: 'Date', property: 'now', message: 'Only src/client knows the clock: take the instant as a parameter.' },
];
const CLOCK_SYNTAX = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Only src/client knows the clock: take the instant as a parameter.',
  },
  { selector: 'CallExpression[callee.name="Date"]', message: 'A call of Date reads the clock.' },
];
const NETWORK = ['fetch', 'EventSource', 'WebSocket', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'Only src/client knows the network.',
}));
const PRIVATE_SYNTAX = [
  {
    selector: ':matches(PropertyDefinition, MethodDefinition)[accessibility="private"]',
    message: 'Use #private.',
  },
];

export default defineConfig(
  {
    ignores: [
      'dist/**',
      'dist-*/**',
      'coverage/**',
      'reports/**',
      '.stryker-tmp/**',
      'demo/public/mockServiceWorker.js',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    // One program that holds every file: a program per folder would check src again for each.
    languageOptions: { parserOptions: { project: 'test/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // The compiler knows better what is defined where.
      'no-undef': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-definitions': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, allowDefaultCaseForExhaustiveSwitch: true },
      ],
    },
  },

  // Everything that ships, and the demo, which shows how it is used.
  { files: ['{src,demo}/**/*.ts'], ...lit.configs['flat/recommended'] },
  { files: ['{src,demo}/**/*.ts'], ...wc.configs['flat/recommended'] },
  { files: ['{src,demo}/**/*.ts'], plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', ...NETWORK],
      'no-restricted-properties': ['error', ...CLOCK],
      'no-restricted-syntax': ['error', ...CLOCK_SYNTAX, ...PRIVATE_SYNTAX],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'zod',
              message: "Use 'zod/mini': the full package probes `new Function`, which a strict policy reports.",
            },
            {
              name: 'lit/directives/style-map.js',
              message: 'It sets the style attribute as text, which a strict policy blocks: bind .style=${…}.',
            },
            { name: 'lit/directives/unsafe-html.js', message: 'No text of a document becomes markup.' },
            { name: 'lit/directives/unsafe-svg.js', message: 'No text of a document becomes markup.' },
            {
              name: 'lit/decorators.js',
              message:
                'Declare `static properties`, which needs nothing to be lowered, and define through src/elements/define.ts.',
            },
          ],
        },
      ],
      '@typescript-eslint/prefer-readonly': 'error',

      // A style attribute in a template is a violation under style-src 'self'; `.style=${…}` is not.
      'lit/ban-attributes': ['error', 'style'],
      'lit/lifecycle-super': 'error',
      // Not lit/no-classfield-shadowing: fields assign here, as tsconfig.json has it, and so go through the accessors.
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': 'error',
      'wc/no-closed-shadow-root': 'error',
      'wc/no-constructor-params': 'error',
      'wc/no-typos': 'error',
      'wc/require-listener-teardown': 'error',
    },
  },
  {
    // Not where the DOM is probed for: its types say that `document` always exists.
    files: ['src/{engine,contract,store,format}/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }] },
  },
  {
    files: ['src/client/**/*.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', ...PRIVATE_SYNTAX],
    },
  },
  {
    // Same values in, same values out. The names of the DOM do not even compile here.
    files: ['src/engine/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Intl', message: 'The engine has no locale; offsets of time zones live in time-zone.ts.' },
        { name: 'globalThis', message: 'A back door to the clock and the locale.' },
      ],
      'no-restricted-properties': [
        'error',
        ...CLOCK,
        { object: 'Math', property: 'random', message: 'The same values must give the same estimate: take a seed.' },
      ],
      'no-restricted-syntax': [
        'error',
        ...CLOCK_SYNTAX,
        ...PRIVATE_SYNTAX,
        {
          selector: 'MemberExpression[property.name=/^toLocale|^localeCompare$/]',
          message: 'The engine has no locale.',
        },
      ],
    },
  },
  { files: ['src/engine/time/time-zone.ts'], rules: { 'no-restricted-globals': 'off' } },

  {
    // Tests and tools handle foreign values on purpose; a forgotten await stays an error.
    files: ['test/**', 'demo/**'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Configuration at the top belongs to no program of ours.
    files: ['*.{js,ts}', '**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
  },
);
