import type { Client } from '../api/client.ts';
import { failureText, failureOf, type Failure } from '../api/failure.ts';
import type { Check, Licence, Storage } from '../api/types.ts';

export interface About {
  version: string;
  /** Milliseconds since 1970. */
  started: number;
  connections: number;
}

/** An engine ends and the next one starts within a second; a large library takes its time. */
const TURN_MS = 250;
const MOST_TURNS = 700;
/** What is told of a move that failed. */
const NOT_MOVED = 'LIBRARY_NOT_MOVED';

/** What the library takes and how it is, what can be taken away and brought back. */
export class Keeping {
  storage = $state.raw<Storage | null>(null);
  /** What was looked at when the person asked for it; null until they did. */
  checks = $state.raw<readonly Check[] | null>(null);
  checking = $state(false);
  about = $state.raw<About | null>(null);
  licences = $state.raw<readonly Licence[]>([]);
  suggestions = $state.raw<readonly string[]>([]);
  /** How many directions the documents spread over; null where they are too few, or not known. */
  rank = $state<number | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #client: Client;
  readonly #tell: (message: string) => void;

  readonly #onAnew: () => Promise<void>;

  /** @param onAnew called once the library is another one */
  constructor(client: Client, tell: (message: string) => void, onAnew: () => Promise<void>) {
    this.#client = client;
    this.#tell = tell;
    this.#onAnew = onAnew;
  }

  async measure(): Promise<void> {
    await this.#try(async () => {
      this.storage = await this.#client.keeping.storage();
    });
  }

  /** How the library's documents spread; where nobody answers it is not told. */
  async loadHealth(): Promise<void> {
    this.rank = await this.#client.topics.list().then(
      ({ rank }) => rank,
      () => null,
    );
  }

  async check(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    await this.#try(async () => {
      this.checks = (await this.#client.engine.doctor({})).checks;
    });
    this.checking = false;
    const faults = this.checks?.filter(({ ok }) => !ok).length ?? 0;
    if (this.failure === null)
      this.#tell(faults === 0 ? 'All is sound.' : 'Something is not as it should be.');
  }

  async loadAbout(): Promise<void> {
    await this.#try(async () => {
      this.about = await this.#client.keeping.about();
    });
  }

  async loadLicences(): Promise<void> {
    await this.#try(async () => {
      this.licences = (await this.#client.keeping.licences()).packages;
    });
  }

  /** Empty where nothing is worth it yet. */
  async loadSuggestions(): Promise<void> {
    this.suggestions = await this.#client.keeping.suggestions({ limit: 6 }).then(
      ({ queries }) => queries,
      () => [],
    );
  }

  /** Answers why it could not be written; it belongs beside the field. */
  backup(folder: string): Promise<string | undefined> {
    return this.#refusal(async () => {
      const { file } = await this.#client.keeping.backup({ folder });
      this.#tell(`Written: ${file}`);
    });
  }

  restore(file: string): Promise<string | undefined> {
    return this.#anew(() => this.#client.keeping.restore({ file }), 'Restored.');
  }

  erase(): Promise<string | undefined> {
    const erase = () => this.#client.keeping.erase({ confirm: 'erase everything' });
    return this.#anew(erase, 'Everything is erased. Your documents are where they were.');
  }

  /** Answers why it could not be moved. */
  move(folder: string): Promise<string | undefined> {
    const move = () => this.#client.keeping.move({ folder });
    return this.#anew(move, `The library is in ${folder} now.`, async () => {
      const { notices } = await this.#client.library.status();
      const failed = notices.find(({ code }) => code === NOT_MOVED);
      return failed === undefined ? undefined : failureText(failed);
    });
  }

  /** Does what ends the engine, and goes on with the next one. */
  async #anew(
    work: () => Promise<unknown>,
    done: string,
    failed: () => Promise<string | undefined> = async () => undefined,
  ): Promise<string | undefined> {
    let undone: string | undefined;
    const refused = await this.#refusal(async () => {
      const { started } = await this.#client.keeping.about();
      await work();
      await this.#another(started);
      await this.#onAnew();
      undone = await failed();
      if (undone === undefined) this.#tell(done);
    });
    return refused ?? undone;
  }

  /** Resolves once an engine answers that was started at another time. */
  async #another(before: number): Promise<void> {
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const started = await this.#client.keeping.about().then(
        (about) => about.started,
        () => before,
      );
      if (started !== before) return;
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    }
  }

  async #refusal(work: () => Promise<void>): Promise<string | undefined> {
    const failure = await failureOf(work);
    return failure === null ? undefined : failureText(failure);
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.failure = await failureOf(work);
  }
}
