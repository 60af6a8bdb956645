import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { OEM, createWorker } from 'tesseract.js';
import type { Block, Word } from 'tesseract.js';

import { normaliseText } from './normalise.ts';
import { PIXEL_LIMIT, pictureSize } from './picture-size.ts';
import type { PictureSize } from './picture-size.ts';
import { failure } from './reasons.ts';
import { languageFile } from './recognition-data.ts';

/** Of 100; what is less sure is a shadow or a leaf, hardly ever a word. */
const LEAST_CONFIDENCE = 50;
/** Letters and digits; specks and leaves are taken for shorter words, text is made of longer ones by half at least. */
const LONG_WORD = 3;

/** A rendered page: one byte a pixel, 0 black to 255 white, row by row. */
export interface Bitmap extends PictureSize {
  readonly grey: Uint8Array;
}

type Engine = Awaited<ReturnType<typeof createWorker>>;

/**
 * Recognises words in pictures: PNG, JPEG, TIFF (its first page) and WebP files, and bitmaps. The engine (Tesseract 5,
 * LSTM only) works in a thread of its own that ends with `close`; it fetches nothing and writes nothing.
 */
export class Recognition {
  readonly #languages: readonly string[];
  #engine: Promise<Engine> | null = null;
  /** Rejects when the engine refuses its data or a picture; it says so nowhere else. */
  #broken = Promise.withResolvers<never>();

  /** @param languages three-letter codes of installed language data, the likeliest first */
  constructor(languages: readonly string[]) {
    this.#languages = languages;
  }

  /** The words of a picture, lines and paragraphs apart; '' where it has none. */
  async read(picture: Uint8Array | Bitmap): Promise<string> {
    const size = picture instanceof Uint8Array ? pictureSize(picture) : picture;
    if (size === null) throw failure('FILE_BROKEN');
    if (size.width * size.height > PIXEL_LIMIT) throw failure('PICTURE_TOO_LARGE');
    const image = Buffer.from(picture instanceof Uint8Array ? picture : portableGreyMap(picture));
    this.#engine ??= this.#start();
    try {
      return await Promise.race([readWords(this.#engine, image), this.#broken.promise]);
    } catch (thrown) {
      // What broke may be broken for the next picture too.
      this.close();
      throw thrown;
    }
  }

  close(): void {
    const engine = this.#engine;
    this.#engine = null;
    // Not awaited: a broken start never settles.
    void engine?.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
  }

  async #start(): Promise<Engine> {
    this.#broken = Promise.withResolvers<never>();
    this.#broken.promise.catch(() => undefined);
    const { reject } = this.#broken;
    const [first = '', ...others] = this.#languages;
    const loaded = [first];
    const engine = await createWorker(loaded, OEM.LSTM_ONLY, {
      langPath: dirname(languageFile(first)),
      cachePath: tmpdir(),
      cacheMethod: 'none',
      gzip: true,
      errorHandler: () => reject(failure('FILE_BROKEN')),
    });
    if (others.length === 0) return engine;
    // It loads from one folder only: the others' data is put where it looks, and its own list told that it is there.
    for (const language of others)
      await engine.FS('writeFile', [
        `./${language}.traineddata`,
        gunzipSync(readFileSync(languageFile(language))),
      ]);
    loaded.push(...others);
    await engine.reinitialize(loaded.join('+'), OEM.LSTM_ONLY);
    return engine;
  }
}

async function readWords(starting: Promise<Engine>, image: Buffer): Promise<string> {
  const engine = await starting;
  const { data } = await engine.recognize(image, {}, { blocks: true });
  return wordsOf(data.blocks ?? []);
}

/** What is likely a word, a paragraph apart from the next by an empty line. */
function wordsOf(blocks: readonly Block[]): string {
  const paragraphs = blocks.flatMap(({ paragraphs: inner }) =>
    inner.map(({ lines }) =>
      lines
        .map(({ words }) => words.filter(isLikely).map(({ text }) => text))
        .filter((words) => words.length > 0)
        .map((words) => words.join(' '))
        .join('\n'),
    ),
  );
  const text = normaliseText(paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'));
  return isText(text) ? text : '';
}

function isText(text: string): boolean {
  const lengths = text.split(/\s+/).map((word) => word.match(/[\p{L}\p{N}]/gu)?.length ?? 0);
  const long = sum(lengths.filter((length) => length >= LONG_WORD));
  return long > 0 && long * 2 >= sum(lengths);
}

function isLikely({ text, confidence }: Word): boolean {
  return confidence >= LEAST_CONFIDENCE && /[\p{L}\p{N}]/u.test(text);
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}

/** The plainest file a bitmap can be (PGM): a line of size, then the pixels. */
function portableGreyMap({ width, height, grey }: Bitmap): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]);
}
