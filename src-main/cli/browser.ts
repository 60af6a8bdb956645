import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { systemDesktop } from '../lib/desktop.ts';
import type { Terminal } from './terminal.ts';

/** A Chromium, Chrome or Edge of this computer, as whoever started this program found it. */
const APP_BROWSER = 'INKLING_APP_BROWSER';

/** As a window of its own where a browser can do that, else in the browser the person uses. */
export async function openBrowser(
  url: string,
  terminal: Terminal,
  program = process.env[APP_BROWSER],
): Promise<void> {
  if (program !== undefined && (await opensAsApp(program, url))) return;
  await systemDesktop
    .open(url)
    .catch(() => terminal.note('No browser could be started; open the address above yourself.'));
}

/** It is the person's own from then on, and outlives this program. */
async function opensAsApp(program: string, url: string): Promise<boolean> {
  const window = spawn(program, [`--app=${url}`], { detached: true, stdio: 'ignore' });
  window.unref();
  return once(window, 'spawn').then(
    () => true,
    () => false,
  );
}
