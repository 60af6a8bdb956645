import { describe, expect, it } from 'vitest';

import { namedDocuments } from '../../../src-main/search/names.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

async function documents(query: string) {
  await using library = await storedLibrary();
  for (const path of ['eips/eip-1559.md', 'eips/eip-3044.md', 'tax/My Report 2023.pdf', 'README', 'a/.md'])
    library.add(path, [`text of ${path}`]);
  const words = query.split(' ');
  return namedDocuments(library.connection, words, { total: 5, filtered: false });
}

async function named(query: string) {
  return (await documents(query)).map(({ document, outright }) => `${document.path}${outright ? '!' : ''}`);
}

describe('a file is named outright', () => {
  it.each([
    ['EIP-1559', 'eips/eip-1559.md!'],
    ['eip-1559.md', 'eips/eip-1559.md!'],
    ['1559 eip', 'eips/eip-1559.md!'],
    ['my report 2023', 'tax/My Report 2023.pdf!'],
    ['readme', 'README!'],
  ])('by %s', async (query, first) => {
    expect((await named(query))[0]).toBe(first);
  });

  it.each([['eip'], ['EIP-1559 fees'], ['report 2023']])('not by %s', async (query) => {
    expect((await named(query)).filter((path) => path.endsWith('!'))).toEqual([]);
  });
});

describe('a file is named by its code', () => {
  it.each([
    ['EIP-1559 base fee', ['eips/eip-1559.md']],
    ['report 2023', []],
    ['readme of eip', []],
  ])('in %s', async (query, expected) => {
    const codes = (await documents(query)).filter(({ byCode }) => byCode);
    expect(codes.map(({ document }) => document.path)).toEqual(expected);
  });
});
