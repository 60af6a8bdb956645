import { statSync } from 'node:fs';

import { expect, it } from 'vitest';

import { LibraryWriter } from '../../../src-main/storage/library-writer.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { vectorOfPassage } from '../../../src-main/storage/vectors.ts';
import { openForReading } from '../../../src-main/storage/connection.ts';
import { findModel } from '../../../src-main/storage/models.ts';
import { below, seededRandom } from '../../helpers/random.ts';
import { contentOf, digestOf, madeMaker, writerOptions } from '../../helpers/stored-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const OLD = { model: 'old@1', code: 'old@1#1', maker: madeMaker };
const NEW = { model: 'new@1', code: 'new@1#1', maker: madeMaker };
const PATHS = ['a', 'b', 'c', 'd', 'e'];
const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const STEPS = 120;

const vectorOf = (text: string, model: string): Int8Array => Int8Array.from(digestOf(model + text, 8));

/** A library in which one model takes the place of another, as an engine opens it. */
class Changing {
  readonly #file: string;
  writer: LibraryWriter;
  /** Texts of the passages of each path, by the first passage's id. */
  readonly stored = new Map<string, { readonly first: number; readonly texts: readonly string[] }>();
  /** Texts that each model has read, as long as a passage has them. */
  readonly read = { [OLD.model]: new Set<string>(), [NEW.model]: new Set<string>() };
  #next = 1;

  constructor(file: string) {
    this.#file = file;
    this.writer = this.#open(NEW);
  }

  #open(model: typeof OLD): LibraryWriter {
    const options = { ...writerOptions(this.#file), heavy: model, ...(model === NEW && { leaving: OLD }) };
    const writer = new LibraryWriter(options);
    writer.loadHeavyCodes();
    return writer;
  }

  /** The process ended, at whatever instant: what is durable is all there is. */
  reopen(): void {
    this.writer.close();
    this.writer = this.#open(NEW);
  }

  store(path: string, texts: readonly string[]): void {
    this.drop(path);
    const look = this.writer.currentLook({ root: 1 });
    const seen = { path, size: this.#next, modified: this.#next };
    this.writer.see({ root: 1, look, files: [seen], exclusions: [], problems: [], retry: false });
    const [file] = this.writer.waiting({ after: 0, limit: 1 });
    // Texts of their own make contents of their own.
    const all = [...texts, `end of ${this.#next}`];
    this.writer.store({ outcomes: [{ document: file?.document ?? 0, content: contentOf(all) }] });
    this.stored.set(path, { first: this.#next, texts: all });
    this.#next += all.length;
  }

  drop(path: string): void {
    this.writer.leave({ root: 1, paths: [path] });
    this.writer.sweep();
    this.stored.delete(path);
    const left = new Set([...this.stored.values()].flatMap(({ texts }) => texts));
    for (const texts of Object.values(this.read))
      for (const text of texts) if (!left.has(text)) texts.delete(text);
  }

  /** A model reads one passage. */
  readPassage(model: typeof OLD, passage: number, text: string): void {
    const vectors = [{ passage, hash: digestOf(text, 16), vector: vectorOf(text, model.model) }];
    if (model === NEW) this.writer.keepVectors({ vectors });
    else {
      this.writer.close();
      const before = this.#open(OLD);
      before.keepVectors({ vectors });
      before.close();
      this.writer = this.#open(NEW);
    }
    this.read[model.model]?.add(text);
  }

  live(which: 'heavy' | 'leaving'): number[] {
    const shared = this.writer.codes[which];
    if (shared === null) return [];
    const { live, used } = new ResidentCodes(shared);
    return Array.from(live.subarray(0, used).keys()).filter((place) => live[place] === 1);
  }
}

it('of two models each passage has the code of the newer that read it, after any change and any end', async () => {
  await using folder = await temporaryFolder();
  const library = new Changing(`${folder.path}/index.db`);
  const random = seededRandom(5);
  const any = <Item>(items: readonly Item[]): Item => items[below(items.length, random)]!;
  for (let step = 0; step < STEPS; step += 1) {
    const turn = below(10, random);
    const place = library.stored.size === 0 ? undefined : any([...library.stored.values()]);
    if (turn < 3)
      library.store(
        any(PATHS),
        [any(WORDS), any(WORDS)].filter((_, index, all) => all.indexOf(all[index]!) === index),
      );
    else if (turn === 3) library.drop(any(PATHS));
    else if (turn === 4) library.reopen();
    else if (place !== undefined) {
      const index = below(place.texts.length, random);
      library.readPassage(turn < 7 ? OLD : NEW, place.first + index, place.texts[index]!);
    }
    expect([step, ...faults(library)]).toEqual([step]);
  }
  library.reopen();
  expect(faults(library)).toEqual([]);
  library.writer.close();
});

/**
 * A passage that lay there before another of its text was read has no code yet, though the vector is stored: so codes
 * are held to what they may be at most, and whoever has the newer one never has the older.
 */
function faults(library: Changing): string[] {
  const texts = new Map(
    [...library.stored.values()].flatMap(({ first, texts: all }) =>
      all.map((text, index) => [first + index, text] as const),
    ),
  );
  const isRead = (model: typeof OLD, passage: number): boolean =>
    library.read[model.model]?.has(texts.get(passage) ?? '') ?? false;
  const [now, before] = [library.live('heavy'), library.live('leaving')];
  return [
    ...now.filter((passage) => !isRead(NEW, passage)).map((passage) => `${passage} was not read anew`),
    ...before.filter((passage) => !isRead(OLD, passage)).map((passage) => `${passage} was not read before`),
    ...now.filter((passage) => before.includes(passage)).map((passage) => `${passage} has both codes`),
  ];
}

it('when all is read anew nothing of the model before is left, and the file is smaller', async () => {
  await using folder = await temporaryFolder();
  const file = `${folder.path}/index.db`;
  const library = new Changing(file);
  library.store('a', WORDS);
  WORDS.forEach((text, index) => library.readPassage(OLD, 1 + index, text));
  WORDS.forEach((text, index) => library.readPassage(NEW, 1 + index, text));
  library.writer.settle();
  const { size } = statSync(file);
  for (let times = 0; times < 2; times += 1) library.writer.dropOtherModels();
  const connection = openForReading(file);
  expect(vectorOfPassage(connection, findModel(connection, OLD.model), 1)).toBeUndefined();
  expect(vectorOfPassage(connection, findModel(connection, NEW.model), 1)).toEqual(
    vectorOf('one', NEW.model),
  );
  connection.close();
  library.writer.close();
  expect(statSync(file).size).toBeLessThan(size);
});
