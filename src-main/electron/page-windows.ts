import { isAbsolute } from 'node:path';
import { stat } from 'node:fs/promises';

import { z } from 'zod';

import type { ShellEvent } from '../contract/index.ts';
import { servePort } from '../rpc/message-port.ts';
import type { RunningEngine } from './begin-engine.ts';
import type { Electron, SentEvent, ShellContents, ShellWindow } from './electron.ts';
import { Events } from './events.ts';
import { DROPPED, ENGINE_PORT, isOurs, PORTS_WANTED, SHELL_PORT } from './names.ts';
import type { WindowKind } from './names.ts';
import type { ShellRouter } from './shell-calls.ts';

/** One of our windows, and what its page is told. */
export interface PageWindow {
  readonly kind: WindowKind;
  readonly window: ShellWindow;
  readonly events: Events<ShellEvent>;
}

const droppedSchema = z.array(z.string().max(4_096)).max(1_000);

interface PageWindowsOptions {
  readonly engine: () => RunningEngine | null;
  readonly router: (page: PageWindow) => ShellRouter;
}

/** Our windows: hands their pages the ports they ask for, and nobody else. */
export class PageWindows {
  readonly #electron: Electron;
  readonly #options: PageWindowsOptions;
  readonly #pages = new Map<number, PageWindow>();
  /** Those whose page has asked: they get the port of every engine that comes. */
  readonly #asked = new Set<number>();

  constructor(electron: Electron, options: PageWindowsOptions) {
    this.#electron = electron;
    this.#options = options;
    electron.ipcMain.on(PORTS_WANTED, (event) => {
      const page = this.#senderOf(event);
      if (page !== null) this.#welcome(page);
    });
    electron.ipcMain.on(DROPPED, (event, paths) => {
      const page = this.#senderOf(event);
      const dropped = droppedSchema.safeParse(paths);
      if (page !== null && dropped.success) void tellFolders(page, dropped.data);
    });
  }

  add(kind: WindowKind, window: ShellWindow): PageWindow {
    const { id } = window.webContents;
    const page: PageWindow = { kind, window, events: new Events() };
    this.#pages.set(id, page);
    window.on('closed', () => {
      this.#pages.delete(id);
      this.#asked.delete(id);
    });
    return page;
  }

  /** Every page hears of it. */
  tell(event: ShellEvent): void {
    for (const { events } of this.#pages.values()) events.tell(event);
  }

  /** Another engine is there. */
  renew(engine: RunningEngine): void {
    for (const contents of this.#listening()) this.#connect(contents, engine);
  }

  /** It ended: a process that was killed need not have closed its ports. */
  lose(): void {
    for (const contents of this.#listening()) contents.postMessage(ENGINE_PORT, null);
  }

  #listening(): ShellContents[] {
    const pages = [...this.#asked].flatMap((id) => this.#pages.get(id) ?? []);
    return pages.filter(({ window }) => !window.isDestroyed()).map(({ window }) => window.webContents);
  }

  #welcome(page: PageWindow): void {
    const { webContents } = page.window;
    this.#asked.add(webContents.id);
    const { port1, port2 } = new this.#electron.MessageChannelMain();
    servePort(this.#options.router(page), port1);
    webContents.postMessage(SHELL_PORT, null, [port2]);
    const engine = this.#options.engine();
    if (engine !== null) this.#connect(webContents, engine);
  }

  /** The two talk to each other from then on; what they say does not pass here. */
  #connect(contents: ShellContents, engine: RunningEngine): void {
    const { port1, port2 } = new this.#electron.MessageChannelMain();
    engine.serve(port1);
    contents.postMessage(ENGINE_PORT, null, [port2]);
  }

  /** Only the topmost frame of a window of ours that shows our page. */
  #senderOf({ sender, senderFrame }: SentEvent): PageWindow | null {
    const isPage = senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url);
    return isPage ? (this.#pages.get(sender.id) ?? null) : null;
  }
}

async function tellFolders({ events }: PageWindow, dropped: readonly string[]): Promise<void> {
  const paths: string[] = [];
  for (const path of dropped) if (isAbsolute(path) && (await isFolder(path))) paths.push(path);
  if (paths.length > 0) events.tell({ kind: 'folders', paths });
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
