/** What a toast may offer beside its words. */
export interface ToastAction {
  /** "Undo" */
  readonly name: string;
  readonly run: () => void;
}

export interface ToastOptions {
  readonly action?: ToastAction | undefined;
  /** A further toast of the same kind takes the place of the one before. */
  readonly kind?: string | undefined;
}

/** Shows a message for a moment, and speaks it. */
export type Tell = (message: string, options?: ToastOptions) => void;

export interface Toast extends ToastOptions {
  readonly id: number;
  readonly text: string;
}

const MOST = 3;
const SHOWN_MS = 2400;
/** Long enough to see that it can be taken back, and to reach it. */
const WITH_ACTION_MS = 8000;

/** Messages that pass: three at most, and none goes while a hand or the focus is on them. They are spoken elsewhere. */
export class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #next = 1;
  #held = false;

  show(text: string, options: ToastOptions = {}): void {
    const toast = { id: this.#next, text, ...options };
    this.#next += 1;
    const replaced = this.items.filter(({ kind }) => kind !== undefined && kind === options.kind);
    const kept = this.items.filter((item) => !replaced.includes(item));
    const left = [...replaced, ...kept.slice(0, Math.max(0, kept.length + 1 - MOST))];
    for (const { id } of left) this.#stop(id);
    this.items = [...this.items.filter((item) => !left.includes(item)), toast];
    if (!this.#held) this.#start(toast);
  }

  dismiss(id: number): void {
    this.#stop(id);
    this.items = this.items.filter((item) => item.id !== id);
    // What held them may have left with it.
    if (this.items.length === 0) this.#held = false;
  }

  /** Lets go of what is out of date. */
  drop(kind: string): void {
    for (const item of this.items) if (item.kind === kind) this.dismiss(item.id);
  }

  act({ id, action }: Toast): void {
    this.dismiss(id);
    action?.run();
  }

  hold(): void {
    this.#held = true;
    for (const { id } of this.items) this.#stop(id);
  }

  /** Each has its whole time again. */
  release(): void {
    this.#held = false;
    for (const item of this.items) this.#start(item);
  }

  #start(toast: Toast): void {
    this.#stop(toast.id);
    const shown = toast.action === undefined ? SHOWN_MS : WITH_ACTION_MS;
    this.#timers.set(
      toast.id,
      setTimeout(() => this.dismiss(toast.id), shown),
    );
  }

  #stop(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }
}
