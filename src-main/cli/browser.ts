import { systemDesktop } from '../lib/desktop.ts';
import type { Terminal } from './terminal.ts';

export async function openBrowser(url: string, terminal: Terminal): Promise<void> {
  await systemDesktop
    .open(url)
    .catch(() => terminal.note('No browser could be started; open the address above yourself.'));
}
