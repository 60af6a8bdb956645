import type {
  AgentReadRequest,
  AgentSearchRequest,
  AgentTopicRequest,
} from '../../src-main/contract/index.ts';
import { aborted } from '../../src-main/lib/until-aborted.ts';
import { folder } from './fake-folder.ts';

const DOCUMENT = { path: '/papers/flat.md', title: 'Flat', format: 'md', modified: 1 };
const PASSAGE = { text: 'three months notice', page: null, heading: null, start: 0, end: 19 };

/** What agents ask of an engine in memory; every folder is open, and the question `wait` is answered only by its end. */
export class FakeAgents {
  /** Questions `wait` that came, and those of them that were given up. */
  readonly waited = { begun: 0, givenUp: 0 };

  async allowAgents(path: string, allowed: boolean) {
    return { ...folder(path), agents: allowed };
  }

  async agentSearch({ query }: AgentSearchRequest, signal: AbortSignal) {
    if (query === 'wait') {
      this.waited.begun += 1;
      await aborted(signal);
      this.waited.givenUp += 1;
      signal.throwIfAborted();
    }
    const result = {
      ...DOCUMENT,
      recognised: false,
      weak: false,
      labels: [],
      alsoAt: [],
      passages: [PASSAGE],
    };
    const found = { total: 1, strong: 1, results: [result], next: null };
    return { meaning: query, ...found, corrections: [], notes: [] };
  }

  async agentRead({ start }: AgentReadRequest) {
    return { ...DOCUMENT, recognised: false, length: 19, start, text: PASSAGE.text, places: [], next: null };
  }

  async agentSimilar() {
    return {
      results: [{ ...DOCUMENT, nearness: 'alike' as const, here: PASSAGE, there: PASSAGE }],
      next: null,
    };
  }

  async agentTopics() {
    return { topics: [{ name: 'Tenancy', documents: 1 }] };
  }

  async agentTopic({ name }: AgentTopicRequest) {
    return { name, total: 1, results: [DOCUMENT], next: null };
  }

  async agentStatus() {
    return { folders: [{ path: '/papers', connected: true, files: 2, searchable: 2, passages: 7 }] };
  }
}
