import { expect, it } from 'vitest';

import { ContentIndex } from '../../../src-main/storage/content-index.ts';
import { contentOfPassage } from '../../../src-main/storage/passages.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

it('says of every passage what the table says, as contents come', async () => {
  await using library = await storedLibrary();
  const index = new ContentIndex(library.connection);
  index.follow();
  expect(index.contentOf(1)).toBeUndefined();
  library.add('a', ['one', 'two', 'three']);
  library.add('empty', []);
  library.add('b', ['four']);
  library.drop('a');
  library.index.sweep();
  library.add('c', ['five', 'six']);
  index.follow();
  for (let passage = 0; passage <= 8; passage += 1)
    expect(index.contentOf(passage), `${passage}`).toBe(contentOfPassage(library.connection, passage)?.id);
});
