import type { Client } from '../api/client.ts';
import { toFailure, type Failure } from '../api/failure.ts';

/** A file that is no document is shown in its folder instead. */
const NOT_OPENED = 'PROGRAM_NOT_OPENED';

/** What happens with a document outside this page: its own program, its folder. */
export class Outside {
  /** Why the document of this path was not opened, until another is chosen. */
  refused = $state.raw<{ path: string; failure: Failure } | null>(null);
  #client: Client;
  #say: (message: string) => void;

  constructor(client: Client, say: (message: string) => void) {
    this.#client = client;
    this.#say = say;
  }

  /** With the system's program, at a page where that takes one. */
  async open(path: string, page: number | null): Promise<void> {
    await this.#ask(path, async () => {
      const { atPage } = await this.#client.document.open({ path, page });
      return atPage && page !== null ? `Opened at page ${page}.` : 'Opened in its own program.';
    });
  }

  async showFolder(path: string): Promise<void> {
    await this.#ask(path, async () => {
      await this.#client.document.showFolder({ path });
      return 'Folder opened.';
    });
  }

  /** Whether its folder helps where the document itself was not opened. */
  get offersFolder(): boolean {
    return this.refused?.failure.code === NOT_OPENED;
  }

  async #ask(path: string, ask: () => Promise<string>): Promise<void> {
    this.refused = null;
    try {
      this.#say(await ask());
    } catch (error) {
      this.refused = { path, failure: toFailure(error) };
    }
  }
}
