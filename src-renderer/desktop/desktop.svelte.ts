import { failureOf, type Failure } from '../api/failure.ts';
import type { ShellClient } from '../api/shell-door.ts';
import type { DocumentPlace, FormerPage, ShellEvent, ShellSettings, ShellState } from '../api/types.ts';
import { follow } from '../library/follow.ts';

/** The program around the page: what the person decided of it, and what it wants of the page. */
export class Desktop {
  state = $state.raw<ShellState | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Why `inkling` was not put into terminals, or not taken away. */
  commandFailure = $state.raw<Failure | null>(null);
  /** Its setting was asked for, and is to be shown. */
  commandWanted = $state(false);

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

  /** What stands there now is asked for again where it was refused: another program may have come. */
  async setCommand(wanted: boolean): Promise<void> {
    this.commandFailure = await failureOf(async () => {
      this.state = await this.#shell.setCommand({ wanted });
    });
    if (this.commandFailure !== null) await this.load();
  }

  /** Folders by the system's own dialogue. */
  readonly choose = async (): Promise<readonly string[]> => (await this.#shell.pickFolders()).paths;

  /** For the next page; one that is not told of itself waits for its engine, and that is all. */
  async keepPage(former: FormerPage): Promise<void> {
    await this.#shell.keepPage(former).catch(() => undefined);
  }

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
