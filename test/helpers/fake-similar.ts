import type { Duplicates, FoundDocument, Quotes, Similar, Where } from '../../src-main/contract/index.ts';
import { InklingError } from '../../src-main/lib/errors.ts';
import { FakeSearches } from './fake-searches.ts';

/** Finding in memory: one document is like every other, `/missing` is none. */
export class FakeSimilar extends FakeSearches {
  async similar({ path, limit }: { readonly path: string; readonly limit: number }): Promise<Similar> {
    if (path === '/missing')
      throw new InklingError('DOCUMENT_UNKNOWN', { cause: 'It is not there.', remedy: 'Look again.' });
    const result = {
      document: FOUND,
      score: 0.5,
      nearness: 'alike' as const,
      deep: false,
      here: PLACE,
      there: PLACE,
    };
    return { results: [result].slice(0, limit), total: 1, notes: [] };
  }

  async versions(): Promise<never[]> {
    return [];
  }

  async where(text: string): Promise<Where> {
    return {
      results: [{ document: FOUND, kind: 'verbatim', share: 1, place: { ...PLACE, text } }],
      notes: [],
    };
  }

  async duplicates(): Promise<Duplicates> {
    return { groups: [], total: 0, documents: 0, notes: [] };
  }

  looked(): null {
    return null;
  }

  async difference(left: string, right: string) {
    const parts = [
      { kind: 'left' as const, text: left },
      { kind: 'right' as const, text: right },
    ];
    return { parts, common: 0, notes: [] };
  }

  async quotes(): Promise<Quotes> {
    return { results: [], total: 0, notes: [] };
  }
}

const FOUND: FoundDocument = {
  path: '/papers/flat.md',
  file: '/papers/flat.md',
  connected: true,
  name: 'flat.md',
  title: 'Flat',
  format: 'markdown',
  size: 3,
  modified: 4,
  alsoAt: [],
};

const PLACE = { text: 'words', page: null, heading: null, start: 0, end: 5, marks: [] };
