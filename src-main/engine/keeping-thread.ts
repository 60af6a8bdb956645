import { matcherOf } from '../files/ignore-files.ts';
import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import { openForReading, PASSING_CACHE, type ReadConnection } from '../storage/connection.ts';
import { tellDamage } from '../storage/damage.ts';
import { indexUse, type StorageUse } from '../storage/storage-use.ts';
import { askedHeadings, pathsOf, titles } from '../storage/suggested.ts';
import { suggestQueries } from './suggesting.ts';

/** Entry of a thread that looks a whole library over for what is asked beside searches; it ends when nobody asks. */
let connection: ReadConnection | undefined;
let file: string | undefined;

const opened = (): ReadConnection => {
  if (connection === undefined) throw new Error('no library is open');
  return connection;
};

/** Paths that are shown of what a rule leaves out. */
const EXAMPLES = 3;

const keepingHandlers = {
  open: (options: { readonly file: string }): true => {
    file = options.file;
    connection = openForReading(file, PASSING_CACHE);
    return true;
  },
  use: (): StorageUse => indexUse(opened()),
  wouldLeaveOut: ({ root, patterns }: { readonly root: number; readonly patterns: string }) => {
    const matches = matcherOf(patterns);
    const paths = pathsOf(opened(), root).filter(matches);
    return { files: paths.length, examples: paths.slice(0, EXAMPLES) };
  },
  suggest: ({ limit }: { readonly limit: number }): string[] =>
    suggestQueries({ questions: askedHeadings(opened()), titles: titles(opened()) }, limit),
  close: (): void => connection?.close(),
};

export type KeepingHandlers = typeof keepingHandlers;

standBack('thread');
serveCalls(threadPort(), keepingHandlers, (thrown) => tellDamage(thrown, file));
