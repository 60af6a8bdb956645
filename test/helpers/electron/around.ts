import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';

import type { MenuItemConstructorOptions, OpenDialogOptions, Rectangle } from 'electron';
import { PNG } from 'pngjs';

/** A menu as it was described; `click` does what a person's click would. */
export class StandInMenu {
  readonly template: readonly MenuItemConstructorOptions[];

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.template = template;
  }

  popup(): void {}

  click(label: string): void {
    const item = labelled(this.template, label);
    if (item?.click === undefined || item.enabled === false)
      throw new Error(`nothing to click is called ${label}`);
    (item.click as () => void)();
  }
}

function labelled(
  items: readonly MenuItemConstructorOptions[],
  label: string,
): MenuItemConstructorOptions | undefined {
  for (const item of items) {
    if (item.label === label) return item;
    const inner = Array.isArray(item.submenu) ? labelled(item.submenu, label) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Throws for a picture that is not there or is none, as Electron does. */
export class StandInTray extends EventEmitter {
  readonly image: string;
  menu: StandInMenu | null = null;
  toolTip = '';
  isDestroyed = false;

  constructor(image: string) {
    super();
    if (!isPicture(image)) throw new Error(`Failed to load image from path '${image}'`);
    this.image = image;
  }

  setToolTip = (text: string): void => void (this.toolTip = text);
  setContextMenu = (menu: StandInMenu | null): void => void (this.menu = menu);
  destroy = (): void => void (this.isDestroyed = true);
}

function isPicture(path: string): boolean {
  try {
    return PNG.sync.read(readFileSync(path)).width > 0;
  } catch {
    return false;
  }
}

export class StandInNotification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  readonly #onShown: (notification: StandInNotification) => void;

  constructor(
    { title, body }: { title: string; body: string },
    onShown: (notification: StandInNotification) => void,
  ) {
    super();
    this.#onShown = onShown;
    this.title = title;
    this.body = body;
  }

  static isSupported = (): boolean => true;
  show = (): void => this.#onShown(this);
}

/** Keys of all programs; `taken` belong to others. */
export class StandInShortcuts {
  readonly taken = new Set<string>();
  readonly #held = new Map<string, () => void>();

  register(keys: string, press: () => void): boolean {
    if (!/^[\w+]+$/.test(keys))
      throw new TypeError(`Error processing argument at index 0, conversion failure from ${keys}`);
    if (this.taken.has(keys) || this.#held.has(keys)) return false;
    this.#held.set(keys, press);
    return true;
  }

  isRegistered = (keys: string): boolean => this.#held.has(keys);
  unregister = (keys: string): void => void this.#held.delete(keys);

  press(keys: string): void {
    const held = this.#held.get(keys);
    if (held === undefined) throw new Error(`nobody listens to ${keys}`);
    held();
  }
}

export class StandInPower extends EventEmitter {
  onBattery = false;
  idleSeconds = 0;

  isOnBatteryPower = (): boolean => this.onBattery;
  getSystemIdleTime = (): number => this.idleSeconds;
}

/** The system's dialogue, answered by whoever sits before it. */
export class StandInDialog {
  readonly asked: OpenDialogOptions[] = [];
  readonly errors: { readonly title: string; readonly content: string }[] = [];
  chosen: string[] = [];

  showOpenDialog = async (options: OpenDialogOptions) => {
    this.asked.push(options);
    return { canceled: this.chosen.length === 0, filePaths: this.chosen };
  };

  showErrorBox = (title: string, content: string): void => void this.errors.push({ title, content });
}

/** What the system opens and shows; nothing is, here. */
export class StandInDesktop {
  readonly opened: string[] = [];
  readonly shown: string[] = [];
  /** Why the next one cannot be opened. */
  refusal = '';

  openPath = async (path: string): Promise<string> => {
    this.opened.push(path);
    return this.refusal;
  };
  showItemInFolder = (path: string): void => void this.shown.push(path);
}

export class StandInScreen {
  areas: Rectangle[] = [{ x: 0, y: 0, width: 1600, height: 1000 }];
  cursor = { x: 10, y: 10 };

  getAllDisplays = () => this.areas.map((workArea) => ({ workArea }));
  getCursorScreenPoint = () => this.cursor;
  getDisplayNearestPoint = ({ x, y }: { x: number; y: number }) => {
    const holds = (area: Rectangle) =>
      x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
    const [first = { x: 0, y: 0, width: 800, height: 600 }] = this.areas;
    return { workArea: this.areas.find(holds) ?? first };
  };
}

/** A keychain that turns letters round: enough to see that nothing is kept as it is. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => true,
  encryptString: (text: string): Buffer => Buffer.from([...text].toReversed().join('')),
  decryptString: (bytes: Buffer): string => [...bytes.toString()].toReversed().join(''),
};
