import { CODES_A_PAGE, readCodePages } from './code-pages.ts';
import { CodeMaking, type CodeMaker } from './code-making.ts';
import { CodeRefit } from './code-refit.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';
import { HASH_BYTES } from './content.ts';
import type { ResidentCodes } from './resident-codes.ts';
import { readVector, vectorOfPassage } from './vectors.ts';

export interface HeavyCodesOptions {
  readonly connection: WriteConnection;
  /** What heavy vectors are stored under. */
  readonly vectorModel: number;
  /** What codes of an edition are stored under. */
  readonly codeModelOf: (edition: number) => number;
  /** What codes of these vectors are stored under, of any version and edition. */
  readonly codeModels: readonly number[];
  readonly resident: ResidentCodes;
  /** The light codes of every passage. */
  readonly light: ResidentCodes;
  readonly maker: CodeMaker;
  /** Codes of the model that this one takes the place of: each goes as this model's comes. */
  readonly leaving?: HeavyCodes | undefined;
}

interface OutdatedPage {
  readonly id: number;
  readonly page: number;
  readonly codes: Buffer;
}

/** Keeps a code for every passage whose heavy vector is stored: durable pages first, resident ones after the commit. */
export class HeavyCodes {
  readonly #options: HeavyCodesOptions;
  readonly #making: CodeMaking;
  readonly #refit: CodeRefit;
  /** Of places their code, null where a passage left. */
  readonly #changes = new Map<number, Uint8Array | null>();

  constructor(options: HeavyCodesOptions) {
    this.#options = options;
    this.#making = new CodeMaking(options);
    this.#refit = new CodeRefit(options, this.#making);
  }

  get vectorModel(): number {
    return this.#options.vectorModel;
  }

  /** Whether a passage's vector is stored, by what this transaction holds so far. */
  has(place: number): boolean {
    const code = this.#changes.get(place);
    return code === undefined ? this.#options.resident.live[place] === 1 : code !== null;
  }

  /** A passage's vector was stored. */
  put(place: number, vector: Int8Array, light: Uint8Array = this.#options.light.codeAt(place)): void {
    this.#changes.set(place, this.#making.put(place, vector, light));
  }

  /** New passages whose text was embedded before, as those of an edited file that did not change. */
  adopt(first: number, hashes: Uint8Array, lights: Uint8Array): void {
    if (this.#isEmpty) return;
    const { width } = this.#options.light;
    for (let index = 0; index * HASH_BYTES < hashes.length; index += 1)
      this.#adopt(
        first + index,
        hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
        lights.subarray(index * width, (index + 1) * width),
      );
  }

  get #isEmpty(): boolean {
    const { resident, leaving } = this.#options;
    return resident.used === 0 && this.#changes.size === 0 && (leaving === undefined || leaving.#isEmpty);
  }

  #adopt(place: number, hash: Uint8Array, light: Uint8Array): void {
    const { connection, vectorModel, leaving } = this.#options;
    const vector = readVector(connection, vectorModel, hash);
    if (vector !== undefined) this.put(place, vector, light);
    else if (leaving !== undefined) leaving.#adopt(place, hash, light);
  }

  clear(first: number, count: number): void {
    const { leaving, resident } = this.#options;
    if (leaving !== undefined) leaving.#clearAll(first, count);
    const { live } = resident;
    for (let place = first; place < first + count; place += 1) {
      if (live[place] !== 1) continue;
      this.#making.clear(place, 1);
      this.#changes.set(place, null);
    }
  }

  /** Those too that another model has codes of, whose own are durable still. */
  #clearAll(first: number, count: number): void {
    if (first >= this.#options.resident.used) return;
    this.#making.clear(first, count);
    for (let place = first; place < first + count; place += 1) this.#changes.set(place, null);
  }

  /** Before the transaction ends. */
  flush(): void {
    this.#options.leaving?.flush();
    this.#making.flush();
  }

  /** After it succeeded. */
  publish(): void {
    const { resident, leaving } = this.#options;
    leaving?.publish();
    this.#making.publish();
    for (const [place, code] of this.#changes) {
      if (code === null) resident.clear(place, 1);
      else {
        resident.put(place, code);
        // What is durable of it stays until all of it goes: it is what two models are compared by.
        if (leaving !== undefined) leaving.#options.resident.clear(place, 1);
      }
    }
    this.#changes.clear();
  }

  /** After it failed. */
  discard(): void {
    this.#options.leaving?.discard();
    this.#making.discard();
    this.#refit.discard();
    this.#changes.clear();
  }

  /** Makes the codes of one outdated page anew, inside a transaction; answers whether there was one. */
  recodePage(): boolean {
    const { connection, vectorModel, codeModels } = this.#options;
    const outdated = codeModels.filter((model) => !this.#making.models.includes(model));
    const page = connection
      .prepare<[string], OutdatedPage>(
        `SELECT id, page, codes FROM code_pages WHERE model IN (SELECT value FROM json_each(?)) LIMIT 1`,
      )
      .get(JSON.stringify(outdated));
    if (page === undefined) return false;
    const width = page.codes.length / CODES_A_PAGE;
    for (let place = 0; place < CODES_A_PAGE; place += 1) {
      if (page.codes.subarray(place * width, (place + 1) * width).every((byte) => byte === 0)) continue;
      const passage = page.page * CODES_A_PAGE + place;
      const vector = vectorOfPassage(connection, vectorModel, passage);
      if (vector !== undefined) this.put(passage, vector);
    }
    connection.prepare<[number], never>('DELETE FROM code_pages WHERE id = ?').run(page.id);
    return true;
  }

  /**
   * A step toward codes that are made as what was read by now suggests, inside a transaction; answers whether there are
   * more to do.
   */
  refit(): boolean {
    return this.#refit.step();
  }

  /** Reads the durable pages. A place without a code holds zeros, which no vector gives. */
  load(connection: ReadConnection): void {
    const { resident, leaving } = this.#options;
    const [standing, next] = this.#making.models;
    resident.turn(this.#making.edition);
    for (const { firstPassage, codes } of readCodePages(connection, standing))
      resident.putPage(firstPassage, codes);
    if (next !== undefined)
      for (const { firstPassage, codes } of readCodePages(connection, next))
        this.#making.lay(firstPassage, codes);
    if (leaving === undefined) return;
    leaving.load(connection);
    leaving.#retire(resident);
  }

  /** Lets go of those that another model has codes of. */
  #retire({ live, used }: ResidentCodes): void {
    for (let place = 0; place < used; place += 1)
      if (live[place] === 1) this.#options.resident.clear(place, 1);
  }
}
