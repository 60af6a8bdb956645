import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makeEpub } from '../../../helpers/make-epub.ts';
import { makeZip } from '../../../helpers/make-zip.ts';

describe('EPUB', () => {
  const PAGES = { 'b.xhtml': '<p>They sing.</p>', 'a.xhtml': '<h1>Size</h1><p>Large.</p>' };
  const CONTENTS =
    '<li><a href="text/b.xhtml">Song</a></li><li><a href="text/a.xhtml#x">Size of whales</a></li>';

  it('gives chapters in the order they are read, named by themselves or the contents', async () => {
    const file = makeEpub(PAGES, CONTENTS);
    expect(await blocksOf('x.epub', file)).toEqual(['Song | They sing.', 'Size | Large.']);
    expect(await extracted('x.epub', file)).toMatchObject({
      title: 'On Whales',
      fields: { author: 'Ann, Bob' },
    });
  });

  it('reads the contents of older books', async () => {
    const point = (name: string, path: string, inner = ''): string =>
      `<navPoint><navLabel><text>${name}</text></navLabel><content src="${path}"/>${inner}</navPoint>`;
    const ncx = `<ncx><navMap>${point('Part One', 'c.xhtml', point('Song', 'text/b.xhtml'))}</navMap></ncx>`;
    const opf = `<package><manifest><item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="b" href="text/b.xhtml"/><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/><itemref idref="b"/></spine></package>`;
    const file = makeEpub(PAGES, '', {
      'OEBPS/book.opf': opf,
      'OEBPS/toc.ncx': ncx,
      'OEBPS/c.xhtml': '<p>Before.</p>',
    });
    expect(
      (await extracted('x.epub', file)).blocks.map(({ heading, text }) => [heading.at(-1), text]),
    ).toEqual([
      [undefined, 'Before.'],
      ['Song', 'They sing.'],
    ]);
  });

  it('tells a locked book from one whose fonts are locked', async () => {
    const lock = (path: string): Record<string, string> => ({
      'META-INF/encryption.xml': `<e><CipherReference URI="${path}"/></e>`,
    });
    const page = { 'b.xhtml': '<p>They sing.</p>' };
    expect(await blocksOf('x.epub', makeEpub(page, '', lock('OEBPS/font.otf')))).toEqual(['They sing.']);
    await expect(extracted('x.epub', makeEpub(page, '', lock('OEBPS/text/b.xhtml')))).rejects.toMatchObject({
      code: 'SHOP_LOCKED',
    });
    await expect(extracted('x.epub', makeEpub({}))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
  });
});

describe('FictionBook', () => {
  const BOOK =
    '<?xml version="1.0" encoding="windows-1251"?><FictionBook><description><title-info><genre>prose</genre>' +
    '<author><first-name>Лев</first-name><last-name>Толстой</last-name></author><book-title>Война и мир</book-title></title-info>' +
    '<document-info><author><nickname>scanner</nickname></author></document-info></description>' +
    '<body><section><title><p>Часть</p><p>первая</p></title><section><title><p>I</p></title><p>Ну, <emphasis>князь</emphasis>.</p>' +
    '<poem><stanza><v>раз</v><v>два</v></stanza></poem><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></section></section></body>' +
    '<body name="notes"><section><p>сноска</p></section></body><binary>aGVsbG8=</binary></FictionBook>';
  const BLOCKS = [
    'Часть первая > I | Ну, князь.',
    'Часть первая > I | раз\nдва',
    'Часть первая > I | a: 1; b: 2',
    'сноска',
  ];

  it('gives sections, verses, tables and notes in its own encoding', async () => {
    const bytes = encode(BOOK, 'windows-1251');
    expect(await blocksOf('x.fb2', bytes)).toEqual(BLOCKS);
    expect(await extracted('x.fb2', bytes)).toMatchObject({
      title: 'Война и мир',
      fields: { author: 'Лев Толстой', subject: 'prose' },
    });
    expect(await blocksOf('x.fb2.zip', makeZip({ 'x.fb2': bytes }))).toEqual(BLOCKS);
  });
});
