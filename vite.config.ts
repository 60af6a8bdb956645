import { fileURLToPath } from 'node:url';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page; electron.config.ts builds it the same way for the packaged app. */
export default defineConfig({
  root: fromRoot('src-renderer'),
  // Works under any address: loopback with a port of its own, and a file of the packaged app.
  base: './',
  plugins: [svelte({ configFile: fromRoot('svelte.config.js') })],
  build: {
    outDir: fromRoot('out/renderer'),
    emptyOutDir: true,
    // The page's Content-Security-Policy allows no data: URLs.
    assetsInlineLimit: 0,
    // Minified kB. The page comes from loopback in one piece; the bench of the page bounds what it weighs packed.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      input: fromRoot('src-renderer/index.html'),
      // Whoever starts Inkling for the first time need not read how long each plugin took.
      checks: { pluginTimings: false },
    },
  },
});
