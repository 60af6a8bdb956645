import { join } from 'node:path';

import { formerPageSchema, shellSettingsSchema } from '../contract/index.ts';
import type {
  DocumentPlace,
  FormerPage,
  Progress,
  ShellEvent,
  ShellSettings,
  ShellState,
} from '../contract/index.ts';
import type { PageFiles } from '../lib/page-files.ts';
import { appMenu } from './app-menu.ts';
import { beginEngine } from './begin-engine.ts';
import type { RunningEngine } from './begin-engine.ts';
import { EngineKeeper } from './engine-keeper.ts';
import type { Electron } from './electron.ts';
import { watchEngine } from './engine-watch.ts';
import { FirstReading } from './first-reading.ts';
import { Hotkey } from './hotkey.ts';
import { KeptFile } from './kept-file.ts';
import { Keychain } from './keychain.ts';
import { lockSession } from './lock-down.ts';
import { openAtLogin } from './login-item.ts';
import { servePage } from './page-protocol.ts';
import { PageWindows } from './page-windows.ts';
import type { PageWindow } from './page-windows.ts';
import { createShellRouter } from './shell-calls.ts';
import { ShellLog } from './shell-log.ts';
import { ChosenCommand } from './chosen-command.ts';
import type { InstalledApp } from './terminal-command.ts';
import { openTray, readShare } from './tray.ts';
import type { TrayActions, TraySign } from './tray.ts';
import { bringForward, WindowMaker } from './windows.ts';

/** Where nothing was chosen: nothing starts by itself, nothing interrupts. */
const USUAL: ShellSettings = {
  hotkey: 'CommandOrControl+Shift+Space',
  openAtLogin: false,
  stay: true,
  notify: false,
};

export interface ShellOptions {
  readonly files: PageFiles;
  readonly library: string;
  /** How an engine comes about; left out: as beginEngine does it. */
  readonly begin?: () => Promise<RunningEngine>;
  readonly preload?: string;
  /** Where this program is installed, for a command in terminals; null or left out where it is not. */
  readonly installed?: InstalledApp | null;
}

/** The program around the page: windows, tray, keys, and the engine that all of them ask. */
export class DesktopShell {
  readonly #electron: Electron;
  readonly #settings: KeptFile<ShellSettings>;
  readonly #former: KeptFile<FormerPage>;
  readonly #maker: WindowMaker;
  readonly #pages: PageWindows;
  readonly #keeper: EngineKeeper;
  readonly #hotkey: Hotkey;
  readonly #tray: TraySign | null;
  readonly #keychain: Keychain | null;
  readonly #command: ChosenCommand;
  readonly #firstReading = new FirstReading();
  #main: PageWindow | null = null;
  #quick: PageWindow | null = null;
  #isQuitting = false;

  constructor(electron: Electron, { files, library, preload, begin, installed }: ShellOptions) {
    const kept = (name: string): string => join(electron.app.getPath('userData'), name);
    this.#electron = electron;
    this.#settings = new KeptFile(kept('shell.json'), shellSettingsSchema, USUAL);
    this.#former = new KeptFile(kept('page.json'), formerPageSchema, { filled: false, look: null });
    this.#maker = new WindowMaker(electron, {
      boundsFile: kept('window.json'),
      former: () => this.#former.value,
      preload,
    });
    // Under a key of the system's keychain.
    this.#keychain = Keychain.open(electron.safeStorage, kept('passwords.bin'));
    this.#command = new ChosenCommand(installed ?? null);
    this.#keeper = new EngineKeeper({
      begin: begin ?? (() => beginEngine(electron, { library })),
      onUp: (engine) => this.#takeEngine(engine),
      onDown: () => this.#pages.lose(),
      onFailure: ({ message: cause, remedy }) => this.#pages.tell({ kind: 'engine', cause, remedy }),
    });
    this.#pages = new PageWindows(electron, {
      engine: () => this.#keeper.engine,
      router: (page) => createShellRouter(this.#desk, page),
    });
    this.#hotkey = new Hotkey(electron, () => this.quickSearch());
    lockSession(electron.session.defaultSession);
    servePage(electron, { files, socket: () => this.#keeper.engine?.socket ?? null });
    this.#tray = openTray(electron, this.#trayActions, ShellLog.of(electron));
  }

  start({ hidden = false } = {}): void {
    this.#setMenu();
    this.#hotkey.set(this.#settings.value.hotkey);
    this.#keeper.start();
    // Without a tray nothing else would lead to it.
    if (!hidden || this.#tray === null) this.open();
  }

  /** The large window, before the person. */
  open(): PageWindow {
    const shown = this.#main ?? this.#openMain();
    bringForward(shown.window);
    return shown;
  }

  /** The small window: there, or put away where it is in front already. */
  quickSearch(): void {
    const { window, events } = (this.#quick ??= this.#openQuick());
    if (window.isVisible() && window.isFocused()) return window.hide();
    this.#maker.placeQuick(window);
    bringForward(window);
    events.tell({ kind: 'query' });
  }

  /** Shows, and does nothing else: what a link names is neither opened nor run. */
  showDocument(place: DocumentPlace): void {
    this.#quick?.window.hide();
    this.#tell({ kind: 'document', place });
  }

  /** Every window gone: the tray goes on, where there is one and the person wants it. */
  get stays(): boolean {
    return this.#settings.value.stay && this.#tray !== null && !this.#isQuitting;
  }

  /** Waits for the engine's databases. */
  async quit(): Promise<void> {
    this.#isQuitting = true;
    this.#hotkey.set('');
    await this.#keeper.close();
    this.#tray?.close();
  }

  get #trayActions(): TrayActions {
    return {
      open: () => this.open(),
      quickSearch: () => this.quickSearch(),
      pause: (what) => void this.#keeper.engine?.client.library.pause({ what }).catch(() => undefined),
      quit: () => this.#electron.app.quit(),
    };
  }

  get #desk() {
    return {
      state: () => this.#state(),
      change: (change: Partial<ShellSettings>) => this.#change(change),
      setCommand: (wanted: boolean) => {
        this.#command.set(wanted);
        return this.#state();
      },
      pickFolders: () => this.#pickFolders(),
      keepPage: (former: FormerPage) => this.#former.keep(former),
      showDocument: (place: DocumentPlace) => this.showDocument(place),
    };
  }

  #state(): ShellState {
    return {
      settings: this.#settings.value,
      hotkeyRefused: this.#hotkey.isRefused,
      command: this.#command.state,
    };
  }

  #change(change: Partial<ShellSettings>): ShellState {
    this.#settings.keep({ ...this.#settings.value, ...change });
    if (change.hotkey !== undefined) this.#hotkey.set(change.hotkey);
    if (change.openAtLogin !== undefined)
      void openAtLogin(this.#electron, change.openAtLogin).catch(() => undefined);
    return this.#state();
  }

  async #pickFolders(): Promise<string[]> {
    const { filePaths } = await this.#electron.dialog.showOpenDialog({
      title: 'Folders to search',
      buttonLabel: 'Choose',
      properties: ['openDirectory', 'multiSelections'],
    });
    return filePaths;
  }

  #openMain(): PageWindow {
    const window = this.#maker.main();
    window.on('close', (event) => {
      if (!this.stays) return;
      event.preventDefault();
      window.hide();
    });
    window.on('closed', () => {
      this.#main = null;
      // It is hidden, and would keep the program from its end.
      if (!this.stays) this.#quick?.window.destroy();
    });
    this.#main = this.#pages.add('main', window);
    return this.#main;
  }

  #openQuick(): PageWindow {
    const window = this.#maker.quick();
    window.on('closed', () => (this.#quick = null));
    return this.#pages.add('quick', window);
  }

  #tell(event: ShellEvent): void {
    this.open().events.tell(event);
  }

  #setMenu(): void {
    const { Menu, app } = this.#electron;
    const actions = {
      tell: (event: ShellEvent) => this.#tell(event),
      addFolders: () => void this.#pickFolders().then((paths) => this.#tell({ kind: 'folders', paths })),
      quickSearch: () => this.quickSearch(),
      print: () => this.#main?.window.webContents.print({ printBackground: true }),
      quit: () => app.quit(),
      ...(this.#command.state !== null && { terminal: () => this.#tell({ kind: 'command' }) }),
    };
    Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, actions)));
  }

  #takeEngine(engine: RunningEngine): void {
    this.#pages.renew(engine);
    const onProgress = (progress: Progress | null): void => this.#show(progress);
    watchEngine(this.#electron, engine, { keychain: this.#keychain, onProgress });
  }

  #show(progress: Progress | null): void {
    if (this.#isQuitting) return;
    this.#tray?.show(progress);
    // Below nought takes the bar away.
    if (this.#main !== null) this.#main.window.setProgressBar(readShare(progress) ?? -1);
    if (progress !== null && this.#firstReading.take(progress)) this.#notify();
  }

  #notify(): void {
    const { Notification } = this.#electron;
    if (!this.#settings.value.notify || !Notification.isSupported()) return;
    const told = new Notification({ title: 'Inkling', body: 'Everything is searchable.' });
    told.on('click', () => this.open());
    told.show();
  }
}
