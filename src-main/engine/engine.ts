import type {
  AskedQuery,
  Check,
  Completion,
  Computer,
  Difference,
  DocumentPage,
  DocumentText,
  DocumentVersion,
  Duplicates,
  Exported,
  FileError,
  Folder,
  HeldPassword,
  IndexReport,
  KeptPassword,
  Judgings,
  Label,
  LabelInput,
  LabelSuggestion,
  MappedDocument,
  MatchList,
  Model,
  ModelImport,
  ModelFetch,
  ModelFetchEvent,
  ModelList,
  Notice,
  PauseEnd,
  PictureInput,
  Progress,
  Quotes,
  RankedDocuments,
  SavedSearch,
  SearchMode,
  SearchNews,
  SearchStage,
  Settings,
  Similar,
  Status,
  TopicMap,
  Topics,
  Undone,
  UnlabelledDocuments,
  Unlocked,
  UnlockRequest,
  Verdict,
  Where,
} from '../contract/index.ts';
import type { StartWatch } from '../files/watch.ts';
import type { Desktop } from '../lib/desktop.ts';
import type { Spawn } from '../lib/processes.ts';
import type { ReadOthersLoad } from './computer.ts';
import type { TextExport } from './exporting.ts';
import type { PageRequest, SimilarRequest } from './finding.ts';
import type { AgentsCalls } from './agents.ts';
import type { KeepingCalls } from './keeping.ts';
import type { OnBattery } from './power.ts';
import type { DocumentPageRequest, Picture } from './previews.ts';

export interface EngineOptions {
  /** The library's folder, made with mode 0700 where it is not there. */
  readonly library: string;
  readonly spawn: Spawn;
  /** Told by the system where it is not given. */
  readonly onBattery?: OnBattery;
  /** Where documents are opened; the system's own where it is not given. */
  readonly desktop?: Desktop;
  /** Cores that other programs keep busy; read from /proc where it is not given. */
  readonly othersLoad?: ReadOthersLoad;
  /** Without it, changes are only found by looking. */
  readonly watch?: StartWatch;
  /** Drops vectors made for one query before the next and never deepens: for measurements. */
  readonly ephemeral?: boolean;
}

export interface SearchRequest {
  readonly query: string;
  readonly limit: number;
  /** Documents passed over; left out: none. */
  readonly offset?: number;
  readonly mode: SearchMode;
  /** Documents of a first list that a better one follows, which then waits until the first was painted; left out: `limit`. */
  readonly first?: number | undefined;
  readonly passages: number;
  /** Misspelt words are searched as they are. */
  readonly asTyped: boolean;
  /** Folders whose documents alone may be seen, by id, and leave any trace in the answer; all where it is not given. */
  readonly roots?: readonly number[];
}

export interface LabelRequest {
  readonly id: number;
  readonly offset: number;
  readonly limit: number;
  /** Without passages and marks. */
  readonly brief: boolean;
}

export interface MatchesPage {
  readonly offset: number;
  readonly limit: number;
  /** As a search ranks them, the best only. */
  readonly ranked: boolean;
}

/** One library's engine: everything the contract offers, in plain calls. Every call may throw InklingError. */
export interface Engine extends KeepingCalls, AgentsCalls {
  /** Stages of one answer; ends early when the signal aborts. */
  search(request: SearchRequest, signal: AbortSignal): AsyncIterable<SearchStage>;
  /** What a query may go on with at its caret. */
  complete(request: { query: string; caret: number; limit: number }): Promise<Completion[]>;
  status(): Promise<Status>;
  errors(): Promise<FileError[]>;
  /** The present state at once, then at most four a second while it changes. */
  progress(signal: AbortSignal): AsyncIterable<Progress>;
  addFolder(path: string): Promise<Folder>;
  /** Resolves to the number of documents that left. */
  forgetFolder(path: string): Promise<number>;
  /** Resolves to the number of folders that will be looked over. */
  lookAgain(path?: string): Promise<number>;
  /** Resolves once nothing waits to be read; with `deep`, once every heavy vector is stored. */
  settle(deep: boolean, signal: AbortSignal): Promise<IndexReport>;
  /** Kept until it is changed, or to its end. */
  pause(what: Progress['pause'], until?: PauseEnd): Promise<Progress>;
  /** Reads a file with its password; `opened` is false where that is not the right one. */
  unlock(request: UnlockRequest): Promise<Unlocked>;
  /** Reads a file again; resolves to why it still cannot be read, or only in part, null where it is. */
  retryFile(path: string): Promise<FileError | null>;
  canKeepPasswords(): Promise<boolean>;
  /** Takes what a keychain kept; tells it what to keep until the signal aborts. */
  offerKeychain(kept: readonly HeldPassword[], signal: AbortSignal): AsyncIterable<KeptPassword>;
  pauseFolder(path: string, paused: boolean): Promise<Folder>;
  /** Resolves to the notices that are left. */
  dismiss(code: string): Promise<Notice[]>;
  completeFolder(prefix: string): Promise<string[]>;
  readDocument(path: string, start: number, length: number): Promise<DocumentText>;
  /** A page, and where spans of the stored text stand on it. */
  documentPage(request: DocumentPageRequest, signal: AbortSignal): Promise<DocumentPage>;
  /** Lines of source code up to a place of the stored text, by their numbers in the file. */
  documentLines(
    path: string,
    end: number,
    signal: AbortSignal,
  ): Promise<{ readonly start: number; readonly line: number }[]>;
  /** Opens a document with the system's program; `atPage` where that was told the page. */
  openDocument(path: string, page: number | null): Promise<{ atPage: boolean }>;
  showInFolder(path: string): Promise<void>;
  /** A page drawn, or a picture as it is: bytes, which cross no contract. */
  picture(request: PictureInput, signal: AbortSignal): Promise<Picture>;
  doctor(digest: boolean): Promise<{ checks: Check[]; digest: string | null }>;
  models(): Promise<ModelList>;
  importModel(request: ModelImport, signal: AbortSignal): Promise<Model>;
  /** Fetches a model because the person asks for it; reaches for no other computer than the one that is named. */
  fetchModel(request: ModelFetch, signal: AbortSignal): AsyncIterable<ModelFetchEvent>;
  /** From the answer on that model reads; what the one before has read goes on answering until it is read anew. */
  useModel(name: string): Promise<{ model: Model; changed: boolean }>;
  /** What a shell knows of the computer. */
  hearComputer(computer: Computer): void;
  settings(): Promise<Settings>;
  changeSettings(change: Partial<Settings>): Promise<Settings>;
  /** Languages whose words can be recognised in pictures. */
  recognisable(): Promise<string[]>;
  topics(): Promise<Topics>;
  saveLabel(label: LabelInput): Promise<Label>;
  removeLabel(id: number): Promise<void>;
  showLabel(request: LabelRequest): Promise<RankedDocuments>;
  /** Documents that carry no label, from a place on. */
  unlabelled(offset: number, limit: number): Promise<UnlabelledDocuments>;
  /** Null takes back what was said of the document. */
  judge(id: number, path: string, verdict: Verdict | null): Promise<Label>;
  /** Several at once; `before` is what stood of each. */
  judgeAll(id: number, judgings: Judgings): Promise<{ label: Label; before: Judgings }>;
  /** Takes back the last judgement; null where none is left. */
  undoJudgement(): Promise<{ label: string; path: string } | null>;
  suggestWords(id: number, limit: number): Promise<{ word: string; documents: number }[]>;
  suggestLabels(folder: string | null, limit: number): Promise<LabelSuggestion[]>;
  /** Every document as a point, as far as the map is made. */
  topicMap(): Promise<TopicMap>;
  mappedDocuments(documents: readonly number[]): Promise<MappedDocument[]>;
  /** With `fresh`, counted as the library is now. */
  savedSearches(fresh: boolean): Promise<SavedSearch[]>;
  /** The list at once, then whenever it changes. */
  followSearches(signal: AbortSignal): AsyncIterable<{ searches: SavedSearch[] }>;
  saveSearch(search: Pick<SavedSearch, 'name' | 'query' | 'tell'>): Promise<SavedSearch[]>;
  renameSearch(id: number, name: string): Promise<SavedSearch[]>;
  tellOfSearch(id: number, tell: boolean): Promise<SavedSearch[]>;
  removeSearch(id: number): Promise<SavedSearch[]>;
  /** Takes back the last removal, renaming or erasing; null where none is left. */
  undoSearches(): Promise<Undone | null>;
  /** Every document that matches a query, a page at a time. */
  matches(query: string, page: MatchesPage): Promise<MatchList>;
  /** A list as a text to save; documents that left since are missing. */
  exportText(request: TextExport): Promise<{ text: string; documents: number }>;
  /** Makes a folder with a link to the file of each. */
  exportLinks(folder: string, documents: Exported): Promise<{ folder: string; files: number }>;
  /** What is new, of one saved search or, for null, of all that have any. */
  searchNews(id: number | null): Promise<SearchNews[]>;
  seeNews(id: number | null): Promise<SavedSearch[]>;
  /** The person asked it; resolves to whether it is kept. */
  asked(query: string): Promise<boolean>;
  history(): Promise<{ on: boolean; queries: AskedQuery[] }>;
  /** Erases one question or, for null, all; resolves to how many. */
  eraseHistory(query: string | null): Promise<number>;
  /** Documents like one, or passages like one of its own. */
  similar(request: SimilarRequest, signal: AbortSignal): Promise<Similar>;
  /** Newer and older versions of a document. */
  versions(path: string, signal: AbortSignal): Promise<DocumentVersion[]>;
  /** Where a text was read. */
  where(text: string, limit: number, signal: AbortSignal): Promise<Where>;
  /** Documents that are identical or nearly so. */
  duplicates(folder: string | null, page: PageRequest, signal: AbortSignal): Promise<Duplicates>;
  /** How far the first look at every text is that these two wait for; null while there is none. */
  looked(): { done: number; total: number } | null;
  difference(left: string, right: string): Promise<Difference>;
  /** Documents that share runs of words with one. */
  quotes(path: string, page: PageRequest): Promise<Quotes>;
  /** Ends children and closes the databases; calls after it are refused with ENGINE_CLOSED. */
  close(): Promise<void>;
}
