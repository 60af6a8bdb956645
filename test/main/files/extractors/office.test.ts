import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makePptx, relations, slideShape } from '../../../helpers/make-office.ts';
import { makeDocx, wordParagraph } from '../../../helpers/make-docx.ts';
import { makePdf } from '../../../helpers/make-pdf.ts';
import { makeZip } from '../../../helpers/make-zip.ts';

const pagesOf = async (name: string, bytes: Uint8Array): Promise<unknown[]> =>
  (await extracted(name, bytes)).blocks.map(({ page, heading, text }) => [page, heading.join(' > '), text]);

describe('PPTX', () => {
  it('gives slides in their order, titles as headings, notes with their slide', async () => {
    const file = makePptx(
      [
        slideShape('body', 'one', 'two') + slideShape('ctrTitle', 'On Whales') + slideShape('ftr', 'Secret'),
        slideShape('title', 'Song') +
          slideShape('sldNum', '2') +
          slideShape('ftr', 'Secret') +
          slideShape('body', 'They sing.'),
      ],
      {
        'ppt/slides/_rels/slide1.xml.rels': relations({ n: ['notesSlide', '../notesSlides/n1.xml'] }),
        'ppt/notesSlides/n1.xml': `<p:notes>${slideShape('sldImg', 'x')}${slideShape('body', 'Speak slowly.')}</p:notes>`,
        'docProps/core.xml':
          '<p><dc:title>PowerPoint Presentation</dc:title><dc:creator>Ann</dc:creator></p>',
      },
    );
    expect(await pagesOf('x.pptx', file)).toEqual([
      [1, '', 'one\ntwo'],
      [2, 'Song', 'They sing.'],
      [2, 'Song', 'Speak slowly.'],
      [null, '', 'Secret'],
    ]);
    expect(await extracted('x.pptx', file)).toMatchObject({ title: 'On Whales', fields: { author: 'Ann' } });
  });

  it('reads tables with the names of their columns, and diagrams', async () => {
    const cells = (...texts: string[]): string =>
      `<a:tr>${texts.map((text) => `<a:tc><a:p><a:t>${text}</a:t></a:p></a:tc>`).join('')}</a:tr>`;
    const table = `<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/>${cells('Name', 'Size')}${cells('Whale', '30 m')}</a:tbl></p:graphicFrame>`;
    const file = makePptx([slideShape('title', 'Sizes') + table], {
      'ppt/slides/_rels/slide1.xml.rels': relations({ d: ['diagramData', '/ppt/diagrams/data1.xml'] }),
      'ppt/diagrams/data1.xml': '<dgm:pt><dgm:t><a:p><a:t>Step</a:t></a:p></dgm:t></dgm:pt>',
    });
    expect((await extracted('x.pptx', file)).blocks.map(({ text }) => text)).toEqual([
      'Name: Whale; Size: 30 m',
      'Step',
    ]);
  });

  it('is told from a document that lies in it, and from its name', async () => {
    const file = makePptx([slideShape('body', 'words')], {
      'ppt/embeddings/a.docx': makeDocx(wordParagraph('inner')),
    });
    expect(await blocksOf('x.docx', file)).toEqual(['words']);
  });
});

describe('VSDX', () => {
  it('gives pages and the text of their shapes', async () => {
    const file = makeZip({
      '_rels/.rels': relations({ r: ['document', 'visio/document.xml'] }),
      'visio/document.xml': '<VisioDocument/>',
      'visio/_rels/document.xml.rels': relations({ p: ['pages', 'pages/pages.xml'] }),
      'visio/pages/pages.xml': '<Pages><Page ID="0" Name="Plan"><Rel r:id="p1"/></Page></Pages>',
      'visio/pages/_rels/pages.xml.rels': relations({ p1: ['page', 'page1.xml'] }),
      'visio/pages/page1.xml':
        '<PageContents><Shape><Text><cp IX="0"/>Router\n</Text></Shape><Shape><Text/></Shape></PageContents>',
    });
    expect(await pagesOf('x.vsdx', file)).toEqual([[1, 'Plan', 'Router']]);
  });
});

describe('iWork', () => {
  it('reads the preview, or says that nothing can be read', async () => {
    const preview = makePdf({ title: 'On Whales', pages: [['They sing.']] });
    const file = makeZip({ 'QuickLook/Preview.pdf': preview, 'index.xml': '<x/>' });
    expect(await pagesOf('x.pages', file)).toEqual([[1, '', 'They sing.']]);
    await expect(extracted('x.key', makeZip({ 'Index/Document.iwa': 'x' }))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
    await expect(
      extracted('x.numbers', makeZip({ '.iwpv2': 'x', 'Index/Document.iwa': 'x' })),
    ).rejects.toMatchObject({
      code: 'PASSWORD_NOT_TAKEN',
    });
  });
});

describe('Word', () => {
  it.each(['x.dotx', 'x.docm', 'x.dotm'])('reads %s', async (name) => {
    expect(await blocksOf(name, makeDocx(wordParagraph('words')))).toEqual(['words']);
  });
});
