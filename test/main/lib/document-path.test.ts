import { expect, test } from 'vitest';

import { foldersOfPath, nameOfPath } from '../../../src-main/lib/document-path.ts';

test.each([
  ['/papers/a.txt', '/papers', 'a.txt'],
  ['/papers/letters.zip › may.pdf', '/papers/letters.zip', 'may.pdf'],
  ['/papers/letters.zip › 2023/may.pdf', '/papers/letters.zip › 2023', 'may.pdf'],
  ['/papers/mail.eml › a.zip › may.pdf', '/papers/mail.eml › a.zip', 'may.pdf'],
  ['a.txt', '', 'a.txt'],
])('%s lies in %s', (path, folders, name) => {
  expect([foldersOfPath(path), nameOfPath(path)]).toEqual([folders, name]);
});
