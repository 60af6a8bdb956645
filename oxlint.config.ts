import { defineConfig } from 'oxlint';

import { DOORS, LAYERS } from './build/borders.ts';
import type { Layer } from './build/borders.ts';

interface Pattern {
  regex: string;
  message: string;
  allowTypeImports?: boolean;
}

/** A rule named in an override replaces the one above it, so each folder carries its whole list. */
function restrict(...patterns: Pattern[]): Record<string, ['error', { patterns: Pattern[] }]> {
  return { 'no-restricted-imports': ['error', { patterns }] };
}

function closedDoors(folder: string): Pattern[] {
  return DOORS.filter((door) => door.folder !== folder).map((door) => ({
    regex: `^(${door.packages.join('|')})(/|$)`,
    message: door.instead,
  }));
}

function closedLayers(layer: Layer): Pattern[] {
  const open = [...layer.imports, ...(layer.types ?? []), layer.folder];
  const closed = LAYERS.map(({ folder }) => folder).filter((folder) => !open.includes(folder));
  const patterns: Pattern[] = [{ regex: `^(\\.\\./)+(${closed.join('|')})/`, message: layer.instead }];
  if (layer.types) {
    const regex = `^(\\.\\./)+(${layer.types.join('|')})/`;
    patterns.push({ regex, allowTypeImports: true, message: layer.instead });
  }
  return patterns;
}

function layerOverride(layer: Layer) {
  const files = [`src-main/${layer.folder}/**/*.ts`];
  return { files, rules: restrict(...closedLayers(layer), ...closedDoors(layer.folder)) };
}

const contractOnly: Pattern[] = [
  {
    regex: '^(node:|electron$)',
    message:
      'The contract runs in the page too: no node, no Electron. What needs them belongs to src-main/lib.',
  },
  {
    regex: '^\\.\\./',
    message: 'The contract imports nothing of ours: move the type into src-main/contract.',
  },
];

const pageOnly: Pattern[] = [
  {
    regex: '^(node:|electron$)',
    message: 'The page has no node and no Electron: add a call to the contract.',
  },
  {
    regex: `src-main/(${LAYERS.map(({ folder }) => folder)
      .filter((folder) => folder !== 'contract')
      .join('|')})/`,
    message: 'The page knows the engine by its contract only: add a call there.',
  },
];

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'node', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['out/', 'dist/', 'resources/', 'test/fixtures/'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 4 }],
    'max-depth': ['error', { max: 4 }],
    // Every ?? counts as a branch.
    complexity: ['error', { max: 20 }],
    // Hot loops sort their own arrays in place on purpose.
    'unicorn/no-array-sort': 'off',
    // The end of a chain that is waited for elsewhere has nothing to return.
    'promise/always-return': 'off',
    // It takes a MessagePort for a window; ports know no origin.
    'unicorn/require-post-message-target-origin': 'off',
    eqeqeq: 'error',
    'no-console': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
  },
  overrides: [
    ...LAYERS.map(layerOverride),
    {
      files: ['src-main/contract/**/*.ts'],
      rules: restrict(...contractOnly, ...closedDoors('contract')),
    },
    {
      files: ['src-renderer/**/*.{ts,svelte}'],
      rules: restrict(...pageOnly, {
        regex: 'src-main/contract/',
        message: 'Only src-renderer/api imports the contract: take the type from there.',
      }),
    },
    {
      files: ['src-renderer/api/**/*.ts'],
      rules: restrict(...pageOnly, {
        regex: 'src-main/contract/',
        allowTypeImports: true,
        message: 'The page sees types only: write `import type`.',
      }),
    },
    // Tools ask for a default export here, and the terminal is where these speak.
    { files: ['*.config.{ts,js}', '.dependency-cruiser.mjs'], rules: { 'import/no-default-export': 'off' } },
    { files: ['build/**', 'test/**', 'src-main/cli/**'], rules: { 'no-console': 'off' } },
    // A describe block is a list of cases, not a function to be split; what a case needs stands in it.
    {
      files: ['test/**'],
      rules: {
        'max-lines-per-function': 'off',
        'unicorn/consistent-function-scoping': 'off',
        // A property holds for every input, and often says more about some.
        'vitest/no-conditional-expect': 'off',
        'vitest/valid-expect': ['error', { maxArgs: 2 }],
      },
    },
  ],
});
