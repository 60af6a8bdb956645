import { realpathSync } from 'node:fs';

import { Deepener } from '../indexing/deepener.ts';
import { ExtractPool } from '../indexing/extract-pool.ts';
import { Indexer } from '../indexing/indexer.ts';
import { InklingError } from '../lib/errors.ts';
import { INDEX_DAMAGED } from '../storage/damage.ts';
import { engineCalls } from './engine-calls.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { requireRoom } from '../storage/library-folder.ts';
import { Library } from './library.ts';
import { openLibrary, type OpenLibrary } from './open-library.ts';
import { readOnBattery } from './power.ts';
import { startRecognising } from './start-recognising.ts';
import { Searches } from './searches.ts';

/**
 * Opens a library and everything that serves it; a damaged index is made anew, for nothing in it is the person's own.
 * @throws InklingError LIBRARY_IN_USE, LIBRARY_NEWER, LIBRARY_UNREADABLE, LIBRARY_UNWRITABLE, MODEL_MISSING, MODEL_CORRUPT
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  try {
    return await startEngine(options);
  } catch (thrown) {
    if (!(thrown instanceof InklingError) || thrown.code !== INDEX_DAMAGED) throw thrown;
    // It is marked: this start removes it.
    return startEngine(options);
  }
}

async function startEngine(options: EngineOptions): Promise<Engine> {
  const open = await openLibrary(options.library, options.spawn);
  try {
    return await wireEngine(options, open);
  } catch (thrown) {
    await open.close().catch(() => undefined);
    throw thrown;
  }
}

async function wireEngine(
  { library: folder, spawn, watch, onBattery = readOnBattery, ephemeral = false }: EngineOptions,
  open: OpenLibrary,
): Promise<Engine> {
  const { person, readers, writer, inference, heavyCodes } = open;
  const extraction = new ExtractPool({
    spawn,
    lightModel: open.light.folder,
    processes: open.processes,
    folders: () => person.roots().map(({ path }) => path),
  });
  const changed = (): void => {
    library.changed();
  };
  const indexer = new Indexer({
    writer,
    extract: (path) => extraction.extract(path),
    capacity: extraction.capacity,
    rootPath: (root) => library.rootPath(root),
    library: realpathSync(folder),
    onChange: changed,
    requireRoom: () => requireRoom(folder),
  });
  const deepener = new Deepener({
    next: (after, limit) => readers.calls.shallow({ after, limit }),
    embed: (text, signal) => inference.embed(text, 'background', signal),
    keep: (vectors) => writer.keepVectors({ vectors }),
    count: () => readers.calls.deepened(undefined),
    onChange: changed,
  });
  const recognising = startRecognising(open, { spawn, ephemeral, onChange: changed });
  const library: Library = new Library({
    folder,
    person,
    readers,
    writer,
    indexer,
    deepener,
    recognising,
    heavyCodes,
    ephemeral,
    watch,
    onBattery,
  });
  const searches = new Searches({
    readers,
    inference,
    // What cannot be kept, as while the library closes, is made again when it is needed.
    keep: ephemeral ? undefined : (vectors) => void writer.keepVectors({ vectors }).catch(() => undefined),
    ignoreStored: ephemeral,
    timeless: false,
    notes: () => waitingNote(library.filesWaiting),
  });
  await library.start();
  void recodeAll(writer);

  return engineCalls({ folder, open, spawn, library, extraction, searches });
}

/** Codes of an earlier version are made anew while searches go on, a page at a time; what is left waits for the next start. */
async function recodeAll(writer: OpenLibrary['writer']): Promise<void> {
  try {
    while (await writer.recode(undefined));
  } catch {
    // The library closed meanwhile.
  }
}

function waitingNote(files: number): { code: string; text: string }[] {
  if (files === 0) return [];
  const count = new Intl.NumberFormat('en').format(files);
  return [{ code: 'FILES_WAITING', text: `${count} ${files === 1 ? 'file' : 'files'} not read yet` }];
}
