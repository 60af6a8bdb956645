import { DOORS, HOSTS, LAYERS } from './build/borders.ts';

/**
 * The tree, as rules. What may import what stands in build/borders.ts:
 * contract ← rpc → engine → {indexing, search, topics} → {storage, embed, files} → lib; hosts on top.
 * It cannot see inside .svelte files: there the linter and svelte-check keep the borders.
 */
const either = (names) => `(${names.join('|')})`;
const inFolder = (folder) => `^src-main/${folder}/`;

const layers = LAYERS.flatMap(({ folder, imports, types = [], instead }) => [
  {
    name: `layer-${folder}`,
    comment: instead,
    severity: 'error',
    from: { path: inFolder(folder) },
    to: {
      path: '^(src-main|src-renderer|test|build)/',
      pathNot: inFolder(either([folder, ...imports, ...types])),
    },
  },
  ...types.map((typed) => ({
    name: `layer-${folder}-types-of-${typed}`,
    comment: instead,
    severity: 'error',
    from: { path: inFolder(folder) },
    to: { path: inFolder(typed), dependencyTypesNot: ['type-only'] },
  })),
]);

const doors = DOORS.map(({ folder, packages, instead }) => ({
  name: `door-${folder}`,
  comment: instead,
  severity: 'error',
  from: { path: '^src-(main|renderer)/', pathNot: inFolder(folder) },
  to: { path: `node_modules/${either(packages)}/` },
}));

export default {
  forbidden: [
    ...layers,
    ...doors,
    {
      name: 'contract-is-plain',
      comment: 'The contract runs in the page too: zod and @orpc/contract, nothing else.',
      severity: 'error',
      from: { path: inFolder('contract') },
      to: { pathNot: ['^src-main/contract/', 'node_modules/(zod|@orpc/contract)/'] },
    },
    {
      name: 'engine-by-its-index',
      comment: 'engine/index.ts is the door: export there what a host or rpc needs.',
      severity: 'error',
      from: { path: inFolder(either(['rpc', ...HOSTS])) },
      to: { path: inFolder('engine'), pathNot: '^src-main/engine/index\\.ts$' },
    },
    {
      name: 'unlisted-folder',
      comment: 'A new folder of src-main needs its line in build/borders.ts first.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: inFolder(either(LAYERS.map(({ folder }) => folder))) },
      to: {},
    },
    {
      name: 'page-by-the-contract',
      comment: 'Only src-renderer/api imports the contract, and nothing of the page imports other main code.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/', pathNot: inFolder('contract') },
    },
    {
      name: 'page-contract-types',
      comment: 'The page sees types only, through src-renderer/api: write `import type` there.',
      severity: 'error',
      from: { path: '^src-renderer/', pathNot: '^src-renderer/api/' },
      to: { path: inFolder('contract') },
    },
    {
      name: 'page-contract-types-only',
      comment: 'The page sees types only: write `import type`.',
      severity: 'error',
      from: { path: '^src-renderer/api/' },
      to: { path: inFolder('contract'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolves',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: { pathNot: '\\.svelte$' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    combinedDependencies: false,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.svelte'],
    },
  },
};
