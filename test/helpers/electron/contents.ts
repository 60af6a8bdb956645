import { EventEmitter } from 'node:events';

import type { WebPreferences } from 'electron';
import type { BrowserContext, CDPSession, Page, Request, Route } from 'playwright-core';

import { cloned } from './clone.ts';
import type { End } from './end.ts';
import { PageEnds } from './page-ends.ts';
import { handOver } from './ports.ts';
import { CALL, HEAR, preloadScript, WORLD } from './preload-world.ts';
import type { FromWorld, ToWorld } from './preload-world.ts';
import type { StandInProtocol, StandInSession } from './session.ts';
import { toWire } from './wire.ts';

/** What all pages of one stand-in share. */
export interface Ground {
  readonly context: () => Promise<BrowserContext>;
  readonly protocol: StandInProtocol;
  readonly session: StandInSession;
  /** The text of a preload script. */
  readonly readPreload: (path: string) => Promise<string>;
  readonly droppable: Readonly<Record<string, string>>;
  readonly sent: (contents: StandInContents, channel: string, given: unknown[]) => void;
}

interface Navigation {
  readonly url: string;
  readonly preventDefault: () => void;
}

let lastId = 0;

/** The web contents of a window: a page of a real Chromium, its preload in a world beside the page's own. */
export class StandInContents extends EventEmitter {
  readonly id = (lastId += 1);
  readonly preferences: WebPreferences;
  readonly prints: unknown[] = [];
  readonly refusedWindows: string[] = [];
  page: Page | null = null;
  readonly #ground: Ground;
  readonly #ends: PageEnds;
  #world: number | null = null;
  #cdp: CDPSession | null = null;
  #address = '';
  #expected: string | null = null;
  #zoom = 0;
  #openHandler: ((details: { url: string }) => { action: 'deny' | 'allow' }) | null = null;

  constructor(ground: Ground, preferences: WebPreferences) {
    super();
    this.#ground = ground;
    this.preferences = preferences;
    this.#ends = new PageEnds((message) => this.#tell(message));
  }

  get mainFrame() {
    return { url: this.#address, parent: null };
  }

  getURL = (): string => this.#address;
  getZoomLevel = (): number => this.#zoom;
  setZoomLevel = (level: number): void => void (this.#zoom = level);
  isDestroyed = (): boolean => this.page?.isClosed() === true;
  print = (options?: unknown): void => void this.prints.push(options);

  setWindowOpenHandler(handler: (details: never) => { action: 'deny' | 'allow' }): void {
    this.#openHandler = handler as (details: { url: string }) => { action: 'deny' | 'allow' };
  }

  /** What becomes of a window that the page would open. */
  wouldOpen(url: string): 'deny' | 'allow' {
    return this.#openHandler?.({ url }).action ?? 'allow';
  }

  postMessage(channel: string, message: unknown, transfer: unknown = []): void {
    const data = toWire(cloned(message));
    const ports = handOver(transfer).map((end: End) => this.#ends.take(end));
    this.#tell({ kind: 'message', channel, data, ports });
  }

  reload(): void {
    void this.load(this.#address).catch(() => undefined);
  }

  /** A page that crashed cannot be loaded again: another takes its place. */
  async load(address: string): Promise<void> {
    this.page ??= await this.#open();
    this.#address = address;
    this.#expected = this.#ground.protocol.outside(address);
    await this.page.goto(this.#expected);
  }

  /** As the renderer's process would be lost. */
  async crash(): Promise<void> {
    const { page } = this;
    this.page = null;
    this.#leave();
    await page?.close();
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
  }

  async close(): Promise<void> {
    this.#leave();
    await this.page?.close();
  }

  async #open(): Promise<Page> {
    const context = await this.#ground.context();
    const page = await context.newPage();
    await page.route('**/*', (route) => this.#answer(route));
    page.on('popup', (popup) => void this.#refuse(popup));
    await this.#watch(await context.newCDPSession(page));
    return page;
  }

  async #watch(cdp: CDPSession): Promise<void> {
    this.#cdp = cdp;
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD) this.#world = context.id;
    });
    cdp.on('Runtime.executionContextsCleared', () => this.#leave());
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === CALL) this.#hear(JSON.parse(payload) as FromWorld);
    });
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: CALL, executionContextName: WORLD });
    const preload = await this.#ground.readPreload(this.preferences.preload ?? '');
    const source = preloadScript(preload, this.#ground.droppable);
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD });
  }

  #hear(message: FromWorld): void {
    if (message.kind === 'sent') this.#ground.sent(this, message.channel, message.given as unknown[]);
    else this.#ends.hear(message);
  }

  #tell(message: ToWorld): void {
    if (this.#world === null) return;
    const expression = `${HEAR}(${JSON.stringify(message)})`;
    // A page that has just gone hears nothing more.
    void this.#cdp?.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => undefined);
  }

  #leave(): void {
    this.#world = null;
    this.#ends.close();
  }

  async #answer(route: Route): Promise<void> {
    const { protocol, session } = this.#ground;
    const request = route.request();
    const url = protocol.inside(request.url());
    if (request.isNavigationRequest() && !this.#mayNavigate(request, url)) return route.abort('aborted');
    if (!(await session.lets(url))) return route.abort('blockedbyclient');
    const answer = protocol.answerOf(url);
    if (answer === undefined) return route.abort('namenotresolved');
    const body = request.postDataBuffer();
    const asked = new Request(url, {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(body && { body: new Uint8Array(body) }),
    });
    const answered = await answer(asked);
    await route.fulfill({
      status: answered.status,
      headers: Object.fromEntries(answered.headers),
      body: Buffer.from(await answered.arrayBuffer()),
    });
  }

  /** What the program itself loads, and a page that loads itself again, are not asked about. */
  #mayNavigate(request: Request, url: string): boolean {
    if (request.url() === this.#expected) return true;
    let isPrevented = false;
    const navigation: Navigation = { url, preventDefault: () => (isPrevented = true) };
    this.emit('will-frame-navigate', navigation);
    if (request.frame() === this.page?.mainFrame()) this.emit('will-navigate', navigation);
    return !isPrevented;
  }

  async #refuse(popup: Page): Promise<void> {
    const url = popup.url();
    if (this.wouldOpen(url) === 'allow') return;
    this.refusedWindows.push(url);
    await popup.close();
  }
}
