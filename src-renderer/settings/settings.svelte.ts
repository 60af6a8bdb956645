import { askAgain } from '../api/ask-again.ts';
import type { Client } from '../api/client.ts';
import { failureText, toFailure, failureOf, type Failure } from '../api/failure.ts';
import type { CatalogueModel, Model, ModelChange, ModelImport, Settings } from '../api/types.ts';

export type Theme = Settings['theme'];
export type Pace = Settings['pace'];
export type Density = Settings['density'];
export type TextSize = Settings['textSize'];
export type Recognition = Settings['recognition'];

/** What the person decided, and what is in use. */
export class SettingsState {
  values = $state.raw<Settings | null>(null);
  models = $state.raw<readonly Model[]>([]);
  /** Models that a person may bring. */
  catalogue = $state.raw<readonly CatalogueModel[]>([]);
  /** One model taking the place of another; null where none does. */
  modelChange = $state.raw<ModelChange | null>(null);
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
      const { models, catalogue, change } = await askAgain(() => this.#client.engine.models());
      this.models = models;
      this.catalogue = catalogue;
      this.modelChange = change;
    });
  }

  async loadLanguages(): Promise<void> {
    await this.#try(async () => {
      this.languages = (await this.#client.engine.recognisable()).languages;
    });
  }

  /** Answers why it could not be imported; it belongs beside the field. */
  importModel(folder: string, said: Omit<ModelImport, 'folder'> = {}): Promise<string | undefined> {
    return this.#refusal(() => this.#client.engine.importModel({ folder, ...said }));
  }

  /** Search goes on with both until the new one has read everything. */
  async useModel(name: string): Promise<void> {
    await this.#try(async () => {
      await this.#client.engine.useModel({ name });
    });
    await this.loadModels();
  }

  async removeModel(name: string): Promise<void> {
    await this.#try(async () => {
      await this.#client.keeping.removeModel({ name });
    });
    if (this.failure === null) await this.loadModels();
  }

  async #refusal(work: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await work();
      await this.loadModels();
      return undefined;
    } catch (error) {
      return failureText(toFailure(error));
    }
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
    this.failure = await failureOf(work);
  }
}
