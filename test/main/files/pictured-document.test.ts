import { describe, expect, it } from 'vitest';

import { openPictured } from '../../../src-main/files/pictured-document.ts';
import { makePng } from '../../helpers/make-picture.ts';
import { makeScan, noisyPage, pngOf, scannedPage } from '../../helpers/make-scan.ts';

const SCAN = makeScan([noisyPage(40, 40), noisyPage(40, 40)], [['A page of words']]);

describe('a document with pictures', () => {
  it('names the pages to be looked at, and shows them as a scanner would', async () => {
    const document = await openPictured(SCAN, 'x.pdf', 'pdf');
    expect(document.pages).toEqual([2, 3]);
    const picture = await document.picture(2);
    expect(picture).toMatchObject({ width: expect.any(Number), grey: expect.any(Uint8Array) });
    document.close();
  });

  it('has the words of a page on that page, and tells of pages that failed', async () => {
    const document = await openPictured(SCAN, 'x.pdf', 'pdf');
    const { blocks, shortfall } = await document.extraction([
      { page: 2, text: '', code: 'RECOGNITION_TOO_LONG' },
      { page: 3, text: 'Receipt of the harbour office', code: null },
    ]);
    expect(blocks.map(({ text, page }) => [page, text])).toEqual([
      [1, 'A page of words'],
      [3, 'Receipt of the harbour office'],
    ]);
    expect(shortfall).toMatchObject({
      code: 'RECOGNITION_TOO_LONG',
      cause: 'The words of 1 of 2 pictured pages could not be recognised.',
    });
    document.close();
  });

  it('is complete where pages beside its text have no words', async () => {
    const document = await openPictured(SCAN, 'x.pdf', 'pdf');
    const { shortfall } = await document.extraction([
      { page: 2, text: '', code: null },
      { page: 3, text: '', code: null },
    ]);
    expect(shortfall).toBeNull();
    document.close();
  });

  it('has a picture’s words behind what was written beside it', async () => {
    const picture = pngOf(await scannedPage(['unread']));
    const document = await openPictured(picture, 'x.png', 'png');
    expect(document.pages).toEqual([1]);
    const { blocks, dataLike } = await document.extraction([{ page: 1, text: 'Ahoy there', code: null }]);
    expect(blocks).toMatchObject([{ text: 'Ahoy there', page: null }]);
    expect(dataLike).toBe(false);
    expect((await openPictured(makePng({}), 'x.png', 'png')).pages).toEqual([]);
  });
});
