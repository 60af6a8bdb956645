import { availableParallelism } from 'node:os';

import { InferencePool } from '../embed/heavy/inference-pool.ts';
import type { Calls } from '../lib/calls.ts';
import type { Spawn } from '../lib/processes.ts';
import { closeToOthers, prepareLibraryFolder } from '../storage/library-folder.ts';
import { lockLibrary } from '../storage/lock.ts';
import { openPersonDatabase } from '../storage/person-database.ts';
import { PersonStore } from '../storage/person.ts';
import { heavyModel, lightModel, type InstalledModel } from './models.ts';
import { Readers, startWriter } from './threads.ts';
import type { WriteHandlers } from './write-thread.ts';

/** What every use of a library stands on: databases, threads and inference. */
export interface OpenLibrary {
  readonly folder: string;
  readonly person: PersonStore;
  readonly writer: Calls<WriteHandlers>;
  readonly readers: Readers;
  readonly inference: InferencePool;
  readonly light: InstalledModel;
  readonly heavy: InstalledModel;
  /** Processes of each kind that may work at once. */
  readonly processes: number;
  close(): Promise<void>;
}

const READ_THREADS = 2;

/**
 * Locks and opens a library.
 * @throws InklingError LIBRARY_IN_USE, LIBRARY_NEWER, LIBRARY_UNWRITABLE, MODEL_MISSING, MODEL_CORRUPT
 */
export async function openLibrary(folder: string, spawn: Spawn): Promise<OpenLibrary> {
  const files = prepareLibraryFolder(folder);
  const lock = lockLibrary(files.lock);
  const person = new PersonStore(openPersonDatabase(files.person));
  const light = lightModel();
  const heavy = heavyModel();
  const processes = availableParallelism();
  const writer = startWriter();
  const { codes } = await writer.calls.open({
    file: files.index,
    lightModel: light.key,
    heavyModel: heavy.key,
  });
  const readers = await Readers.start(READ_THREADS, {
    file: files.index,
    codes,
    lightModelFolder: light.folder,
    heavyModel: heavy.key,
  });
  closeToOthers(folder);
  const inference = new InferencePool({
    spawn,
    modelFolder: heavy.folder,
    processes,
    background: Math.max(1, processes - 1),
  });
  return {
    folder,
    person,
    writer: writer.calls,
    readers,
    inference,
    light,
    heavy,
    processes,
    close: async () => {
      await inference.close();
      await readers.close();
      await writer.close();
      person.close();
      lock.release();
    },
  };
}
