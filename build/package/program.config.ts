import { defineConfig } from 'electron-vite';

import shell from '../../electron.config.ts';

/** The program without its page, which is built by itself and is the same in a browser. */
export default defineConfig({ main: shell.main ?? {}, preload: shell.preload ?? {} });
