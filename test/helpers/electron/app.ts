import { EventEmitter } from 'node:events';
import { join } from 'node:path';

import type { LoginItemSettings, Settings } from 'electron';

import type { StandInWindow } from './window.ts';

export interface AppOptions {
  readonly isPackaged?: boolean;
  /** Electron is ready only after its entry has been read to the end: one that waits for it there waits for ever. */
  readonly entered?: Promise<void>;
}

/** The program itself: one of it at a time for each folder of its data. */
export class StandInApp extends EventEmitter {
  readonly name = 'Inkling';
  readonly isPackaged: boolean;
  readonly windows = new Set<StandInWindow>();
  readonly protocols: string[] = [];
  userModelId: string | null = null;
  isSandboxed = false;
  isReady = false;
  /** How it ended; null while it runs. */
  exitCode: number | null = null;
  login: Settings = {};
  readonly #data: string;
  readonly #entered: Promise<void>;

  constructor(data: string, { isPackaged = true, entered = Promise.resolve() }: AppOptions = {}) {
    super();
    this.#data = data;
    this.isPackaged = isPackaged;
    this.#entered = entered;
  }

  enableSandbox(): void {
    if (this.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.isSandboxed = true;
  }

  async whenReady(): Promise<void> {
    await this.#entered;
    // Never in the turn that asks.
    await new Promise((resolve) => setImmediate(resolve));
    this.isReady = true;
  }

  getPath(name: string): string {
    return name === 'userData' ? this.#data : join(this.#data, name);
  }

  getAppPath = (): string => join(this.#data, 'resources', 'app.asar');

  setAppUserModelId = (id: string): void => void (this.userModelId = id);

  requestSingleInstanceLock(): boolean {
    const held = running.get(this.#data);
    if (held !== undefined && held.exitCode === null && held !== this) {
      held.emit('second-instance', {}, process.argv, process.cwd());
      return false;
    }
    running.set(this.#data, this);
    return true;
  }

  setAsDefaultProtocolClient(protocol: string): boolean {
    this.protocols.push(protocol);
    return true;
  }

  /** What a Mac would say. */
  wasOpenedAtLogin = false;
  getLoginItemSettings = (): LoginItemSettings =>
    ({
      openAtLogin: this.login.openAtLogin === true,
      wasOpenedAtLogin: this.wasOpenedAtLogin,
    }) as LoginItemSettings;
  setLoginItemSettings = (settings: Settings): void => void (this.login = settings);

  /** In Electron's order: asks, closes the windows, ends. */
  quit(): void {
    if (this.exitCode !== null || this.#isPrevented('before-quit')) return;
    for (const window of this.windows) window.close();
    if (this.windows.size > 0 || this.#isPrevented('will-quit')) return;
    this.exit(0);
  }

  exit(code = 0): void {
    this.exitCode = code;
    for (const window of this.windows) window.destroy();
    this.emit('quit', {}, code);
  }

  hold(window: StandInWindow): void {
    this.windows.add(window);
    window.on('closed', () => {
      this.windows.delete(window);
      if (this.windows.size === 0 && this.exitCode === null) this.emit('window-all-closed');
    });
    this.emit('web-contents-created', {}, window.webContents);
  }

  #isPrevented(event: string): boolean {
    let isPrevented = false;
    this.emit(event, { preventDefault: () => (isPrevented = true) });
    return isPrevented;
  }
}

const running = new Map<string, StandInApp>();
