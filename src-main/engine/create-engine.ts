import { Deepener } from '../indexing/deepener.ts';
import { ExtractPool } from '../indexing/extract-pool.ts';
import { Indexer } from '../indexing/indexer.ts';
import { engineCalls } from './engine-calls.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { Library } from './library.ts';
import { openLibrary } from './open-library.ts';
import { Searches } from './searches.ts';

/**
 * Opens a library and everything that serves it.
 * @throws InklingError LIBRARY_IN_USE, LIBRARY_NEWER, LIBRARY_UNWRITABLE, MODEL_MISSING, MODEL_CORRUPT
 */
export async function createEngine({
  library: folder,
  spawn,
  ephemeral = false,
}: EngineOptions): Promise<Engine> {
  const open = await openLibrary(folder, spawn);
  const { person, readers, writer, inference } = open;
  const extraction = new ExtractPool({ spawn, lightModel: open.light.folder, processes: open.processes });
  const changed = (): void => {
    library.changed();
  };
  const indexer = new Indexer({
    writer,
    extract: (path) => extraction.extract(path),
    capacity: extraction.capacity,
    rootPath: (root) => library.rootPath(root),
    onChange: changed,
  });
  const deepener = new Deepener({
    next: (after, limit) => readers.calls.shallow({ after, limit }),
    embed: (text, signal) => inference.embed(text, 'background', signal),
    keep: (vectors) => writer.keepVectors({ vectors }),
    count: () => readers.calls.deepened(undefined),
    onChange: changed,
  });
  const library: Library = new Library({ folder, person, readers, writer, indexer, deepener, ephemeral });
  const searches = new Searches({
    readers,
    inference,
    keep: ephemeral ? undefined : (vectors) => void writer.keepVectors({ vectors }),
    ignoreStored: ephemeral,
    timeless: false,
    notes: () => waitingNote(library.filesWaiting),
  });
  await library.start();

  return engineCalls({ folder, open, library, extraction, searches });
}

function waitingNote(files: number): { code: string; text: string }[] {
  if (files === 0) return [];
  const count = new Intl.NumberFormat('en').format(files);
  return [{ code: 'FILES_WAITING', text: `${count} ${files === 1 ? 'file' : 'files'} not read yet` }];
}
