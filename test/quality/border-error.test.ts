import { describe, expect, it } from 'vitest';

import { borderError, bordersFound } from '../bench/segmentation/border-error.ts';
import { grouped, joinDataset, joinRecords, shuffled } from '../bench/segmentation/joined.ts';

describe('the error of borders', () => {
  it('is nothing where all are right, and counts the pairs that are torn or held together wrongly', () => {
    expect(borderError([0, 4], [0, 4], 8)).toBe(0);
    // Places two apart, six pairs; the border at 4 lies between two of them.
    expect(borderError([0], [0, 4], 8)).toBe(2 / 6);
    expect(borderError([0, 2, 4, 6], [0, 4], 8)).toBe(4 / 6);
    expect(borderError([0, 3], [0, 4], 8)).toBe(2 / 6);
  });

  it('goes with the share of true borders that were met', () => {
    expect(bordersFound([0, 4, 5], [0, 4, 6])).toBe(0.5);
  });
});

describe('joined records', () => {
  const records = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, text: `about ${id}` }));

  it('know where each begins', () => {
    const { text, starts, parts } = joinRecords(records);
    expect(starts.map((start) => text.slice(start, start + 7))).toEqual(records.map(({ text: own }) => own));
    expect(parts).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('take in what is left over, in an order that comes again', () => {
    const order = shuffled(records, 7);
    expect(shuffled(records, 7)).toEqual(order);
    const groups = grouped(order, ({ length }) => length === 2);
    expect(groups.map(({ length }) => length)).toEqual([2, 3]);
    expect(groups.flat()).toEqual(order);
  });

  it('are judged as the best of their parts', () => {
    const judgements = new Map([
      [
        'q',
        new Map([
          ['a', 1],
          ['b', 3],
          ['d', 2],
        ]),
      ],
    ]);
    const joined = joinDataset({ records, queries: [], judgements }, [
      records.slice(0, 3),
      records.slice(3, 4),
    ]);
    expect([...(joined.judgements.get('q') ?? [])]).toEqual([
      ['joined-a', 3],
      ['d', 2],
    ]);
  });
});
