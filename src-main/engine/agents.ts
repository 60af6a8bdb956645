import type {
  AgentReadRequest,
  AgentSearch,
  AgentSearchRequest,
  AgentSimilar,
  AgentSimilarRequest,
  AgentStatus,
  AgentText,
  AgentTopicDocuments,
  AgentTopicRequest,
  AgentTopics,
  Folder,
} from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { programTurns } from '../lib/many-calls.ts';
import { labelKey } from '../lib/text/label-key.ts';
import { withinText } from '../lib/within-text.ts';
import type { PersonStore } from '../storage/person.ts';
import { REACH, viewFound, viewLabelled, viewSimilar, viewText } from './view-for-agents.ts';
import type { Finding } from './finding.ts';
import type { Library } from './library.ts';
import { readDocument } from './read-document.ts';
import type { Searches } from './searches.ts';
import type { Readers } from './threads.ts';

/**
 * Calls of an engine for AI agents and scripts: all of them see documents of open folders alone, and no trace of others.
 * A few are answered at once, some wait, and one that nobody waits for any more is not begun.
 */
export interface AgentsCalls {
  /** Opens a folder to agents, or closes it. */
  allowAgents(path: string, allowed: boolean): Promise<Folder>;
  agentSearch(request: AgentSearchRequest, signal: AbortSignal): Promise<AgentSearch>;
  agentRead(request: AgentReadRequest, signal: AbortSignal): Promise<AgentText>;
  agentSimilar(request: AgentSimilarRequest, signal: AbortSignal): Promise<AgentSimilar>;
  agentTopics(signal: AbortSignal): Promise<AgentTopics>;
  agentTopic(request: AgentTopicRequest, signal: AbortSignal): Promise<AgentTopicDocuments>;
  agentStatus(signal: AbortSignal): Promise<AgentStatus>;
}

export interface AgentsOptions {
  readonly library: Library;
  readonly person: PersonStore;
  readonly readers: Readers;
  readonly searches: Pick<Searches, 'run'>;
  readonly finding: Pick<Finding, 'similar'>;
}

type RootIds = readonly number[];

/** What agents may ask of a library, and the folders a person opened to them. */
export class Agents implements AgentsCalls {
  readonly #options: AgentsOptions;
  readonly #turns = programTurns();

  constructor(options: AgentsOptions) {
    this.#options = options;
  }

  allowAgents(path: string, allowed: boolean): Promise<Folder> {
    return this.#options.library.rules.allowAgents(path, allowed);
  }

  agentSearch(request: AgentSearchRequest, signal: AbortSignal): Promise<AgentSearch> {
    const { query, offset, limit, mode, passages } = request;
    const most = Math.min(REACH, offset + limit);
    return this.#seen(async (roots) => {
      const asked = { query, mode, passages, limit: most, asTyped: false, roots };
      let last;
      for await (const stage of this.#options.searches.run(asked, signal)) last = stage;
      signal.throwIfAborted();
      return viewFound(last, { offset, limit });
    }, signal);
  }

  agentRead({ path, start, length }: AgentReadRequest, signal: AbortSignal): Promise<AgentText> {
    return this.#seen(async (roots) => {
      this.#requireOpen(path, roots);
      const read = await readDocument(this.#options, path, { start, length }).catch(hidden);
      return viewText(withinText(read));
    }, signal);
  }

  agentSimilar(request: AgentSimilarRequest, signal: AbortSignal): Promise<AgentSimilar> {
    const { path, words: passage, offset, limit } = request;
    return this.#seen(async (roots) => {
      this.#requireOpen(path, roots);
      const asked = { path, passage, offset, limit, roots };
      const similar = await this.#options.finding.similar(asked, signal).catch(hidden);
      return viewSimilar(similar, { offset, limit });
    }, signal);
  }

  agentTopics(signal: AbortSignal): Promise<AgentTopics> {
    return this.#seen(async (roots) => {
      const topics = (await this.#labels(roots)).map(({ name, documents }) => ({ name, documents }));
      return { topics };
    }, signal);
  }

  agentTopic({ name, offset, limit }: AgentTopicRequest, signal: AbortSignal): Promise<AgentTopicDocuments> {
    const { readers, library } = this.#options;
    return this.#seen(async (roots) => {
      const label = (await this.#labels(roots)).find((one) => labelKey(one.name) === labelKey(name));
      if (label === undefined) throw unknownTopic();
      const found = await readers.calls.labelledSeen({ label: label.id, roots, offset, limit });
      return viewLabelled(label, found, { places: library, page: { offset, limit } });
    }, signal);
  }

  agentStatus(signal: AbortSignal): Promise<AgentStatus> {
    return this.#seen(async (roots) => {
      const { library } = this.#options;
      const status = await library.freshStatus();
      const open = new Set(roots.map((root) => library.rootPath(root)));
      const folders = status.roots.filter(({ path }) => open.has(path));
      return {
        folders: folders.map(({ path, connected, files, searchable, passages }) => {
          return { path, connected, files, searchable, passages };
        }),
      };
    }, signal);
  }

  /** Labels that open documents carry, by name. */
  async #labels(roots: RootIds): Promise<{ id: number; name: string; documents: number }[]> {
    const counts = await this.#options.readers.calls.labelsSeen({ roots });
    const carried = this.#options.person.labels.labels().flatMap(({ id, name }) => {
      const documents = counts.find(({ label }) => label === id)?.documents ?? 0;
      return documents === 0 ? [] : [{ id, name, documents }];
    });
    return carried.toSorted((left, right) => left.name.localeCompare(right.name));
  }

  /** Asks when its turn comes. @throws InklingError AGENTS_NOT_ALLOWED, TOO_MANY_CALLS; the signal's reason */
  #seen<Answer>(ask: (roots: RootIds) => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
    return this.#turns.run(() => this.#within(ask), signal);
  }

  /**
   * Asks within the folders that are open; anew where one was closed meanwhile, so that nothing leaves that may not be seen
   * any more.
   */
  async #within<Answer>(ask: (roots: RootIds) => Promise<Answer>): Promise<Answer> {
    const roots = this.#open();
    if (roots.length === 0) throw nothingOpen();
    const answer = await ask(roots);
    const now = this.#open();
    return roots.every((root) => now.includes(root)) ? answer : this.#within(ask);
  }

  #open(): number[] {
    return this.#options.person.roots().flatMap(({ id, agents }) => (agents ? [id] : []));
  }

  /** @throws InklingError DOCUMENT_UNKNOWN, the same of what is closed and of what is not there */
  #requireOpen(path: string, roots: RootIds): void {
    const place = this.#options.library.locate(path);
    if (place === undefined || !roots.includes(place.root)) throw unknownToAgents();
  }
}

/** A document that is not there is told of as one that may not be seen. */
function hidden(thrown: unknown): never {
  throw thrown instanceof InklingError && thrown.code === 'DOCUMENT_UNKNOWN' ? unknownToAgents() : thrown;
}

function unknownToAgents(): InklingError {
  return new InklingError('DOCUMENT_UNKNOWN', {
    cause: 'No such document is open to agents.',
    remedy: 'Give a path exactly as a search or a topic gave it; the status lists the folders that are open.',
  });
}

function unknownTopic(): InklingError {
  return new InklingError('LABEL_UNKNOWN', {
    cause: 'No document that is open to agents carries a label of this name.',
    remedy: 'Give a name from the list of topics.',
  });
}

function nothingOpen(): InklingError {
  return new InklingError('AGENTS_NOT_ALLOWED', {
    cause: 'The person has opened no folder to agents and scripts.',
    remedy: 'They open one with `inkling agents allow FOLDER`, or in the settings under “Agents’ access”.',
  });
}
