import { loadLightModel } from '../embed/light/light-model.ts';
import { isOfType } from '../files/formats.ts';
import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import type { CloselyRequest, DeepRequest, LightRequest, VerifyRequest } from '../search/answer-stages.ts';
import { Answers } from '../search/answers.ts';
import { passageEmbeddedText } from '../storage/embedded-passage.ts';
import { LabelNames, type ToldLabel } from '../search/label-names.ts';
import type { CompleteRequest } from '../search/searcher.ts';
import type { RankingWeights } from '../search/ranking-weights.ts';
import type { Calibration } from '../search/fusion.ts';
import type { HeavySpace } from '../search/coded-space.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { tellDamage } from '../storage/damage.ts';
import { labelledSeen, labelsSeen, type LabelledRequest } from '../storage/seen-documents.ts';
import { markOf } from '../storage/document-marks.ts';
import { documentAt } from '../storage/documents.ts';
import { LibraryReader, type ShallowRequest } from '../storage/library-reader.ts';
import type { AllCodes } from '../storage/library-writer.ts';
import { findModel } from '../storage/models.ts';
import { digestIndex } from '../storage/digest.ts';
import { countPictured, documentsPictured, nextPictured } from '../storage/recognition.ts';
import { PassageReader } from '../storage/passage-reader.ts';
import { ResidentCodes, type SharedCodes } from '../storage/resident-codes.ts';
import { codecsOf } from './heavy-codecs.ts';
import type { ToldModel } from './write-thread.ts';

/** Entry of a thread that answers from a connection of its own and never waits for the writer. */
interface Opened {
  readonly reader: LibraryReader;
  readonly answers: Answers;
}

let state: Opened | undefined;
let indexFile: string | undefined;
let roots: ReadonlyMap<number, ToldRoot> = new Map();
let labels = new LabelNames([]);

/** A root as a read thread knows it. */
export interface ToldRoot {
  readonly id: number;
  readonly path: string;
  /** False while its drive is away. */
  readonly connected: boolean;
  /** False where words and names alone shall find it. */
  readonly meaning: boolean;
}

const rootPath = (root: number): string => roots.get(root)?.path ?? '';

const opened = (): Opened => {
  if (state === undefined) throw new Error('no library is open');
  return state;
};

export interface ReadThreadOptions {
  readonly file: string;
  readonly codes: AllCodes;
  /** Which of the areas beside the codes is this thread's. */
  readonly scanner: number;
  readonly lightModelFolder: string;
  readonly lightModel: string;
  readonly heavy: ToldReader;
  /** The model whose place it takes; undefined where no change goes on. */
  readonly leaving: ToldReader | undefined;
  /** Bounds of the heavy model's late interaction; null where they are not known. */
  readonly lateCalibration: Calibration | null;
}

/** A heavy model as a read thread is told of it. */
export interface ToldReader extends ToldModel {
  /** Bounds of its similarities. */
  readonly calibration: Calibration;
}

function spaceOf(connection: ReadConnection, { key, dimensions }: ToldModel, codes: SharedCodes): HeavySpace {
  const vectorModel = findModel(connection, key);
  return {
    vectorModel,
    resident: new ResidentCodes(codes),
    codecOf: codecsOf(connection, vectorModel, dimensions),
  };
}

function digest(): string {
  const { connection, lightModel } = opened().reader;
  return digestIndex(connection, { rootPath, lightModel });
}

const readHandlers = {
  open: ({
    file,
    codes,
    scanner,
    lightModelFolder,
    lightModel,
    heavy,
    leaving,
    lateCalibration,
  }: ReadThreadOptions): true => {
    indexFile = file;
    const reader = new LibraryReader(file, {
      light: lightModel,
      heavy: heavy.key,
      heavyCodes: new ResidentCodes(codes.heavy),
    });
    const { connection } = reader;
    const library = {
      connection,
      texts: reader.texts,
      passages: new PassageReader(connection, reader.texts),
      resident: new ResidentCodes(codes.light),
      heavy: spaceOf(connection, heavy, codes.heavy),
      leaving: leaving && codes.leaving ? spaceOf(connection, leaving, codes.leaving) : null,
      scanner,
      rootPath,
      muted: () => [...roots.values()].flatMap(({ id, meaning }) => (meaning ? [] : [id])),
      isConnected: (root: number) => roots.get(root)?.connected ?? false,
      isOfType: (format: string | null, name: string, type: string) => isOfType(type, name, format),
      labels: () => labels,
      now: () => new Date(),
      deepCalibration: heavy.calibration,
      leavingCalibration: leaving?.calibration ?? heavy.calibration,
      lateCalibration,
    };
    state = { reader, answers: new Answers(library, loadLightModel(lightModelFolder)) };
    return true;
  },
  roots: ({ roots: told }: { readonly roots: readonly ToldRoot[] }): true => {
    roots = new Map(told.map((root) => [root.id, root]));
    return true;
  },
  labels: ({ labels: told }: { readonly labels: readonly ToldLabel[] }): true => {
    labels = new LabelNames(told);
    return true;
  },
  setWeights: (weights: RankingWeights): true => {
    opened().answers.setWeights(weights);
    return true;
  },
  warm: () => opened().answers.warm(),
  meant: ({ word }: { readonly word: string }) => opened().answers.meant(word),
  complete: (request: CompleteRequest) => opened().answers.complete(request),
  light: (request: LightRequest) => opened().answers.light(request),
  matches: ({ query }: { readonly query: string }) => opened().answers.matches(query),
  shownMatches: ({ query, documents }: { readonly query: string; readonly documents: readonly number[] }) =>
    opened().answers.shownMatches(query, documents),
  marksAt: ({ places }: { readonly places: readonly { readonly root: number; readonly path: string }[] }) =>
    places.map(({ root, path }) => {
      const { connection } = opened().reader;
      const document = documentAt(connection, root, path);
      return document === undefined ? null : markOf(connection, document, rootPath(root));
    }),
  verify: (request: VerifyRequest) => opened().answers.verify(request),
  deep: (request: DeepRequest) => opened().answers.deep(request),
  closest: (request: { readonly search: number }) => opened().answers.closest(request),
  closely: (request: CloselyRequest) => opened().answers.closely(request),
  whole: (request: { readonly search: number }) => opened().answers.whole(request),
  drop: ({ search }: { readonly search: number }) => opened().answers.drop(search),
  counts: () => opened().reader.counts(),
  errors: () => opened().reader.errors(),
  pictured: ({ after, languages }: { readonly after: number; readonly languages: string }) =>
    nextPictured(opened().reader.connection, after, languages),
  countPictured: () => countPictured(opened().reader.connection),
  waitingPictured: () => documentsPictured(opened().reader.connection),
  deepened: ({ paused }: { readonly paused: readonly number[] }) => opened().reader.deepened(paused),
  shallow: (request: ShallowRequest) => {
    const { reader } = opened();
    return reader.shallow(request).map((passage) => ({
      id: passage.id,
      hash: passage.hash,
      vector: passage.vector,
      text: passageEmbeddedText(passage, reader.texts.read(passage.content, passage.start, passage.length)),
    }));
  },
  text: ({ root, path, start, length }: { root: number; path: string; start: number; length: number }) =>
    opened().reader.text(root, path, start, length),
  labelsSeen: ({ roots: seen }: { readonly roots: readonly number[] }) =>
    labelsSeen(opened().reader.connection, seen),
  labelledSeen: (request: LabelledRequest) => labelledSeen(opened().reader.connection, request),
  fileAt: ({ root, path }: { readonly root: number; readonly path: string }) =>
    opened().reader.fileAt(root, path),
  check: () => opened().reader.check(),
  digest: () => digest(),
  close: () => {
    state?.reader.close();
  },
};

export type ReadHandlers = typeof readHandlers;

serveCalls(threadPort(), readHandlers, (thrown) => tellDamage(thrown, indexFile));
