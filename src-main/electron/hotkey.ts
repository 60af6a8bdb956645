import type { Electron } from './electron.ts';

/** One modifier at least, for a plain key would be taken from every program; then one key. */
const KEYS =
  /^((Command|Control|CommandOrControl|Alt|Option|Shift|Super|Meta)\+){1,4}([A-Z0-9]|F([1-9]|1\d|2[0-4])|Space|Up|Down|Left|Right|Home|End|PageUp|PageDown|Insert)$/;
const SHIFT_ALONE = /^(Shift\+)+[^+]+$/;

export function isHotkey(keys: string): boolean {
  return KEYS.test(keys) && !SHIFT_ALONE.test(keys);
}

/** Keys that work in every program. */
export class Hotkey {
  readonly #shortcuts: Electron['globalShortcut'];
  readonly #press: () => void;
  #held = '';
  /** They are another program's, or the system does not give them away. */
  isRefused = false;

  constructor({ globalShortcut }: Pick<Electron, 'globalShortcut'>, press: () => void) {
    this.#shortcuts = globalShortcut;
    this.#press = press;
  }

  /** Gives up the keys before; '' for none. */
  set(keys: string): void {
    if (this.#held !== '') this.#shortcuts.unregister(this.#held);
    this.#held = keys !== '' && isHotkey(keys) && this.#takes(keys) ? keys : '';
    this.isRefused = keys !== this.#held;
  }

  #takes(keys: string): boolean {
    try {
      return this.#shortcuts.register(keys, this.#press) && this.#shortcuts.isRegistered(keys);
    } catch {
      // Electron throws where it cannot read them.
      return false;
    }
  }
}
