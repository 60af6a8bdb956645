import type { SearchNote } from '../contract/index.ts';
import { Comparing } from './comparing.ts';
import { Finding } from './finding.ts';
import type { Places } from './labels.ts';
import type { OpenLibrary } from './open-library.ts';
import type { SimilarHandlers } from './similar-thread.ts';
import { startSimilar, type Thread } from './threads.ts';
import { vectorKeeper } from './vector-keeper.ts';

/** Read threads scan in the first two of the four areas beside the codes. */
const SCANNER = 2;

interface Surroundings {
  /** Nothing that is made for an answer is kept. */
  readonly ephemeral: boolean;
  readonly notes: () => SearchNote[];
  readonly isIdle: () => boolean;
}

/**
 * Finding over an open library; its thread is started when it is first asked, for it holds every document's vector. One
 * that was started for idle work ends with it.
 */
export function startFinding(
  open: OpenLibrary,
  places: Places,
  { ephemeral, notes, isIdle }: Surroundings,
): Finding {
  const { writer, inference, light, chosen, files, codes } = open;
  let started: Promise<Thread<SimilarHandlers>> | undefined;
  let isAsked = false;
  const start = async (): Promise<Thread<SimilarHandlers>> => {
    const thread = startSimilar();
    await thread.calls.open({
      file: files.index,
      codes,
      scanner: SCANNER,
      lightModelFolder: light.folder,
      heavyModel: chosen.heavy.key,
      heavyDimensions: chosen.heavy.manifest.dimensions,
    });
    return thread;
  };
  const end = async (): Promise<void> => {
    const ending = started;
    started = undefined;
    await (await ending?.catch(() => undefined))?.close();
  };
  return new Finding({
    places,
    writer,
    comparing: new Comparing({ inference, keep: ephemeral ? undefined : vectorKeeper(writer) }),
    notes,
    isIdle,
    thread: () => {
      isAsked = true;
      return (started ??= start());
    },
    endThread: end,
    idleThread: () => (started ??= start()),
    endIdleThread: async () => {
      if (!isAsked) await end();
    },
  });
}
