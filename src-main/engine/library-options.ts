import type { StartWatch } from '../files/watch.ts';
import type { Deepener } from '../indexing/deepener.ts';
import type { Indexer } from '../indexing/indexer.ts';
import type { Calls } from '../lib/calls.ts';
import type { PersonStore } from '../storage/person.ts';
import type { Computer } from './computer.ts';
import type { Describing } from './describing.ts';
import type { Notices } from './notices.ts';
import type { Passwords } from './passwords.ts';
import type { Recognising } from './recognising.ts';
import type { Readers } from './threads.ts';
import type { Wanted } from './wanted.ts';
import type { WriteHandlers } from './write-thread.ts';

/** What the library is made of, and what it works with. */
export interface LibraryOptions {
  readonly folder: string;
  /** Path of index.db. */
  readonly index: string;
  readonly notices: Notices;
  readonly passwords: Passwords;
  readonly person: PersonStore;
  readonly readers: Readers;
  readonly writer: Calls<WriteHandlers>;
  readonly indexer: Indexer;
  readonly deepener: Deepener;
  readonly recognising: Recognising;
  readonly describing: Describing;
  /** Resolves once what has been deepened can be counted. */
  readonly heavyCodes: Promise<void>;
  /** Never deepens unasked. */
  readonly ephemeral: boolean;
  readonly watch: StartWatch | undefined;
  readonly computer: Computer;
  readonly wanted: Wanted;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
