import { availableParallelism } from 'node:os';

import { InferencePool, type InferencePoolOptions } from '../embed/heavy/inference-pool.ts';
import type { Calls } from '../lib/calls.ts';
import type { Share, Spawn } from '../lib/processes.ts';
import { setAsideDamaged } from '../storage/damage.ts';
import { DEEP_CALIBRATION, LATE_CALIBRATION } from '../search/calibration.ts';
import { closeToOthers, prepareLibraryFolder, type LibraryFiles } from '../storage/library-folder.ts';
import { lockLibrary } from '../storage/lock.ts';
import { restoreWaiting } from '../storage/person-backup.ts';
import { PersonCopies } from '../storage/person-copies.ts';
import { openPersonDatabase, recoverPerson } from '../storage/person-database.ts';
import { PersonStore } from '../storage/person.ts';
import { eraseMarked } from './erasing.ts';
import { abandonMove, leaveFormer, moveMarked, requireHere, takeUnmoved } from './moving.ts';
import { indexSetAside, notMoved, Notices, personRestored } from './notices.ts';
import {
  chooseHeavyModel,
  lightModel,
  verifiedHeavyModel,
  type ChosenModel,
  type InstalledModel,
} from './models.ts';
import { shareOf } from './pace.ts';
import { readHeavyModel, readLeavingModel, readPace } from './settings.ts';
import { sweepModels } from './sweep-models.ts';
import type { ReadThreadOptions, ToldReader } from './read-thread.ts';
import { Readers, startWriter } from './threads.ts';
import type { ToldModel, WriteHandlers } from './write-thread.ts';

/** What every use of a library stands on: databases, threads and inference. */
export interface OpenLibrary {
  readonly files: LibraryFiles;
  readonly notices: Notices;
  readonly person: PersonStore;
  readonly writer: Calls<WriteHandlers>;
  /** Codes of every passage, in memory that threads share. */
  readonly codes: ReadThreadOptions['codes'];
  readonly readers: Readers;
  /** Resolves once the codes of stored vectors are in memory. */
  readonly heavyCodes: Promise<void>;
  readonly inference: InferencePool;
  /** The model whose place the one that reads now takes, and what asks it; null where no change goes on. */
  readonly leaving: LeavingModel | null;
  readonly light: InstalledModel;
  readonly chosen: ChosenModel;
  /** Where imported models lie. */
  readonly models: string;
  /** Processes of each kind that may work at once. */
  readonly processes: number;
  /** What of them background work may take now: readers, and those that read closely. */
  readonly shares: { readonly reading: () => Share; readonly deepening: () => Share };
  close(): Promise<void>;
}

/** A model that answers for the passages that the one chosen has not read yet. */
export interface LeavingModel {
  readonly model: InstalledModel;
  readonly inference: InferencePool;
}

type Closer = () => Promise<void> | void;

/**
 * Locks and opens a library; with the program's own model where the chosen one is gone or damaged.
 * @throws InklingError LIBRARY_IN_USE, LIBRARY_NEWER, LIBRARY_UNREADABLE, LIBRARY_UNWRITABLE, INDEX_DAMAGED, MODEL_MISSING, MODEL_CORRUPT
 */
export async function openLibrary(
  folder: string,
  spawn: Spawn,
  hasRoom?: () => boolean,
): Promise<OpenLibrary> {
  const closers: Closer[] = [];
  try {
    return await openParts({ folder, spawn, hasRoom, closers });
  } catch (thrown) {
    // What could not be opened may not close either; the reason is what counts.
    await closeAll(closers).catch(() => undefined);
    throw thrown;
  }
}

interface OpenOptions {
  readonly folder: string;
  readonly spawn: Spawn;
  readonly hasRoom: (() => boolean) | undefined;
  readonly closers: Closer[];
}

async function openParts({ folder, spawn, hasRoom, closers }: OpenOptions): Promise<OpenLibrary> {
  const files = prepareLibraryFolder(folder);
  takeHold(files, closers);
  const { person, notices } = openPerson(files);
  const unmoved = takeUnmoved(files);
  if (unmoved !== null) notices.tell(notMoved(unmoved));
  closers.push(() => person.close());
  const aside = setAsideDamaged(files.index);
  if (aside !== null) notices.tell(indexSetAside(aside));
  const light = lightModel();
  await sweepModels(files.models);
  const chosen = await chooseHeavyModel(files.models, readHeavyModel(person));
  const { heavy } = chosen;
  const writer = startWriter();
  closers.push(() => writer.close());
  const readers = new Readers();
  closers.push(() => readers.close());
  const leaving = await leavingModel(files.models, person, heavy);
  const { codes } = await writer.calls.open({
    file: files.index,
    lightModel: light.key,
    heavy: toldModel(heavy),
    leaving: leaving && toldModel(leaving),
  });
  const heavyCodes = writer.calls.loadHeavyCodes(undefined);
  // Whoever counts by them hears of a failure.
  heavyCodes.catch(() => undefined);
  await readers.open({
    file: files.index,
    codes,
    lightModelFolder: light.folder,
    lightModel: light.key,
    heavy: toldReader(heavy),
    leaving: leaving && toldReader(leaving),
    lateCalibration: heavy.manifest.calibration === undefined ? LATE_CALIBRATION : null,
  });
  closeToOthers(folder);
  const processes = availableParallelism();
  const background = Math.max(1, processes - 1);
  const shares = sharesOf(person, processes, background);
  const start = (of: PoolOptions): InferencePool => startPool({ spawn, hasRoom, closers }, of);
  const inference = start({ modelFolder: heavy.folder, processes, background, share: shares.deepening });
  leaveFormer(files);
  return {
    files,
    notices,
    person,
    writer: writer.calls,
    codes,
    readers,
    heavyCodes,
    inference,
    leaving: leaving === undefined ? null : { model: leaving, inference: start(askedAlone(leaving)) },
    light,
    chosen,
    models: files.models,
    processes,
    shares,
    close: () => closeAll(closers),
  };
}

/** Locks the library; what a person had erased or restored is done before anything of it is open. */
function takeHold(files: LibraryFiles, closers: Closer[]): void {
  requireHere(files);
  const lock = lockLibrary(files.lock);
  closers.push(() => lock.release());
  // Moved with everything closed; a move that was broken off before that never was.
  abandonMove(files);
  closers.push(() => moveMarked(files));
  // Erased with everything closed; where an engine was killed before that, at the next start.
  eraseMarked(files);
  closers.push(() => eraseMarked(files));
  restoreWaiting(files.person);
}

/** The model before the chosen one, while that takes its place; one that is gone or damaged cannot be asked any more. */
async function leavingModel(
  models: string,
  person: PersonStore,
  heavy: InstalledModel,
): Promise<InstalledModel | undefined> {
  const name = readLeavingModel(person);
  if (name === undefined || name === heavy.manifest.name) return undefined;
  return verifiedHeavyModel(models, name).catch(() => undefined);
}

type PoolOptions = Omit<InferencePoolOptions, 'spawn' | 'hasRoom'>;

function startPool(
  { spawn, hasRoom, closers }: Pick<OpenOptions, 'spawn' | 'hasRoom' | 'closers'>,
  options: PoolOptions,
): InferencePool {
  const pool = new InferencePool({ spawn, ...options, ...(hasRoom !== undefined && { hasRoom }) });
  closers.push(() => pool.close());
  return pool;
}

/** It is asked for the vector of a question, and for nothing else. */
function askedAlone({ folder }: InstalledModel): PoolOptions {
  return { modelFolder: folder, processes: 1, background: 1 };
}

function toldModel({ key, manifest }: InstalledModel): ToldModel {
  return { key, dimensions: manifest.dimensions };
}

function toldReader(model: InstalledModel): ToldReader {
  return { ...toldModel(model), calibration: model.manifest.calibration ?? DEEP_CALIBRATION };
}

function sharesOf(person: PersonStore, processes: number, background: number): OpenLibrary['shares'] {
  return {
    reading: () => shareOf(readPace(person), processes),
    deepening: () => shareOf(readPace(person), background),
  };
}

/** What the person made, from its newest good copy where it was damaged. */
function openPerson({ person: file }: LibraryFiles): { person: PersonStore; notices: Notices } {
  const recovery = recoverPerson(file);
  const person = new PersonStore(openPersonDatabase(file), new PersonCopies(file));
  const notices = new Notices(person);
  if (recovery !== null) notices.tell(personRestored(recovery));
  return { person, notices };
}

/** Closes what was opened last first, and everything though one of them fails. */
async function closeAll(closers: Closer[]): Promise<void> {
  const closer = closers.pop();
  try {
    await closer?.();
  } finally {
    if (closers.length > 0) await closeAll(closers);
  }
}
