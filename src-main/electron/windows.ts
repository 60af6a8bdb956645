import { fileURLToPath } from 'node:url';

import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

import type { FormerPage } from '../contract/index.ts';
import { centred, keptBoundsSchema, placeWindow, SMALLEST } from './bounds.ts';
import type { KeptBounds } from './bounds.ts';
import { waitBefore } from './engine-keeper.ts';
import type { Electron, ShellWindow } from './electron.ts';
import { KeptFile } from './kept-file.ts';
import { pageAddress } from './names.ts';
import type { WindowKind } from './names.ts';

const PRELOAD = fileURLToPath(new URL('../../preload/preload.cjs', import.meta.url));
/** The page's own grounds, so that a window does not flash before the page is there. */
const GROUNDS = { light: '#f1f2f1', dark: '#12151b' };
/** A line to type in and eight rows under it. */
const QUICK = { width: 640, height: 490 };
/** The small window stands in the upper third, where the eyes are. */
const QUICK_HEIGHT = 0.3;

/** What our page may do, in every window alike. */
export function pagePreferences(isPackaged: boolean, preload = PRELOAD): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !isPackaged,
  };
}

interface MakerOptions {
  readonly boundsFile: string;
  /** What the page knew when it was open last. */
  readonly former: () => FormerPage;
  readonly preload?: string | undefined;
}

/** Opens windows that show our page, and gives a crashed one its page back. */
export class WindowMaker {
  readonly #electron: Electron;
  readonly #preload: string | undefined;
  readonly #kept: KeptFile<KeptBounds | null>;
  readonly #former: () => FormerPage;

  constructor(electron: Electron, { boundsFile, former, preload }: MakerOptions) {
    this.#former = former;
    this.#electron = electron;
    this.#preload = preload;
    this.#kept = new KeptFile<KeptBounds | null>(boundsFile, keptBoundsSchema.nullable(), null);
  }

  main(): ShellWindow {
    const kept = this.#kept.value;
    const areas = this.#electron.screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = this.#make('main', {
      ...placeWindow(kept?.bounds ?? null, areas),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: 'Inkling',
    });
    if (kept?.maximized === true) window.maximize();
    for (const event of ['resize', 'move', 'close'] as const) window.on(event, () => this.#remember(window));
    return window;
  }

  /** Without a frame, over everything, gone as soon as something else is in front. */
  quick(): ShellWindow {
    const window = this.#make('quick', {
      ...QUICK,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      title: 'Inkling: quick search',
    });
    window.on('blur', () => window.hide());
    return window;
  }

  /** On the display where the person is. */
  placeQuick(window: ShellWindow): void {
    const { screen } = this.#electron;
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    window.setBounds(centred(QUICK, workArea, QUICK_HEIGHT));
  }

  #make(kind: WindowKind, options: BrowserWindowConstructorOptions): ShellWindow {
    const { app, BrowserWindow, nativeTheme } = this.#electron;
    const window = new BrowserWindow({
      ...options,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? GROUNDS.dark : GROUNDS.light,
      webPreferences: pagePreferences(app.isPackaged, this.#preload),
    });
    restoreCrashed(window);
    void window.loadURL(pageAddress(kind, this.#former())).catch(() => undefined);
    return window;
  }

  #remember(window: ShellWindow): void {
    if (!window.isMinimized())
      this.#kept.keep({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  }
}

/** The page asks for its ports anew when it is back; one that crashes at once is given time. */
function restoreCrashed(window: ShellWindow): void {
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, waitBefore(crashes)).unref();
    crashes += 1;
  });
}

/** Before the person, wherever it was. */
export function bringForward(window: ShellWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
