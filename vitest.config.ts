import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** Real model and real browser tests stay well under this on two cores; a hang is seen all the same. */
const BROWSER_TEST_MILLISECONDS = 120_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'main',
          environment: 'node',
          include: ['test/{main,contract,build,quality,bench}/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          // A second, as is usual, is little for a busy machine.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: BROWSER_TEST_MILLISECONDS,
          hookTimeout: BROWSER_TEST_MILLISECONDS,
          // Each file starts a browser and an engine of its own: one at a time on a small machine.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'desktop',
          environment: 'node',
          env: { INKLING_PAGE_IN: 'desktop' },
          // What is said between page and engine goes a longer way here than in either place it stands for.
          expect: { poll: { timeout: 20_000 } },
          // The page's own journeys, through the desktop's window, preload and port.
          include: ['test/e2e/page-{search,query,preview,library,kept,keeping,topics}.test.ts'],
          testTimeout: BROWSER_TEST_MILLISECONDS,
          hookTimeout: BROWSER_TEST_MILLISECONDS,
          fileParallelism: false,
        },
      },
    ],
  },
});
