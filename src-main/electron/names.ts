import type { FormerPage } from '../contract/index.ts';

/** Of the page and of pictures; no other page has it. */
export const PAGE_SCHEME = 'inkling-page';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://app`;
/** Of the program among the system's programs; Windows shows notices of those alone whose installer named them so. */
export const APP_ID = 'app.inkling.Inkling';
/** Of links that other programs may hold. */
export const LINK_SCHEME = 'inkling';

/** Asks for ports: from the page to its preload, and on to the program. */
export const PORTS_WANTED = 'inkling-ports-wanted';
/** Under these names the page gets its ports, one a message. */
export const ENGINE_PORT = 'inkling-engine-port';
export const SHELL_PORT = 'inkling-shell-port';
/** Paths of what was dropped into the window. */
export const DROPPED = 'inkling-dropped';

/** Which of our windows a page stands in; the page reads it in its address. */
export type WindowKind = 'main' | 'quick';

/** The page reads in it what it knew before, too: the engine may take a moment. */
export function pageAddress(kind: WindowKind, former: FormerPage): string {
  const told = former.filled ? `former=${encodeURIComponent(JSON.stringify(former))}&` : '';
  return `${PAGE_ORIGIN}/?${told}window=${kind}`;
}

/** Whether an address is our page's own, whatever it asks of it. */
export function isOurs(address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${PAGE_SCHEME}:` && host === 'app';
  } catch {
    return false;
  }
}
