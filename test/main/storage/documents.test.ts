import { expect, it } from 'vitest';

import { documentsOfContent } from '../../../src-main/storage/documents.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

it('of the documents of a content the one of the shortest path stands first, were it the last to come', async () => {
  await using library = await storedLibrary();
  library.add('a/long/path.txt', ['the same']);
  const content = Number(library.one('SELECT max(id) FROM contents'));
  const paths = () => documentsOfContent(library.connection, content).map(({ path }) => path);
  expect(paths()).toEqual(['a/long/path.txt']);
  library.add('c.txt', ['the same']);
  library.add('b.txt', ['the same']);
  expect(paths()).toEqual(['b.txt', 'c.txt', 'a/long/path.txt']);
  expect(documentsOfContent(library.connection, content + 1)).toEqual([]);
});
