import type { FileError } from '../contract/index.ts';
import type { ExtractedDocument } from '../indexing/extract-process.ts';
import type { Calls } from '../lib/calls.ts';
import { normaliseError } from '../lib/errors.ts';
import type { ReadOutcome } from '../storage/index-writer.ts';
import { findFile } from './find-file.ts';
import type { Library } from './library.ts';
import type { Readers } from './threads.ts';
import type { WriteHandlers } from './write-thread.ts';

export interface RetryingOptions {
  readonly library: Library;
  readonly readers: Readers;
  readonly writer: Calls<WriteHandlers>;
  readonly extract: (path: string) => Promise<ExtractedDocument>;
  /** Languages whose words are looked for in pictures, joined. */
  readonly languages: () => string;
}

/** What says nothing of the document: a folder could not be looked into, or the file is not there now. */
const OF_ITS_PLACE: ReadonlySet<string> = new Set(['NOT_A_FILE', 'FILE_VANISHED']);

/**
 * Reads one file again, with all that is in it, or looks into a folder again; answers why it still cannot be read, or
 * only in part.
 * @throws InklingError DOCUMENT_UNKNOWN, also where it left meanwhile
 */
export async function retryFile(options: RetryingOptions, path: string): Promise<FileError | null> {
  const { library, writer, languages } = options;
  const { file, row } = await findFile(options, path);
  const outcome = await readAgain(options, file, row.id);
  if (outcome === null) {
    await library.lookOver(row.root);
    // A folder that can be looked into is listed no more.
    if (row.code?.startsWith('FOLDER_') !== true) await findFile(options, path);
  } else {
    await writer.store({ outcomes: [outcome] });
    await writer.recogniseAgain({ languages: languages(), of: row.id });
    await writer.settle(undefined);
  }
  library.changed();
  return (await library.errors()).find((error) => error.path === path) ?? null;
}

/** Null where a look at what lies around it tells more. */
async function readAgain(
  { extract }: RetryingOptions,
  file: string,
  document: number,
): Promise<ReadOutcome | null> {
  try {
    return { document, ...(await extract(file)) };
  } catch (thrown) {
    const error = normaliseError(thrown);
    if (OF_ITS_PLACE.has(error.code)) return null;
    if (error.code === 'ENGINE_CLOSED') throw error;
    return { document, code: error.code, cause: error.message };
  }
}
