import { EventEmitter } from 'node:events';

import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';

import { StandInContents } from './contents.ts';
import type { Ground } from './contents.ts';

/** A window without a screen: it stands where it is told to, and its page is a real one. */
export class StandInWindow extends EventEmitter {
  readonly id: number;
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandInContents;
  progress = -1;
  #bounds: Rectangle;
  #state = { visible: false, focused: false, maximized: false, minimized: false, destroyed: false };

  constructor(ground: Ground, options: BrowserWindowConstructorOptions) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.options = options;
    this.#bounds = { x, y, width, height };
    this.#state.visible = options.show !== false;
    this.webContents = new StandInContents(ground, options.webPreferences ?? {});
    this.id = this.webContents.id;
  }

  getNormalBounds = (): Rectangle => this.#bounds;
  isDestroyed = (): boolean => this.#state.destroyed;
  isFocused = (): boolean => this.#state.focused;
  isMaximized = (): boolean => this.#state.maximized;
  isMinimized = (): boolean => this.#state.minimized;
  isVisible = (): boolean => this.#state.visible;
  setProgressBar = (progress: number): void => void (this.progress = progress);

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize', {});
    this.emit('move', {});
  }

  maximize(): void {
    this.#state.maximized = true;
    this.emit('resize', {});
  }

  minimize(): void {
    this.#state.minimized = true;
  }

  restore(): void {
    this.#state.minimized = false;
  }

  show(): void {
    this.#state.visible = true;
  }

  hide(): void {
    this.#state.visible = false;
    this.#state.focused = false;
  }

  focus(): void {
    this.#state.focused = true;
    this.emit('focus', {});
  }

  /** Something else came in front. */
  blur(): void {
    this.#state.focused = false;
    this.emit('blur', {});
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show', {});
  }

  close(): void {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#state.destroyed) return;
    this.#state.destroyed = true;
    void this.webContents.close();
    this.emit('closed', {});
  }
}
