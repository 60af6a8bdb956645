import { realpathSync } from 'node:fs';

import { Deepener } from '../indexing/deepener.ts';
import { ExtractPool } from '../indexing/extract-pool.ts';
import type { IndexerOptions } from '../indexing/indexer-options.ts';
import { Indexer } from '../indexing/indexer.ts';
import { InklingError } from '../lib/errors.ts';
import { Family } from '../lib/family.ts';
import { othersLoadReader } from '../lib/process-times.ts';
import type { Root } from '../storage/person.ts';
import { INDEX_DAMAGED } from '../storage/damage.ts';
import { AskedHistory } from './asked-history.ts';
import { Computer } from './computer.ts';
import { Describing } from './describing.ts';
import { engineCalls } from './engine-calls.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { requireRoom } from '../storage/library-folder.ts';
import { Library } from './library.ts';
import { openLibrary, type OpenLibrary } from './open-library.ts';
import { shareToKeepCurrent } from './pace.ts';
import { Passwords } from './passwords.ts';
import { startShowing } from './showing.ts';
import { readOnBattery } from './power.ts';
import { startRecognising } from './start-recognising.ts';
import { startKeptSearches } from './start-kept-searches.ts';
import { startFinding } from './start-finding.ts';
import { startKeeping } from './start-keeping.ts';
import { startLabels } from './start-labels.ts';
import { ModelChange } from './model-change.ts';
import { Refitting } from './refitting.ts';
import { Renewal } from './renewal.ts';
import { Searches } from './searches.ts';
import { startLanguages } from './threads.ts';
import { vectorKeeper } from './vector-keeper.ts';
import { Wanted } from './wanted.ts';

/** Bytes of all processes together: above it no further process is started, and readers are ended but one. */
const MEMORY_CEILING = 900e6;

/**
 * Opens a library and everything that serves it; a damaged index is made anew, for nothing in it is the person's own.
 * @throws InklingError LIBRARY_IN_USE, LIBRARY_NEWER, LIBRARY_UNREADABLE, LIBRARY_UNWRITABLE, MODEL_MISSING, MODEL_CORRUPT
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const start = (): Promise<Engine> => startSound(options);
  return new Renewal(await start(), start).engine;
}

async function startSound(options: EngineOptions): Promise<Engine> {
  try {
    return await startEngine(options);
  } catch (thrown) {
    if (!(thrown instanceof InklingError) || thrown.code !== INDEX_DAMAGED) throw thrown;
    // It is marked: this start removes it.
    return startEngine(options);
  }
}

async function startEngine(options: EngineOptions): Promise<Engine> {
  const family = new Family(options.spawn, MEMORY_CEILING);
  const open = await openLibrary(options.library, family.spawn, () => family.hasRoom);
  try {
    return await wireEngine(options, open, family);
  } catch (thrown) {
    await open.close().catch(() => undefined);
    throw thrown;
  }
}

async function wireEngine(options: EngineOptions, open: OpenLibrary, family: Family): Promise<Engine> {
  const { library: folder, watch, ephemeral = false } = options;
  const { person, writer } = open;
  const extraction = readersOf(open, family, () => indexer.isKeepingCurrent);
  const passwords = new Passwords();
  const changed = (): void => {
    library.changed();
    for (const part of [change, labels, describing]) part.touch();
  };
  const documentsChanged = (): void => {
    changed();
    kept.recounting.touch();
    if (!ephemeral) finding.touch();
  };
  const shallow = (): number[] => rootsWhere(person, (root) => root.paused || !root.meaning);
  const wanted = wantedOf(open.readers, shallow, (path) => library.locate(path));
  const indexer = indexerOf(folder, writer, {
    extraction,
    passwords,
    paused: () => rootsWhere(person, (root) => root.paused),
    wanted,
    rootPath: (root) => library.rootPath(root),
    onChange: documentsChanged,
  });
  const describing = describingOf(writer, { indexer, extraction });
  const refitting = new Refitting(writer);
  const deepener = deepenerOf(open, { wanted, refitting, shallow, changed });
  const recognising = startRecognising(open, { spawn: family.spawn, ephemeral, onChange: documentsChanged });
  const library: Library = new Library({
    ...open,
    folder,
    index: open.files.index,
    passwords,
    indexer,
    deepener,
    recognising,
    describing,
    ephemeral,
    watch,
    computer: computerOf(options, family),
    wanted,
    now: () => Date.now(),
  });
  const change = new ModelChange({ open, indexer, deepener, alone: (body) => library.alone(body) });
  const { labels, mapping } = startLabels(open, library);
  const searches = searchesOf(open, library, ephemeral);
  const history = new AskedHistory(person);
  const kept = startKeptSearches(open, { library, history, ephemeral });
  const isIdle = (): boolean => library.isIdle && !kept.recounting.isAsked && !describing.isBusy;
  const notes = (): ReturnType<typeof waitingNote> => waitingNote(library.filesWaiting);
  const finding = startFinding(open, library, { ephemeral, notes, isIdle });
  await library.start();
  for (const part of [labels, change, kept.recounting, ...(ephemeral ? [] : [finding])]) part.touch();
  void renewAll(writer, { describing, refitting });
  const parts = { open, library, extraction, searches, passwords, labels, kept, history, describing, change };
  const keeping = startKeeping(open, library, change);
  const showing = startShowing(open, { library, passwords, spawn: family.spawn, desktop: options.desktop });
  return engineCalls({ ...parts, mapping, finding, keeping, showing, spawn: family.spawn });
}

function rootsWhere(person: OpenLibrary['person'], isMeant: (root: Root) => boolean): number[] {
  return person.roots().flatMap((root) => (isMeant(root) ? [root.id] : []));
}

interface Reading {
  readonly indexer: Indexer;
  readonly extraction: ExtractPool;
}

/** What changed is described when its readers are gone, for its thread takes as much room; a long reading is beside it. */
function describingOf(writer: OpenLibrary['writer'], { indexer, extraction }: Reading): Describing {
  return new Describing({
    writer,
    startThread: startLanguages,
    isBestLater: () => indexer.isKeepingCurrent || (!indexer.isBusy && extraction.isStanding),
  });
}

/**
 * What an earlier version stored otherwise or not at all, codes and vectors of documents, is made while searches go on, a
 * little at a time; what is left waits for the next start.
 */
async function renewAll(
  writer: OpenLibrary['writer'],
  { describing, refitting }: { readonly describing: Describing; readonly refitting: Refitting },
): Promise<void> {
  try {
    while (await writer.recode(undefined));
    await refitting.run();
    while (await writer.average(undefined));
    describing.touch();
  } catch {
    // The library closed meanwhile.
  }
}

interface IndexerParts extends Pick<IndexerOptions, 'paused' | 'rootPath' | 'onChange'> {
  readonly extraction: ExtractPool;
  readonly passwords: Passwords;
  readonly wanted: Wanted;
}

function indexerOf(
  folder: string,
  writer: OpenLibrary['writer'],
  { extraction, passwords, wanted, ...rest }: IndexerParts,
): Indexer {
  return new Indexer({
    ...rest,
    writer,
    extract: (path) => extraction.extract(path, passwords.of(path)),
    get capacity() {
      return extraction.capacity;
    },
    onRead: (path) => void wanted.change(path),
    library: realpathSync(folder),
    requireRoom: () => requireRoom(folder),
  });
}

function wantedOf(
  readers: OpenLibrary['readers'],
  shallow: () => number[],
  place: (path: string) => ReturnType<Library['locate']>,
): Wanted {
  return new Wanted({
    place,
    isPaused: (root) => shallow().includes(root),
    shallow: (request) => readers.calls.shallow(request),
  });
}

interface DeepeningParts {
  readonly wanted: Wanted;
  readonly refitting: Refitting;
  /** Roots that are not deepened: paused, or found by words alone. */
  readonly shallow: () => number[];
  readonly changed: () => void;
}

function deepenerOf(
  { readers, writer, inference }: OpenLibrary,
  { wanted, refitting, shallow, changed }: DeepeningParts,
): Deepener {
  return new Deepener({
    first: (limit) => wanted.next(limit),
    next: (after, limit) => readers.calls.shallow({ after, limit, paused: shallow() }),
    embed: (text, signal) => inference.embed(text, 'background', signal),
    keep: async (vectors) => {
      await writer.keepVectors({ vectors });
      refitting.add(vectors.length);
    },
    count: () => readers.calls.deepened({ paused: shallow() }),
    onChange: changed,
  });
}

function searchesOf(
  { readers, writer, inference, leaving }: OpenLibrary,
  library: Library,
  ephemeral: boolean,
): Searches {
  return new Searches({
    readers,
    inference,
    leaving: leaving?.inference ?? null,
    keep: ephemeral ? undefined : vectorKeeper(writer),
    ignoreStored: ephemeral,
    timeless: false,
    answered: (results) => void library.asked(results.map(({ path }) => path)),
    notes: () => waitingNote(library.filesWaiting),
  });
}

function readersOf(
  { light, processes, shares }: OpenLibrary,
  family: Family,
  isKeepingCurrent: () => boolean,
): ExtractPool {
  return new ExtractPool({
    spawn: family.spawn,
    lightModel: light.folder,
    processes,
    share: () => (isKeepingCurrent() ? shareToKeepCurrent(shares.reading()) : shares.reading()),
    hasRoom: () => family.hasRoom,
    isTooLarge: () => family.isTooLarge,
  });
}

function computerOf({ onBattery = readOnBattery, othersLoad }: EngineOptions, family: Family): Computer {
  return new Computer({
    onBattery,
    othersLoad: othersLoad ?? othersLoadReader(() => family.pids, { now: steadyNow }),
    now: steadyNow,
  });
}

/** Milliseconds on a clock that never goes back. */
function steadyNow(): number {
  return performance.now();
}

function waitingNote(files: number): { code: string; text: string }[] {
  if (files === 0) return [];
  const count = new Intl.NumberFormat('en').format(files);
  return [{ code: 'FILES_WAITING', text: `${count} ${files === 1 ? 'file' : 'files'} not read yet` }];
}
