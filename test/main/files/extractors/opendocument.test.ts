import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makeFlatOpenDocument, makeOpenDocument } from '../../../helpers/make-opendocument.ts';

const p = (text: string, style = ''): string => `<text:p text:style-name="${style}">${text}</text:p>`;

const BODY =
  p('On Whales', 'P1') +
  '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>' +
  '<text:h text:outline-level="1">Song</text:h>' +
  p(
    'They<text:s text:c="2"/>sing<text:note><text:note-citation>1</text:note-citation><text:note-body>' +
      `${p('At night.')}</text:note-body></text:note>.<office:annotation><dc:creator>Ann</dc:creator>${p('Check!')}</office:annotation>`,
  ) +
  '<text:h text:outline-level="2">Size</text:h>' +
  `<text:list><text:list-item>${p('one')}<text:list><text:list-item>${p('two')}</text:list-item></text:list></text:list-item></text:list>` +
  `<table:table><table:table-header-rows><table:table-row><table:table-cell>${p('Name')}</table:table-cell><table:table-cell>${p('Size')}</table:table-cell></table:table-row></table:table-header-rows>` +
  `<table:table-row><table:table-cell>${p('Whale')}</table:table-cell><table:table-cell>${p('30 m')}</table:table-cell></table:table-row></table:table>` +
  p('<draw:frame><draw:image/><svg:title>A whale</svg:title></draw:frame>');

const BLOCKS = [
  'Song | They  sing.',
  'Song > Size | one\ntwo',
  'Song > Size | Name: Whale; Size: 30 m',
  'Song > Size | A whale',
  'At night.',
  'Check!',
];
const META =
  '<dc:title>Whales</dc:title><meta:initial-creator>Ann</meta:initial-creator><dc:creator>Bob</dc:creator>';

describe('OpenDocument', () => {
  it('gives headings, lists, tables and notes of a text', async () => {
    const file = makeOpenDocument('text', BODY);
    expect((await extracted('x.odt', file)).title).toBe('On Whales');
    expect(await blocksOf('x.odt', file)).toEqual(BLOCKS);
    expect(await blocksOf('x.dat', file)).toEqual(BLOCKS);
  });

  it('reads the same as one XML file, with its properties', async () => {
    expect(await blocksOf('x.fodt', makeFlatOpenDocument('text', BODY))).toEqual(BLOCKS);
    const plain = makeFlatOpenDocument('text', p('Some words'), META);
    expect(await extracted('x.fodt', plain)).toMatchObject({ title: 'Whales', fields: { author: 'Ann' } });
    expect(await blocksOf('x.xml', plain)).toEqual(['Some words']);
  });

  it('keeps page headers once', async () => {
    const styles = `<office:document-styles><style:master-page><style:header>${p('Secret')}</style:header><style:header-left>${p('Secret')}</style:header-left></style:master-page></office:document-styles>`;
    const file = makeOpenDocument('text', p('words'), { 'styles.xml': styles });
    expect(await blocksOf('x.odt', file)).toEqual(['words', 'Secret']);
  });

  it('gives slides as pages with their titles and notes', async () => {
    const frame = (place: string, text: string): string =>
      `<draw:frame presentation:class="${place}"><draw:text-box>${p(text)}</draw:text-box></draw:frame>`;
    const slide = `<draw:page>${frame('outline', 'They sing.')}${frame('title', 'Song')}<presentation:notes>${frame('page', 'x')}${frame('notes', 'Slowly.')}</presentation:notes></draw:page>`;
    const file = makeOpenDocument(
      'presentation',
      `<draw:page>${frame('title', 'On Whales')}${p('first')}</draw:page>${slide}${slide}`,
    );
    const { blocks } = await extracted('x.odp', file);
    expect(blocks.map(({ page, text }) => [page, text])).toEqual([
      [1, 'first'],
      [2, 'They sing.'],
      [2, 'Slowly.'],
      [3, 'They sing.'],
      [3, 'Slowly.'],
    ]);
    expect(blocks[3]?.heading).toEqual(['Song']);
  });

  it('says that a document is under a password, or broken', async () => {
    const manifest = '<manifest:manifest><manifest:encryption-data/></manifest:manifest>';
    const file = makeOpenDocument('text', BODY, { 'META-INF/manifest.xml': manifest });
    await expect(extracted('x.odt', file)).rejects.toMatchObject({ code: 'DOCUMENT_PASSWORD' });
    await expect(extracted('x.odt', file.subarray(0, 200))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
  });
});
