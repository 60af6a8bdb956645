import { describe, expect, it } from 'vitest';

import { unpackSnappy } from '../../../../src-main/files/extractors/snappy.ts';
import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makeKeynote, makePages } from '../../../helpers/make-iwork.ts';
import { makePdf } from '../../../helpers/make-pdf.ts';
import { makeZip } from '../../../helpers/make-zip.ts';

describe('Pages, Numbers, Keynote', () => {
  it('give their texts and their cells, without what shows where to write', async () => {
    const file = makePages('A letter\u2028of two lines \ufffc', ['Name', 'Größe']);
    expect(await blocksOf('x.pages', file)).toEqual(['A letter\nof two lines', 'Name\nGröße']);
  });

  it('give slides in the order of their numbers, each under its first text', async () => {
    const slides = Array.from({ length: 11 }, (_, index) => [`Slide ${index + 1}`, `about ${index + 1}`]);
    expect((await blocksOf('x.key', makeKeynote(slides))).slice(8)).toEqual([
      'Slide 9 | about 9',
      'Slide 10 | about 10',
      'Slide 11 | about 11',
    ]);
  });

  it('of before 2013 give paragraphs and tables', async () => {
    const index =
      '<ls:document><sf:stylesheet><sf:p>design</sf:p></sf:stylesheet><ls:workspace ls:workspace-name="Year">' +
      '<sf:tabular-model sf:name="Costs"><sf:t><sf:ct sfa:s="Rent"/></sf:t><sf:n sf:v="775"/></sf:tabular-model>' +
      '</ls:workspace><sf:p>Some <sf:span>words</sf:span><sf:br/></sf:p><sf:p><sf:ghost-text>Lorem</sf:ghost-text></sf:p></ls:document>';
    expect(await blocksOf('x.numbers', makeZip({ 'index.xml': index }))).toEqual([
      'Year > Costs | Rent\n775',
      'Year > Costs | Some words',
    ]);
  });

  it('give the preview where it says more', async () => {
    const preview = makePdf({ pages: [['All the words of a long document']] });
    const old = '<sl:document><sf:p>few</sf:p></sl:document>';
    const file = makeZip({ 'index.xml': old, 'QuickLook/Preview.pdf': preview });
    expect(await blocksOf('x.pages', file)).toEqual(['All the words of a long document']);
  });

  it('say that a password protects them, or that they are broken', async () => {
    await expect(extracted('x.pages', makeZip({ '.iwpv2': 'x' }))).rejects.toMatchObject({
      code: 'PASSWORD_NOT_TAKEN',
    });
    await expect(extracted('x.pages', makeZip({ 'other.xml': '<a/>' }))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });
});

describe('Snappy', () => {
  it('copies what it has, also what a copy has just made', () => {
    // "ab", then six bytes from two before.
    expect(
      Buffer.from(unpackSnappy(Uint8Array.of(8, 1 << 2, 97, 98, ((6 - 4) << 2) | 1, 2))).toString(),
    ).toBe('abababab');
  });

  it.each([
    ['a copy from before the start', [8, 0, 97, 1, 9]],
    ['a length without measure', [0xff, 0xff, 0xff, 0xff, 7, 0, 97]],
    ['an end within', [8, 0, 97, 2]],
  ])('refuses %s', (_, bytes) => {
    expect(() => unpackSnappy(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'FILE_BROKEN' }),
    );
  });
});
