import type { Terminal } from './terminal.ts';

/** Whether a browser could show itself: not over ssh, not in a container. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

export async function openBrowser(url: string, terminal: Terminal): Promise<void> {
  const { default: openUrl } = await import('open');
  const ignore = () => terminal.note('No browser could be started; open the address above yourself.');
  const browser = await openUrl(url).catch(ignore);
  browser?.once('error', ignore);
}
