import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';

import { OEM, createWorker } from 'tesseract.js';

import { normaliseText } from './normalise.ts';
import { pictureSize } from './picture-size.ts';
import type { PictureSize } from './picture-size.ts';
import { failure } from './reasons.ts';

/** A page of A4 at 350 dots an inch, or a telephone's photograph; takes 250 to 450 MB while it is recognised. */
const PIXEL_LIMIT = 12_500_000;
/** A dense page takes 4 seconds; what takes this long is no page. */
const TIME_LIMIT_MILLISECONDS = 60_000;

/** A rendered page: one byte a pixel, 0 black to 255 white, row by row. */
export interface Bitmap extends PictureSize {
  readonly grey: Uint8Array;
}

export interface RecognisedText {
  readonly text: string;
  /** 0 to 100; below 50 it is hardly text. */
  readonly confidence: number;
}

export interface RecogniseOptions {
  /** Three-letter codes of language data; all of them lie in the folder of the first. Inkling comes with eng. */
  readonly languages?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * The text of a picture: a PNG or JPEG file, or a bitmap. The engine (Tesseract 5, LSTM only) works in a thread of its
 * own that ends with the answer; it fetches nothing and writes nothing.
 */
export async function recognise(
  picture: Uint8Array | Bitmap,
  { languages = ['eng'], signal }: RecogniseOptions = {},
): Promise<RecognisedText> {
  const size = picture instanceof Uint8Array ? pictureSize(picture) : picture;
  if (size === null) throw failure('FILE_BROKEN');
  if (size.width * size.height > PIXEL_LIMIT) throw failure('PICTURE_TOO_LARGE');
  signal?.throwIfAborted();
  const image = Buffer.from(picture instanceof Uint8Array ? picture : portableGreyMap(picture));
  const engine = startEngine(languages);
  try {
    return await Promise.race([readText(engine.worker, image), engine.broken, ended(signal)]);
  } finally {
    // Not awaited: a broken start never settles.
    void engine.worker.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
  }
}

type Worker = Awaited<ReturnType<typeof createWorker>>;

interface Engine {
  readonly worker: Promise<Worker>;
  /** Rejects when the engine refuses its data or the picture; it says so nowhere else. */
  readonly broken: Promise<never>;
}

function startEngine(languages: readonly string[]): Engine {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  const worker = createWorker([...languages], OEM.LSTM_ONLY, {
    langPath: languageFolder(languages[0] ?? ''),
    cachePath: tmpdir(),
    cacheMethod: 'none',
    gzip: true,
    errorHandler: () => reject(failure('FILE_BROKEN')),
  });
  return { worker, broken: promise };
}

async function readText(starting: Promise<Worker>, image: Buffer): Promise<RecognisedText> {
  const worker = await starting;
  const { data } = await worker.recognize(image, {}, { text: true });
  return { text: normaliseText(data.text), confidence: data.confidence };
}

/** Rejects when nobody waits any longer, or it takes too long. */
async function ended(signal: AbortSignal | undefined): Promise<never> {
  const timeout = AbortSignal.timeout(TIME_LIMIT_MILLISECONDS);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  return new Promise((_, reject) => {
    either.addEventListener('abort', () =>
      reject(timeout.aborted ? failure('RECOGNITION_TOO_LONG') : either.reason),
    );
  });
}

/** The data of each language is a package of its own; the small models serve. */
function languageFolder(language: string): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`));
}

/** The plainest file a bitmap can be (PGM): a line of size, then the pixels. */
function portableGreyMap({ width, height, grey }: Bitmap): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey]);
}
