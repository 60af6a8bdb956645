import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** What serves a page, as far as its tests know: a host on loopback, or a desktop program. */
export interface PageHost {
  readonly origin: string;
  /** The address that the page keeps. */
  readonly home: string;
  /** The engine ends: what is open breaks, what is asked is refused, until it is back. */
  setAway(away: boolean): void;
}

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that `npm test` found or installed. */
export function browserProgram(): string {
  const program = process.env['INKLING_BROWSER'];
  if (program === undefined) throw new Error('INKLING_BROWSER names no browser: run `npm test`.');
  return program;
}

export function launchBrowser(executablePath = browserProgram()): Promise<Browser> {
  return chromium.launch({ executablePath, args: QUIET });
}

/** A tab of its own, with everything it complained of and everything it asked for. */
export interface Tab {
  page: Page;
  complaints: string[];
  requests: string[];
  [Symbol.asyncDispose]: () => Promise<void>;
}

export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  return watchTab(await context.newPage(), () => context.close());
}

/** Hears all that a page complains of and asks for. */
export function watchTab(page: Page, dispose: () => Promise<void>): Tab {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  return { page, complaints, requests, [Symbol.asyncDispose]: dispose };
}

/** Everything a page must hold to at every moment. */
export async function brokenPromises({ page, complaints, requests }: Tab, host: PageHost): Promise<string[]> {
  const foreign = requests.filter((url) => !url.startsWith(host.origin) && !url.startsWith('blob:'));
  const kept = await page.evaluate(() => ({
    local: localStorage.length,
    url: location.href,
    cookies: document.cookie,
  }));
  return [
    ...complaints.map((complaint) => `complained: ${complaint}`),
    ...foreign.map((url) => `asked elsewhere: ${url}`),
    ...(kept.local > 0 ? ['kept something in localStorage'] : []),
    ...(kept.url === host.home ? [] : [`address: ${kept.url}`]),
    ...(kept.cookies === '' ? [] : ['set a cookie']),
  ];
}

/** Controls without a name, too small to hit, and a page wider than its window. */
export function accessFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SMALLEST = 24;
    const nameOf = (element: Element): string => {
      const labelledby = element.getAttribute('aria-labelledby');
      const label =
        labelledby === null
          ? (element.getAttribute('aria-label') ?? labelOf(element))
          : document.getElementById(labelledby)?.textContent;
      return (label ?? element.textContent ?? '').trim();
    };
    const labelOf = (element: Element): string | null =>
      element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? null) : null;
    const faults: string[] = [];
    for (const element of document.querySelectorAll(
      'button, input, a[href], [role], nav, main, section, dialog[open], table',
    )) {
      if (element.getClientRects().length === 0 || element.closest('[aria-hidden=true]') !== null) continue;
      const named = ['presentation', 'status', 'alert', 'search'].includes(
        element.getAttribute('role') ?? '',
      );
      if (!named && nameOf(element) === '') faults.push(`no name: ${element.outerHTML.slice(0, 120)}`);
    }
    for (const element of document.querySelectorAll('button:not([data-title]), input, a[href]')) {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && (Math.round(width) < SMALLEST || Math.round(height) < SMALLEST))
        faults.push(`${width}×${height}: ${element.outerHTML.slice(0, 120)}`);
    }
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`id twice: ${id}`);
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) faults.push(`scrolls sideways by ${wide}`);
    return faults;
  });
}
