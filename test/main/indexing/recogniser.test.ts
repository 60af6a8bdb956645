import { describe, expect, it } from 'vitest';

import { Recogniser, type PageReader } from '../../../src-main/indexing/recogniser.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import type { PreparedContent } from '../../../src-main/storage/content.ts';
import type { PicturedContent, StoredPage } from '../../../src-main/storage/recognition.ts';

const CONTENT = { hash: new Uint8Array(), format: 'pdf' } as const;

function failure(code: string): InklingError {
  return new InklingError(code, { cause: 'because', remedy: 'none' });
}

/** A library of documents by name, each with its pages, and what becomes of them. */
function library(documents: Readonly<Record<string, readonly string[]>>) {
  const names = Object.keys(documents);
  const finished = new Map<string, readonly string[]>();
  const [kept, givenUp, asked] = [new Map<string, StoredPage[]>(), [] as string[], [] as string[]];
  const left = (): string[] => names.filter((name) => !finished.has(name) && !givenUp.includes(name));
  const pagesOf = (name: string): readonly string[] => documents[name] ?? [];
  let current = '';
  const reader: PageReader = {
    pages: async ({ path }) => {
      current = path.slice(1);
      if (pagesOf(current)[0] === 'away') throw failure('FILE_VANISHED');
      if (pagesOf(current)[0] === 'evil') throw failure('RECOGNITION_TOO_LONG');
      return pagesOf(current).map((_, index) => index + 1);
    },
    read: async ({ path }, page) => {
      const words = pagesOf(path.slice(1))[page - 1] ?? '';
      asked.push(`${path.slice(1)} ${page}`);
      if (words === 'hang') throw failure('RECOGNITION_TOO_LONG');
      if (words === 'crash') throw failure('READER_ENDED');
      return words;
    },
    finish: async ({ path }, pages) => {
      finished.set(
        path.slice(1),
        pages.map(({ text, code }) => code ?? text),
      );
      return { title: path.slice(1) } as PreparedContent;
    },
    end: async () => undefined,
  };
  const recogniser: Recogniser = new Recogniser({
    reader,
    next: async (after) => {
      const name = left().find((candidate) => names.indexOf(candidate) >= after);
      if (name === undefined) return undefined;
      const place = { content: names.indexOf(name) + 1, root: 1, path: name, within: null };
      return { ...CONTENT, ...place, pages: kept.get(name) ?? [] } satisfies PicturedContent;
    },
    count: async () => ({
      total: names.length,
      done: names.length - left().length,
    }),
    keepPage: async (_, page) => {
      kept.set(current, [...(kept.get(current) ?? []), page]);
      if (page.text === 'rest') recogniser.rest();
    },
    replace: async () => undefined,
    giveUp: async (content) => void givenUp.push(names[content - 1] ?? ''),
    settle: async () => void asked.push('settled'),
    rootPath: (root) => (root === 1 ? '' : undefined),
    onChange: () => undefined,
  });
  return { recogniser, finished, givenUp, asked };
}

describe('a recogniser', () => {
  it('looks at every page of every document', async () => {
    const { recogniser, finished } = library({ a: ['one', 'two'], b: ['three'], empty: [] });
    await recogniser.start();
    expect([...finished]).toEqual([
      ['a', ['one', 'two']],
      ['b', ['three']],
      ['empty', []],
    ]);
    expect(recogniser.hasWork).toBe(false);
  });

  it('loses the page alone that hangs, and tries one twice whose process ended', async () => {
    const { recogniser, finished, asked } = library({ a: ['one', 'hang', 'crash', 'four'] });
    await recogniser.start();
    expect(finished.get('a')).toEqual(['one', 'RECOGNITION_TOO_LONG', 'RECOGNITION_FAILED', 'four']);
    expect(asked).toEqual(['a 1', 'a 2', 'a 3', 'a 3', 'a 4', 'settled']);
  });

  it('gives a document up that cannot be opened, and leaves one alone that is away', async () => {
    const { recogniser, finished, givenUp } = library({ a: ['evil'], b: ['away'], c: ['words'] });
    await recogniser.start();
    expect([...finished.keys()]).toEqual(['c']);
    expect(givenUp).toEqual(['a']);
    // What is away would be so again at once.
    expect(recogniser.hasWork).toBe(false);
  });

  it('rests after a page, and goes on with the next one', async () => {
    const { recogniser, finished, asked } = library({ a: ['one', 'rest', 'three'] });
    await recogniser.start();
    expect(finished.size).toBe(0);
    expect(recogniser.hasWork).toBe(true);
    await recogniser.start();
    expect(finished.get('a')).toEqual(['one', 'rest', 'three']);
    expect(asked).toEqual(['a 1', 'a 2', 'a 3', 'settled']);
  });
});
