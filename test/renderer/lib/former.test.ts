import { expect, test } from 'vitest';

import { readFormer } from '../../../src-renderer/lib/former.ts';
import { pageAddress } from '../../../src-main/electron/names.ts';

const NOTHING = { filled: false, look: null };

test('what the program says in the address of a page is read there', () => {
  const former = {
    filled: true,
    look: { theme: 'dark', density: 'dense', textSize: 'large', dimPages: true },
  } as const;
  const { search } = new URL(pageAddress('main', former));
  expect(readFormer({ search })).toEqual(former);
  expect(new URLSearchParams(search).get('window')).toBe('main');
});

test('of a page that was empty nothing is said', () => {
  expect(pageAddress('quick', NOTHING)).toBe('inkling-page://app/?window=quick');
  expect(readFormer({ search: '?window=quick' })).toEqual(NOTHING);
});

test.each(['', 'null', '{', '[]', '7', '{"filled":"yes","look":{"theme":1}}'])(
  'what is no such thing is nothing: %s',
  (text) => {
    expect(readFormer({ search: `?former=${encodeURIComponent(text)}` })).toEqual(NOTHING);
  },
);
