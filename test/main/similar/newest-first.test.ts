import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { newestFirst } from '../../../src-main/similar/newest-first.ts';

const named = (path: string, modified: number) => ({ id: 1, path, modified });

it('puts what was changed last first, unless names say which version is later', () => {
  const [one, two, note] = [named('a/plan v1.md', 30), named('b/plan v2.md', 10), named('note.md', 20)];
  expect(newestFirst([two, note, one])).toEqual([two, note, one]);
  expect(newestFirst([one, two])).toEqual([two, one]);
  expect(newestFirst([named('2024-01-02.md', 5), named('2024-01-03.md', 1)])[0]!.path).toBe('2024-01-03.md');
  // of other documents a version says nothing
  expect(newestFirst([named('plan v1.md', 30), named('menu v2.md', 10)])[0]!.path).toBe('plan v1.md');
});

it('gives one order, whatever the order before', () => {
  const paths = fc.constantFrom(
    'plan v1.md',
    'plan v2.md',
    'plan 2024-01-01.md',
    'plan v1 2024-02-01.md',
    'b.md',
  );
  const drawn = fc.array(fc.record({ path: paths, modified: fc.nat(4) }), { maxLength: 12 });
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat()), (documents, keys) => {
      const held = documents.map((document, id) => ({ ...document, id }));
      const shuffled = held
        .map((document) => ({ document, key: keys.next().value as number }))
        .toSorted((left, right) => left.key - right.key)
        .map(({ document }) => document);
      expect(newestFirst(shuffled)).toEqual(newestFirst(held));
    }),
  );
});
