import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makeCompound } from '../../../helpers/make-compound.ts';
import { makeDoc, makeOldDoc, makePpt } from '../../../helpers/make-old-office.ts';

describe('old Word documents', () => {
  it('give title, headings, paragraphs and footnotes', async () => {
    const body = 'Whales\rThey are large.\rSong\rThey sing.\r';
    const doc = makeDoc(body, {
      title: 'On Whales',
      footnotes: 'A note.\r',
      styles: [
        [0, 7, 1],
        [7, 23, 0],
        [23, 28, 2],
      ],
    });
    expect((await extracted('x.doc', doc)).title).toBe('On Whales');
    expect(await blocksOf('x.doc', doc)).toEqual([
      'Whales | They are large.',
      'Whales > Song | They sing.',
      'A note.',
    ]);
  });

  it('leave out codes of fields and deleted text', async () => {
    const body = 'See \x13 HYPERLINK "http://x.org" \x14the page\x15 or not now.\rEnd\r';
    const deleted = body.indexOf('not ');
    const doc = makeDoc(body, { deleted: [[deleted, deleted + 4]] });
    expect(await blocksOf('x.doc', doc)).toEqual(['See the page or now.', 'End']);
  });

  it('keep the cells of a table in a line', async () => {
    const doc = makeDoc('Name\x07Size\x07After\r');
    expect(await blocksOf('x.doc', doc)).toEqual(['Name | Size | After']);
  });

  it('of Word 95 are read in the encoding of their language', async () => {
    const doc = makeOldDoc(encode('Киты поют\rВ море\r', 'cp1251'), 0x0419);
    expect(await blocksOf('x.doc', doc)).toEqual(['Киты поют', 'В море']);
  });

  it('are refused under a password, where broken, and where older than can be read', async () => {
    const reading = (bytes: Uint8Array): Promise<unknown> => extracted('x.doc', bytes);
    await expect(reading(makeDoc('secret', { isEncrypted: true }))).rejects.toMatchObject({
      code: 'DOCUMENT_PASSWORD',
    });
    await expect(reading(makeCompound({ WordDocument: Buffer.alloc(5000) }))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
    await expect(reading(Buffer.from('\xdb\xa5-\0\0\x01\x02', 'latin1'))).rejects.toMatchObject({
      code: 'FORMAT_NOT_READ',
    });
  });
});

describe('old PowerPoint slides', () => {
  it('are read in their order, with notes and without the master', async () => {
    const ppt = makePpt([
      { title: 'Whales', texts: ['They are large.\rThey sing.', '*'], notes: 'Speak slowly.' },
      { title: 'Krill', texts: ['It is small.'] },
    ]);
    const { title, blocks } = await extracted('x.ppt', ppt);
    expect(title).toBe('Whales');
    expect(blocks).toEqual([
      { text: 'They are large.\nThey sing.', heading: [], page: 1 },
      { text: 'Speak slowly.', heading: [], page: 1 },
      { text: 'It is small.', heading: ['Krill'], page: 2 },
    ]);
  });

  it('are found one by one where their directory is broken', async () => {
    const ppt = Buffer.from(makePpt([{ title: 'Whales', texts: ['They sing.'] }]));
    const directory = Buffer.alloc(4);
    directory.writeUInt16LE(6002, 2);
    ppt.writeUInt16LE(1, ppt.indexOf(directory.subarray(2)));
    expect((await blocksOf('x.ppt', ppt)).join()).toContain('They sing.');
  });

  it('are refused under a password', async () => {
    await expect(extracted('x.ppt', makePpt([], true))).rejects.toMatchObject({ code: 'DOCUMENT_PASSWORD' });
  });
});
