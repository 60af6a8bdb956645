import type { Settings } from '../contract/index.ts';
import { installedLanguages } from '../files/recognition-data.ts';
import type { ExtractPool } from '../indexing/extract-pool.ts';
import type { Spawn } from '../lib/processes.ts';
import { Agents, type AgentsCalls } from './agents.ts';
import type { AskedHistory } from './asked-history.ts';
import type { Describing } from './describing.ts';
import { examine } from './doctor.ts';
import type { Engine } from './engine.ts';
import { completeFolder } from './folders.ts';
import type { KeptSearches } from './kept-searches.ts';
import type { Labels } from './labels.ts';
import type { Library } from './library.ts';
import { keepingCalls } from './keeping-calls.ts';
import { modelCalls } from './model-calls.ts';
import type { OpenLibrary } from './open-library.ts';
import type { Passwords } from './passwords.ts';
import { retryFile } from './retrying.ts';
import { searchesCalls } from './searches-calls.ts';
import type { Searches } from './searches.ts';
import { readJoinedLanguages, readSettings, writeSettings } from './settings.ts';
import type { Finding } from './finding.ts';
import { findingCalls } from './finding-calls.ts';
import { showingCalls, type Showing } from './showing.ts';
import type { startKeeping } from './start-keeping.ts';
import type { ModelChange } from './model-change.ts';
import type { Mapping } from './topic-map.ts';
import { topicCalls } from './topic-calls.ts';
import { Unlocking } from './unlocking.ts';

/** What an engine is made of, wired and started. */
export interface EngineParts {
  readonly open: OpenLibrary;
  readonly spawn: Spawn;
  readonly library: Library;
  readonly extraction: ExtractPool;
  readonly searches: Searches;
  readonly passwords: Passwords;
  readonly labels: Labels;
  readonly mapping: Mapping;
  readonly kept: KeptSearches;
  readonly change: ModelChange;
  readonly history: AskedHistory;
  readonly describing: Describing;
  readonly finding: Finding;
  readonly keeping: ReturnType<typeof startKeeping>;
  readonly showing: Showing;
}

/** Every call of an engine, each handed to the part that answers it. */
export function engineCalls(parts: EngineParts): Engine {
  const { open, spawn, library, extraction, searches, passwords } = parts;
  const { readers, writer, inference, light, chosen, person, files } = open;
  const closing = new AbortController();
  return {
    ...personCalls(open, library),
    ...unlockCalls(parts),
    retryFile: (path) =>
      retryFile(
        {
          library,
          readers,
          writer,
          extract: (file) => extraction.extract(file, passwords.of(file)),
          languages: () => readJoinedLanguages(person),
        },
        path,
      ),
    ...modelCalls(open, { spawn, closing: closing.signal, change: parts.change }),
    ...topicCalls(parts, () => parts.kept.recounting.touch()),
    ...searchesCalls(parts.kept, parts.history),
    ...findingCalls(parts.finding),
    ...keepingCalls(parts.keeping.keeping),
    ...agentsCalls(parts),
    ...showingCalls(parts.showing, { library, readers }),
    search: (request, signal) => {
      inference.giveWay();
      return parts.kept.recounting.beside(searches.run(request, signal));
    },
    complete: (request) => {
      inference.giveWay();
      return readers.calls.complete(request);
    },
    status: () => library.freshStatus(),
    errors: () => library.errors(),
    progress: (signal) => library.follow(signal),
    addFolder: (path) => library.add(path),
    forgetFolder: async (path) => {
      const documents = await library.forget(path);
      parts.kept.recounting.touch();
      return documents;
    },
    lookAgain: (path) => Promise.resolve(library.lookAgain(path)),
    settle: (deep, signal) => library.settle(deep, signal),
    pause: (what, until) => library.pause(what, until),
    pauseFolder: (path, paused) => library.rules.pause(path, paused),
    hearComputer: (computer) => library.hearComputer(computer),
    dismiss: (code) => Promise.resolve(library.dismiss(code)),
    completeFolder: (prefix) => Promise.resolve(completeFolder(prefix)),
    doctor: async (digest) => ({
      checks: await examine({ calls: readers.calls, light, chosen, person, files }),
      digest: digest ? await readers.calls.digest(undefined) : null,
    }),
    close: async () => {
      closing.abort();
      await closeParts(parts);
    },
  };
}

/** One after the other: what asks goes before what answers. */
async function closeParts(parts: EngineParts): Promise<void> {
  const { kept, extraction, showing, mapping, labels, describing, finding, keeping, change, library, open } =
    parts;
  const asking = [kept, extraction, showing, mapping, labels, describing, finding, keeping, change];
  for (const part of [...asking, library, open]) await part.close();
}

function unlockCalls({
  open: { readers, writer },
  library,
  extraction,
  passwords,
}: EngineParts): Pick<Engine, 'unlock' | 'canKeepPasswords' | 'offerKeychain'> {
  const unlocking = new Unlocking({
    library,
    readers,
    writer,
    passwords,
    extract: (path, password) => extraction.extract(path, password),
  });
  return {
    unlock: (request) => unlocking.unlock(request),
    canKeepPasswords: () => Promise.resolve(passwords.canKeep),
    offerKeychain: (kept, signal) => unlocking.offerKeychain(kept, signal),
  };
}

function agentsCalls({ open, library, searches, finding, kept }: EngineParts): AgentsCalls {
  const beside: Pick<Searches, 'run'> = {
    run: (request, signal) => kept.recounting.beside(searches.run(request, signal)),
  };
  const agents = new Agents({ ...open, library, searches: beside, finding });
  return {
    allowAgents: (path, allowed) => agents.allowAgents(path, allowed),
    agentSearch: (request, signal) => agents.agentSearch(request, signal),
    agentRead: (request, signal) => agents.agentRead(request, signal),
    agentSimilar: (request, signal) => agents.agentSimilar(request, signal),
    agentTopics: (signal) => agents.agentTopics(signal),
    agentTopic: (request, signal) => agents.agentTopic(request, signal),
    agentStatus: (signal) => agents.agentStatus(signal),
  };
}

type PersonCalls = Pick<Engine, 'settings' | 'changeSettings' | 'recognisable'>;

/** What belongs to the person, not to the documents. */
function personCalls({ person }: OpenLibrary, library: Library): PersonCalls {
  return {
    settings: () => Promise.resolve(readSettings(person)),
    changeSettings: async (change): Promise<Settings> => {
      const before = readSettings(person);
      writeSettings(person, change);
      await library.applied(before, readSettings(person));
      return readSettings(person);
    },
    recognisable: () => Promise.resolve(installedLanguages()),
  };
}
