import { describe, expect, it } from 'vitest';

import { saturationOf, termScore } from '../../../src-main/search/bm25.ts';
import type { ReadConnection } from '../../../src-main/storage/connection.ts';
import { documentAt, documentsOfContent } from '../../../src-main/storage/documents.ts';
import { contentOfPassage, countPassages, readPassage } from '../../../src-main/storage/passages.ts';
import { passageLength } from '../../../src-main/storage/passage-lengths.ts';
import {
  matchPassages,
  passageFrequency,
  readCollection,
  refreshTermFrequencies,
} from '../../../src-main/storage/postings.ts';
import { Deepening } from '../../../src-main/storage/deepening.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import { readVector } from '../../../src-main/storage/vectors.ts';
import { contentOf, storedLibrary } from '../../helpers/stored-library.ts';

describe('what FTS5 counts', () => {
  it('is read from its records: passages, average and single lengths', async () => {
    await using library = await storedLibrary();
    expect(readCollection(library.connection)).toEqual({ passages: 0, averageLength: 1 });
    library.add('a', contentOf(['one two three', 'four'], { title: 'My title', heading: 'Head' }));
    library.add('b', [Array.from({ length: 400 }, (_, place) => `w${place}`).join(' ')]);
    // Title and heading are three words in front of each passage of the first document.
    const lengths = [6, 4, 400];
    expect([1, 2, 3].map((id) => passageLength(library.connection, id))).toEqual(lengths);
    expect(readCollection(library.connection)).toEqual({ passages: 3, averageLength: 410 / 3 });
    expect(passageLength(library.connection, 99)).toBe(0);
  });

  it('stays right where documents leave', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one two three']);
    library.add('b', ['four']);
    library.drop('a');
    library.index.sweep();
    const { passages, averageLength } = readCollection(library.connection);
    expect(passages).toBe(countPassages(library.connection));
    // FTS5 scores by the same record, so that our sum and its own agree.
    const [best] = matchPassages(library.connection, 'four', { among: [2, 3, 4], limit: 1 });
    const weight = 1e-6;
    expect(best?.score).toBeCloseTo(termScore(weight, 1, 1, saturationOf(averageLength)), 9);
  });

  it('of a term is kept where it is common and counted where it is rare', async () => {
    await using library = await storedLibrary();
    library.add('a', [
      ...Array.from({ length: 501 }, () => 'common'),
      ...Array.from({ length: 500 }, () => 'rare'),
    ]);
    const frequencies = () =>
      ['common', 'rare', 'none'].map((term) => passageFrequency(library.connection, term));
    expect(frequencies()).toEqual([501, 500, 0]);
    refreshTermFrequencies(library.connection);
    expect(library.connection.prepare('SELECT * FROM term_frequencies').all()).toEqual([
      { term: 'common', passages: 501 },
    ]);
    library.add('b', ['common rare']);
    expect(frequencies()).toEqual([501, 501, 0]);
    refreshTermFrequencies(library.connection);
    expect(frequencies()).toEqual([502, 501, 0]);
    library.drop('a');
    library.index.sweep();
    refreshTermFrequencies(library.connection);
    expect(frequencies()).toEqual([1, 1, 0]);
  });
});

/** A connection that notes the statements it is asked for. */
function noting(connection: ReadConnection): { connection: ReadConnection; statements: string[] } {
  const statements: string[] = [];
  const prepare: ReadConnection['prepare'] = (sql) => {
    statements.push(sql);
    return connection.prepare(sql);
  };
  return { statements, connection: { ...bound(connection), prepare } };
}

function bound(connection: ReadConnection): ReadConnection {
  return {
    prepare: (sql) => connection.prepare(sql),
    define: (name, compute) => {
      connection.define(name, compute);
    },
    snapshot: (body) => connection.snapshot(body),
    edition: () => connection.edition(),
    close: () => {
      connection.close();
    },
  };
}

const HOT: Readonly<Record<string, (connection: ReadConnection) => unknown>> = {
  readPassage: (connection) => readPassage(connection, 1),
  contentOfPassage: (connection) => contentOfPassage(connection, 1),
  documentAt: (connection) => documentAt(connection, 1, 'a'),
  documentsOfContent: (connection) => documentsOfContent(connection, 1),
  shallow: (connection) => new Deepening(connection, new ResidentCodes()).shallow(0, 9),
  readVector: (connection) => readVector(connection, 1, new Uint8Array(16)),
  passageFrequency: (connection) => passageFrequency(connection, 'a'),
  passageLength: (connection) => passageLength(connection, 1),
};

describe('the plan of a hot query', () => {
  it.each(Object.entries(HOT))('walks no table from end to end: %s', async (_, ask) => {
    await using library = await storedLibrary();
    library.add('a', ['words']);
    const { connection, statements } = noting(library.connection);
    ask(connection);
    expect(statements.length).toBeGreaterThan(0);
    for (const sql of statements) {
      const values = sql
        .split('?')
        .slice(1)
        .map(() => null);
      const plan = library.connection
        .prepare<null[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .map(({ detail }) => detail);
      expect(
        plan.filter((step) => /^SCAN (?!CONSTANT ROW)/.test(step) && !step.includes('VIRTUAL TABLE')),
        sql,
      ).toEqual([]);
      expect(plan.join('\n')).toMatch(/SEARCH|VIRTUAL TABLE/);
    }
  });
});

describe('a passage', () => {
  it('is found with its content, among contents with none and behind those that left', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one', 'two']);
    library.add('empty', []);
    library.add('gone', ['three']);
    library.add('b', contentOf(['four', 'five'], { title: 'B', heading: 'H' }));
    library.drop('gone');
    library.index.sweep();
    const contents = [1, 2, 3, 4, 5, 6].map((id) => readPassage(library.connection, id)?.content);
    expect(contents).toEqual([1, 1, undefined, 4, 4, undefined]);
    expect([1, 2, 3, 4, 5, 6].map((id) => contentOfPassage(library.connection, id)?.id)).toEqual(contents);
    expect(readPassage(library.connection, 5)).toMatchObject({
      title: 'B',
      heading: 'H',
      start: 6,
      length: 4,
      page: null,
    });
  });
});
