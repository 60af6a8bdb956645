import { failureOf, type Failure } from '../api/failure.ts';
import type { ShellClient } from '../api/shell-door.ts';
import type { DocumentPlace, ShellEvent, ShellSettings, ShellState } from '../api/types.ts';
import { follow } from '../library/follow.ts';

/** The program around the page: what the person decided of it, and what it wants of the page. */
export class Desktop {
  state = $state.raw<ShellState | null>(null);
  failure = $state.raw<Failure | null>(null);

  #shell: ShellClient;
  #following: AbortController | null = null;

  constructor(shell: ShellClient) {
    this.#shell = shell;
  }

  start(take: (event: ShellEvent) => void): void {
    const following = new AbortController();
    this.#following = following;
    const { signal } = following;
    void follow({ open: () => this.#shell.follow(undefined, { signal }), take, broken: () => {}, signal });
  }

  stop(): void {
    this.#following?.abort();
  }

  async load(): Promise<void> {
    await this.#try(() => this.#shell.state());
  }

  async change(change: Partial<ShellSettings>): Promise<void> {
    await this.#try(() => this.#shell.change(change));
  }

  /** Folders by the system's own dialogue. */
  readonly choose = async (): Promise<readonly string[]> => (await this.#shell.pickFolders()).paths;

  /** In the large window. */
  async showDocument(place: DocumentPlace): Promise<void> {
    await this.#shell.showDocument(place);
  }

  async hide(): Promise<void> {
    await this.#shell.hide();
  }

  async #try(ask: () => Promise<ShellState>): Promise<void> {
    this.failure = await failureOf(async () => {
      this.state = await ask();
    });
  }
}
