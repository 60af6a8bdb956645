import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';

import { packageRoot } from '../../lib/entry.ts';
import { InklingError } from '../../lib/errors.ts';
import { PieceTrie } from './piece-trie.ts';
import { parseLightManifest, type LightManifest } from './light-manifest.ts';
import { kernelTable, type KernelTable } from './row-sums.ts';

/** Punctuation the tokeniser meets outside of words: ASCII's and the typographic signs below U+2027. */
const SIGNS = 0x2027;

/** A static embedder: one vector a piece, a text is the mean of its pieces (as in model2vec, Tulkens and van Dongen, 2024). */
export interface LightModel extends KernelTable {
  readonly manifest: LightManifest;
  readonly dimensions: number;
  /** Row-major, one row of `dimensions` a piece. */
  readonly table: Int8Array;
  /** What one step of the table is worth, by dimension. */
  readonly scales: Float32Array;
  /** The mean embedding of ordinary text: where a code's bits turn. */
  readonly centre: Float32Array;
  readonly vocabulary: readonly string[];
  readonly trie: PieceTrie;
  readonly unknownId: number;
  /** The id of a sign of punctuation, by its UTF-16 unit. */
  readonly signs: Uint16Array;
  /** The WebAssembly that adds rows of the table. */
  readonly kernel: Uint8Array<ArrayBuffer>;
  /** 1 for pieces that carry no reading: [UNK] and single letters, alone or inside a word. */
  readonly unreadable: Uint8Array;
}

/** Code of ours, whichever model it serves: a packaged app's models lie elsewhere. */
const KERNEL = join('resources', 'wasm', 'light-sums.wasm');

const TABLE = 'table.bin';

/** Loads `manifest.json` and the files it names, each verified by its sha256; throws MODEL_CORRUPT. */
export function loadLightModel(directory: string): LightModel {
  const manifest = parseLightManifest(readFile(directory, 'manifest.json').toString('utf8'), directory);
  const file = (name: string): Buffer => readVerified(directory, name, manifest);
  const vocabulary = file('vocabulary.txt').toString('utf8').trimEnd().split('\n');
  const floats = file('scales.bin');
  const { dimensions } = manifest;
  if (floats.length !== 8 * dimensions) throw corrupt(directory, 'its parts do not fit each other');
  const scales = new Float32Array(floats.buffer.slice(floats.byteOffset, floats.byteOffset + floats.length));
  const unknownId = vocabulary.indexOf('[UNK]');
  return {
    manifest,
    dimensions,
    ...readTable(directory, manifest, vocabulary.length * dimensions),
    scales: scales.subarray(0, dimensions),
    centre: scales.subarray(dimensions),
    vocabulary,
    kernel: Uint8Array.from(readFile(packageRoot(), KERNEL)),
    trie: new PieceTrie(vocabulary),
    unknownId,
    signs: signIds(vocabulary, unknownId),
    unreadable: Uint8Array.from(vocabulary, (piece) =>
      piece === '[UNK]' || /^(##)?\p{L}$/u.test(piece) ? 1 : 0,
    ),
  };
}

function signIds(vocabulary: readonly string[], unknownId: number): Uint16Array {
  const signs = new Uint16Array(SIGNS).fill(unknownId);
  vocabulary.forEach((piece, id) => {
    if (piece.length === 1 && piece.charCodeAt(0) < SIGNS) signs[piece.charCodeAt(0)] = id;
  });
  return signs;
}

/** Reads the table where the kernel wants it: a copy beside it would stay until the heap is next swept, in every process. */
function readTable(directory: string, manifest: LightManifest, length: number): KernelTable {
  const made = kernelTable(length);
  const { buffer, byteOffset } = made.table;
  const bytes = new Uint8Array(buffer, byteOffset, length);
  reading(directory, TABLE, (path) => {
    const file = openSync(path, 'r');
    try {
      for (let at = 0, read = -1; at < length && read !== 0; at += read)
        read = readSync(file, bytes, at, length - at, at);
    } finally {
      closeSync(file);
    }
  });
  verify(directory, TABLE, { manifest, bytes });
  return made;
}

function readVerified(directory: string, name: string, manifest: LightManifest): Buffer {
  const bytes = readFile(directory, name);
  verify(directory, name, { manifest, bytes });
  return bytes;
}

interface Verified {
  readonly manifest: LightManifest;
  readonly bytes: Uint8Array;
}

function verify(directory: string, name: string, { manifest, bytes }: Verified): void {
  const expected = manifest.files.find((file) => file.name === name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (expected?.sha256 !== sha256)
    throw corrupt(directory, `${name} does not have the checksum of the manifest`);
}

function readFile(directory: string, name: string): Buffer {
  return reading(directory, name, (path) => readFileSync(path));
}

function reading<Result>(directory: string, name: string, read: (path: string) => Result): Result {
  try {
    return read(join(directory, name));
  } catch (error) {
    throw corrupt(
      directory,
      `${name} cannot be read (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

export function corrupt(directory: string, cause: string): InklingError {
  return new InklingError('MODEL_CORRUPT', {
    cause: `The model in ${directory} is damaged: ${cause}.`,
    remedy: 'Install Inkling again, or put the original files back.',
  });
}
