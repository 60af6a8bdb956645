import { expect, it } from 'vitest';

import { wholeLibrary } from '../../../src-main/search/known-words.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

it('words of the whole library are counted as it stands now, in its texts and in its names', async () => {
  await using library = await storedLibrary();
  const known = wholeLibrary(library.connection);
  const counted = () => [known.frequency('oak'), known.nameFrequency('oak', '"oak"')];
  library.add('oak.txt', ['an oak', 'an elm']);
  expect(counted()).toEqual([1, 1]);
  library.add('oak and elm.txt', ['oak by oak', 'the oak']);
  expect(counted()).toEqual([3, 2]);
});
