import { globSync } from 'node:fs';

import { defineConfig } from 'electron-vite';

import page from './vite.config.ts';

/** Children and threads are started by their file's URL, so each is an entry that nothing imports. */
const STARTED_BY_URL = 'src-main/**/*-{process,thread,guard}.ts';

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rolldownOptions: {
        checks: page.build?.rolldownOptions?.checks ?? {},
        input: ['src-main/electron/main.ts', 'src-main/cli/index.ts', ...globSync(STARTED_BY_URL)],
        // One file stays one file: an entry finds the others beside it, in a checkout and here.
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: 'src-main',
          entryFileNames: '[name].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { preload: 'src-main/electron/preload.ts' },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // electron-vite would ship the page unminified.
  renderer: { ...page, build: { ...page.build, minify: true } },
});
