import type { PreparedDocument } from '../storage/content.ts';
import type { WaitingFile, WaitingKind, WaitingRequest } from '../storage/document-writer.ts';
import type { Sighting } from '../storage/library-writer.ts';
import type { StoringWriter } from './store-queue.ts';

/** The writer's calls that indexing needs. */
export interface IndexingWriter extends StoringWriter {
  beginLook(argument: { root: number }): Promise<number>;
  see(sighting: Sighting): Promise<number>;
  /** Resolves to the number of documents that left. */
  endLook(argument: { root: number; look: number }): Promise<number>;
  currentLook(argument: { root: number }): Promise<number>;
  /** Lets go of files and folders that are gone; resolves to the number of documents. */
  leave(argument: { root: number; paths: readonly string[] }): Promise<number>;
  waiting(argument: WaitingRequest): Promise<WaitingFile[]>;
  /** What waits outside paused roots, by the endings of names. */
  waitingKinds(argument: { paused: readonly number[] }): Promise<WaitingKind[]>;
  /** Resolves to the files that words do not find yet though they were read. */
  repost(argument: undefined): Promise<number>;
  sweep(argument: undefined): Promise<number>;
  settle(argument: undefined): Promise<void>;
}

export interface IndexerOptions {
  readonly writer: IndexingWriter;
  readonly extract: (path: string) => Promise<PreparedDocument>;
  /** Files that may be with the readers at once. */
  readonly capacity: number;
  readonly rootPath: (root: number) => string | undefined;
  /** Roots that are paused now: what waits in them is left waiting. */
  readonly paused: () => readonly number[];
  /** The library's own folder, left out wherever it lies. */
  readonly library: string;
  readonly onChange: () => void;
  /** Hears of every file that was read. */
  readonly onRead?: (path: string) => void;
  /** Throws where there is no room for more. */
  readonly requireRoom: () => void;
}
