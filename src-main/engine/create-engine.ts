import type { DocumentText } from '../contract/index.ts';
import { Deepener } from '../indexing/deepener.ts';
import { ExtractPool } from '../indexing/extract-pool.ts';
import { Indexer } from '../indexing/indexer.ts';
import { InklingError } from '../lib/errors.ts';
import { examine } from './doctor.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { completeFolder } from './folders.ts';
import { Library } from './library.ts';
import { installedModels } from './models.ts';
import { openLibrary } from './open-library.ts';
import { Searches } from './searches.ts';
import { readSettings, writeSettings } from './settings.ts';
import type { Readers } from './threads.ts';

/**
 * Opens a library and everything that serves it.
 * @throws InklingError LIBRARY_IN_USE, LIBRARY_NEWER, LIBRARY_UNWRITABLE, MODEL_MISSING, MODEL_CORRUPT
 */
export async function createEngine({ library: folder, spawn, ephemeral = false }: EngineOptions): Promise<Engine> {
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

  return {
    search: (request, signal) => searches.run(request, signal),
    status: () => library.freshStatus(),
    errors: () => library.errors(),
    progress: (signal) => library.follow(signal),
    addFolder: (path) => library.add(path),
    forgetFolder: (path) => library.forget(path),
    lookAgain: (path) => Promise.resolve(library.lookAgain(path)),
    settle: (deep, signal) => library.settle(deep, signal),
    pause: (what) => library.pause(what),
    completeFolder: (prefix) => Promise.resolve(completeFolder(prefix)),
    readDocument: (path, start, length) => readDocument({ library, readers }, path, { start, length }),
    doctor: async (digest) => ({
      checks: await examine({ calls: readers.calls, models: [open.light, open.heavy], library: folder }),
      digest: digest ? await readers.calls.digest(undefined) : null,
    }),
    models: () => Promise.resolve(installedModels()),
    settings: () => Promise.resolve(readSettings(person)),
    changeSettings: async (change) => {
      const before = readSettings(person);
      writeSettings(person, change);
      await library.applied(before, readSettings(person));
      return readSettings(person);
    },
    savedSearches: () => Promise.resolve(person.savedSearches()),
    saveSearch: (search) => {
      person.saveSearch(search);
      return Promise.resolve(person.savedSearches());
    },
    unsaveSearch: (name) => {
      person.unsaveSearch(name);
      return Promise.resolve(person.savedSearches());
    },
    close: async () => {
      await extraction.close();
      await library.close();
      await open.close();
    },
  };
}

function waitingNote(files: number): { code: string; text: string }[] {
  if (files === 0) return [];
  const count = new Intl.NumberFormat('en').format(files);
  return [{ code: 'FILES_WAITING', text: `${count} ${files === 1 ? 'file' : 'files'} not read yet` }];
}

async function readDocument(
  { library, readers }: { readonly library: Library; readonly readers: Readers },
  path: string,
  part: { readonly start: number; readonly length: number },
): Promise<DocumentText> {
  const place = library.locate(path);
  const stored =
    place === undefined ? undefined : await readers.calls.text({ root: place.root, path: place.relative, ...part });
  if (stored === undefined) {
    throw new InklingError('DOCUMENT_UNKNOWN', {
      cause: 'This file is not in the library; it was moved, deleted or left out since.',
      remedy: 'Look again for changes.',
    });
  }
  const { document, title, format, length, text, places } = stored;
  const name = document.path.slice(document.path.lastIndexOf('/') + 1);
  return {
    path,
    name,
    title: title ?? name,
    format,
    size: document.size,
    modified: document.modified,
    length,
    start: part.start,
    text,
    places: [...places],
  };
}
