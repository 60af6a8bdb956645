import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { CodeMaker } from '../../src-main/storage/code-making.ts';
import { CodePageWriter } from '../../src-main/storage/code-pages.ts';
import { openForWriting } from '../../src-main/storage/connection.ts';
import { CODE_BYTES, HASH_BYTES, type PreparedContent } from '../../src-main/storage/content.ts';
import { DocumentWriter } from '../../src-main/storage/document-writer.ts';
import { HeavyCodes } from '../../src-main/storage/heavy-codes.ts';
import { IndexWriter } from '../../src-main/storage/index-writer.ts';
import type { WriterOptions } from '../../src-main/storage/library-writer.ts';
import { migrate } from '../../src-main/storage/migrate.ts';
import { indexMigrations } from '../../src-main/storage/migrations/index-database.ts';
import { ResidentCodes } from '../../src-main/storage/resident-codes.ts';
import { PassageReader } from '../../src-main/storage/passage-reader.ts';
import { TextReader, TextWriter } from '../../src-main/storage/text-blocks.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const LIGHT_MODEL = 1;
export const HEAVY_MODEL = 2;
export const HEAVY_CODE = 3;
/** What an earlier version stored codes under. */
export const OUTDATED_CODE = 4;
/** Of another width than light ones. */
export const HEAVY_CODE_BYTES = 48;

/** A code that follows from the vector alone; nothing near to it means anything. */
export const codeOfVector = (vector: Int8Array): Uint8Array => digestOf(vector.join(), HEAVY_CODE_BYTES);

/** Codes that follow from the vector, the light code and what was learnt: of so many passages, the first of all light bytes. */
export const madeMaker: CodeMaker = {
  codeOf: (fit) => (vector, light) =>
    fit === null
      ? codeOfVector(vector)
      : digestOf(`${fit.join()} ${vector.join()} ${light.join()}`, HEAVY_CODE_BYTES),
  learner: () => {
    const learnt = { passages: 0, lights: 0 };
    return {
      add: (_, light) => {
        learnt.passages += 1;
        learnt.lights = (learnt.lights + (light[0] ?? 0)) % 256;
      },
      fit: () => Uint8Array.of(learnt.passages >> 8, learnt.passages & 255, learnt.lights),
    };
  },
};
/** What codes of an edition are stored under. */
export const codeModelOf = (edition: number): number => (edition === 0 ? HEAVY_CODE : 100 + edition);

/** What a writer of a library is made with. */
export const writerOptions = (file: string): WriterOptions => ({
  file,
  lightModel: 'light@1',
  heavy: { model: 'heavy@1', code: 'heavy@1#1', maker: madeMaker },
  heavyCodeBytes: HEAVY_CODE_BYTES,
});

/** What a made content may say beside its passages. */
export interface MadeContent {
  readonly title?: string | null;
  readonly format?: string;
  readonly heading?: string;
  readonly dataLike?: boolean;
  readonly shortfall?: PreparedContent['shortfall'];
}

export function digestOf(text: string, bytes: number): Uint8Array {
  return Uint8Array.from(createHash('shake256', { outputLength: bytes }).update(text).digest());
}

/** A content of the passages given, blank lines between them; hashes and codes follow from the text. */
export function contentOf(passages: readonly string[], made: MadeContent = {}): PreparedContent {
  const { title = null, format = 'text', heading, dataLike = false, shortfall = null } = made;
  let next = 0;
  const starts = Uint32Array.from(passages, (passage) => {
    const start = next;
    next += passage.length + 2;
    return start;
  });
  const text = passages.join('\n\n');
  return {
    hash: digestOf(`${format} ${text}`, HASH_BYTES),
    format,
    title,
    fields: {},
    dataLike,
    shortfall,
    text,
    passages: {
      starts,
      lengths: Uint32Array.from(passages, (passage) => passage.length),
      pages: new Uint32Array(passages.length),
      headingOf: new Int32Array(passages.length).fill(heading === undefined ? -1 : 0),
      headings: heading === undefined ? [] : [heading],
      hashes: Buffer.concat(passages.map((passage) => digestOf(passage, HASH_BYTES))),
      codes: Buffer.concat(passages.map((passage) => digestOf(passage, CODE_BYTES))),
    },
    light: new Int8Array(digestOf(`${format} ${text} light`, CODE_BYTES * 8)),
  };
}

/** An index.db of its own with all that writes to it, gone at the end of the test. */
export async function storedLibrary() {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'index.db');
  const connection = openForWriting(file, { durable: false });
  migrate(connection, indexMigrations);
  const resident = new ResidentCodes();
  const documents = new DocumentWriter(connection);
  const heavyResident = ResidentCodes.ofWidth(HEAVY_CODE_BYTES);
  const heavy = new HeavyCodes({
    connection,
    vectorModel: HEAVY_MODEL,
    codeModelOf,
    codeModels: [HEAVY_CODE, OUTDATED_CODE],
    resident: heavyResident,
    light: resident,
    maker: madeMaker,
  });
  const index = new IndexWriter({ connection, lightModel: LIGHT_MODEL, resident, heavy });
  const look = documents.beginLook(1);
  /** Sees a file of root 1 and answers with its document. */
  const see = (path: string): number => {
    documents.seeFiles(1, look, [{ path, size: 1, modified: 1 }], false);
    const row = connection
      .prepare<[string], { id: number }>('SELECT id FROM documents WHERE root = 1 AND path = ?')
      .get(path);
    return row?.id ?? 0;
  };
  const add = (path: string, content: PreparedContent | readonly string[]): number => {
    const document = see(path);
    index.store([{ document, content: 'hash' in content ? content : contentOf(content) }]);
    return document;
  };
  const drop = (path: string): void => {
    connection.prepare<[string], never>('DELETE FROM documents WHERE path = ?').run(path);
  };
  const one = (sql: string): unknown => Object.values(connection.prepare<[], object>(sql).get() ?? {})[0];
  const dispose = async () => {
    connection.close();
    await folder[Symbol.asyncDispose]();
  };
  const texts = new TextReader(connection);
  return {
    folder: folder.path,
    file,
    connection,
    resident,
    heavyResident,
    heavy,
    lightModel: LIGHT_MODEL,
    documents,
    index,
    look,
    see,
    add,
    drop,
    one,
    texts,
    passages: new PassageReader(connection, texts),
    textWriter: new TextWriter(connection),
    codeWriter: new CodePageWriter(connection, LIGHT_MODEL, CODE_BYTES),
    [Symbol.asyncDispose]: dispose,
  };
}
