import type { Client } from '../api/client.ts';
import { toFailure, type Failure } from '../api/failure.ts';
import type { Model, Settings } from '../api/types.ts';

export type Theme = Settings['theme'];
export type Pace = Settings['pace'];
export type Recognition = Settings['recognition'];

/** What the person decided, and what is in use. */
export class SettingsState {
  values = $state.raw<Settings | null>(null);
  models = $state.raw<readonly Model[]>([]);
  /** Codes of the languages whose words can be recognised in pictures. */
  languages = $state.raw<readonly string[]>([]);
  failure = $state.raw<Failure | null>(null);

  #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      this.values = await this.#client.engine.settings();
    });
  }

  async loadModels(): Promise<void> {
    await this.#try(async () => {
      this.models = (await this.#client.engine.models()).models;
    });
  }

  async loadLanguages(): Promise<void> {
    await this.#try(async () => {
      this.languages = (await this.#client.engine.recognisable()).languages;
    });
  }

  /** Shown at once; put back if the engine refuses. */
  async change(change: Partial<Settings>): Promise<void> {
    const before = this.values;
    if (before !== null) this.values = { ...before, ...change };
    await this.#try(async () => {
      this.values = await this.#client.engine.change(change);
    });
    if (this.failure !== null) this.values = before;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }
}
