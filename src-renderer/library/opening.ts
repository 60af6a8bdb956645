import { failureText } from '../api/failure.ts';
import type { Outside } from '../search/outside.svelte.ts';
import type { Tell, ToastAction } from '../ui/toasts.svelte.ts';

/** Opens what Inkling could not read: perhaps its own program can. */
export class Opening {
  #outside: Outside;
  #tell: Tell;

  constructor(outside: Outside, tell: Tell) {
    this.#outside = outside;
    this.#tell = tell;
  }

  /** With its own program; what may run as one is shown in its folder instead. */
  async open(path: string): Promise<void> {
    await this.#outside.open(path, null);
    const show = { name: 'Show in folder', run: () => void this.#show(path) };
    this.#tellRefused(this.#outside.offersFolder ? show : undefined);
  }

  async #show(path: string): Promise<void> {
    await this.#outside.showFolder(path);
    this.#tellRefused();
  }

  #tellRefused(action?: ToastAction): void {
    const { refused } = this.#outside;
    if (refused !== null) this.#tell(failureText(refused.failure), { action });
  }
}
