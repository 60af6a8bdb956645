import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { PdfLegibility } from '../../../../src-main/files/extractors/pdf-legibility.ts';
import { REASONS } from '../../../../src-main/files/reasons.ts';
import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makeDocx, wordParagraph } from '../../../helpers/make-docx.ts';
import { makePdf } from '../../../helpers/make-pdf.ts';

const STYLES =
  '<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>' +
  '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>' +
  '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>' +
  '<w:style w:styleId="Leveled"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>';
const style = (name: string): string => `<w:pStyle w:val="${name}"/>`;

describe('DOCX', () => {
  it('gives headings by style, own title and lists', async () => {
    const docx = makeDocx(
      wordParagraph('On Whales', style('Titel')) +
        wordParagraph('Song', style('Own')) +
        wordParagraph('They sing.') +
        wordParagraph('Deep', style('Leveled')) +
        wordParagraph('one', '<w:numPr/>') +
        wordParagraph('two', '<w:numPr/>') +
        wordParagraph('after'),
      { 'word/styles.xml': STYLES },
    );
    expect((await extracted('x.docx', docx)).title).toBe('On Whales');
    expect(await blocksOf('x.docx', docx)).toEqual([
      'Song | They sing.',
      'Song > Deep | one\ntwo',
      'Song > Deep | after',
    ]);
  });

  it('leaves out tracked deletions, keeps insertions, tables, notes and margins once', async () => {
    const header = `<w:hdr>${wordParagraph('Confidential')}</w:hdr>`;
    const docx = makeDocx(
      '<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>' +
        `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>${wordParagraph('Name')}</w:tc><w:tc>${wordParagraph('Size')}</w:tc></w:tr>` +
        `<w:tr><w:tc>${wordParagraph('Whale')}</w:tc><w:tc>${wordParagraph('30 m')}</w:tc></w:tr></w:tbl>`,
      {
        'word/footnotes.xml': `<w:footnotes>${wordParagraph('A note.')}</w:footnotes>`,
        'word/header1.xml': header,
        'word/header2.xml': header,
        'docProps/core.xml': '<p><dc:title>Fish &amp; Whales</dc:title><dc:creator>Ann</dc:creator></p>',
      },
    );
    const { title, fields } = await extracted('x.docx', docx);
    expect([title, fields]).toEqual(['Fish & Whales', { author: 'Ann' }]);
    expect(await blocksOf('x.docx', docx)).toEqual([
      'kept new',
      'Name: Whale; Size: 30 m',
      'A note.',
      'Confidential',
    ]);
  });

  it('refuses what unpacks without measure, and what is cut short', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(20_000_000) }, { level: 9 });
    await expect(extracted('x.docx', bomb)).rejects.toMatchObject({ code: 'ARCHIVE_TOO_LARGE' });
    const whole = zipSync({ 'word/document.xml': strToU8('<w:document/>'.repeat(50)) });
    await expect(extracted('x.docx', whole.subarray(0, 60))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
  });
});

describe('PDF', () => {
  it('gives pages, title, paragraphs and bookmarks', async () => {
    const pdf = makePdf({
      title: 'On Whales',
      pages: [
        [
          'The whale is the largest animal that has ever lived on this pla-',
          'net, and it feeds on the very smallest of them all, as we know',
          'from many voyages.',
        ],
        ['2 Song', 'They sing for hours, and each winter all of them sing the same', 'song.'],
      ],
      bookmarks: [
        ['Size', 0],
        ['Song', 1],
      ],
    });
    const { title, blocks } = await extracted('x.pdf', pdf);
    expect(title).toBe('On Whales');
    expect(blocks.map(({ page, heading, text }) => [page, heading.join(), text])).toEqual([
      [1, 'Size', expect.stringMatching(/^The whale .* this planet, and .* voyages\.$/)],
      [2, 'Song', 'They sing for hours, and each winter all of them sing the same song.'],
    ]);
  });

  it('takes no file name for a title', async () => {
    const pdf = makePdf({ title: 'Microsoft Word - report final.docx', pages: [['x']] });
    expect((await extracted('x.pdf', pdf)).title).not.toBe('report.docx');
    expect((await extracted('x.pdf', makePdf({ title: 'report.docx', pages: [['x']] }))).title).toBeNull();
  });

  it('gives what was filled into a form and noted beside the text', async () => {
    const pdf = makePdf({
      pages: [['Name of the whale']],
      fields: ['Moby Dick'],
      notes: ['ask the captain'],
    });
    expect((await extracted('x.pdf', pdf)).blocks.map(({ text }) => text)).toEqual([
      'Name of the whale Moby Dick',
      'ask the captain',
    ]);
  });

  it('says which pages are pictures', async () => {
    const scanned = await extracted('x.pdf', makePdf({ pages: [], pictures: 2 }));
    expect(scanned.shortfall).toMatchObject({
      code: 'PDF_NO_TEXT',
      cause: 'The pages are pictures without text.',
    });
    const half = await extracted('x.pdf', makePdf({ pages: [['words']], pictures: 1 }));
    expect(half.shortfall).toMatchObject({
      code: 'PDF_NO_TEXT',
      cause: 'The text of 1 of 2 pages is in pictures; the rest is searchable.',
    });
    const cover = await extracted(
      'x.pdf',
      makePdf({ pages: Array.from({ length: 12 }, () => ['words']), pictures: 1 }),
    );
    expect(cover.shortfall).toBeNull();
  });

  it('says that the letters of a page are not known, and leaves them out', () => {
    const legibility = new PdfLegibility();
    expect(legibility.accepts({ text: '\ue001\ufffd\u0004\u0005ab', notes: [], shows: 'text' })).toBe(false);
    expect(legibility.shortfall()?.cause).toBe(REASONS.PDF_GARBLED.cause);
    expect(
      legibility.accepts({ text: 'A page of words with a \uf0b7 in it', notes: [], shows: 'text' }),
    ).toBe(true);
    expect(legibility.shortfall()?.cause).toMatch(/^The text of 1 of 2 pages cannot be told/);
  });

  it('says that pages hold no text, and that a file is broken', async () => {
    expect((await extracted('x.pdf', makePdf({ pages: [[]] }))).shortfall).toMatchObject({
      code: 'PDF_EMPTY',
      cause: 'The pages hold no text.',
    });
    await expect(extracted('x.pdf', '%PDF-1.4 and nothing more')).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });
});
