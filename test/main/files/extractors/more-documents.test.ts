import { describe, expect, it } from 'vitest';

import { unpackPalmDoc } from '../../../../src-main/files/extractors/palm-doc.ts';
import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makeKindle, makePalm } from '../../../helpers/make-books.ts';
import { makeDbase } from '../../../helpers/make-dbase.ts';
import { HANGUL_LOCKED, HANGUL_PACKED, makeHangul } from '../../../helpers/make-hangul.ts';
import { makeZip } from '../../../helpers/make-zip.ts';

describe('XPS', () => {
  it('gives pages in the order of their numbers, glyphs of one height as one line', async () => {
    const page = (...glyphs: readonly (readonly [text: string, height: number])[]): string =>
      `<FixedPage>${glyphs.map(([text, y]) => `<Glyphs UnicodeString="${text}" OriginY="${y}"/>`).join('')}</FixedPage>`;
    const file = makeZip({
      'Documents/1/Pages/10.fpage': page(['last', 1]),
      'Documents/1/Pages/2.fpage': page(['{}{whale}', 10], ['and krill', 10.5], ['below', 30]),
    });
    const { blocks } = await extracted('x.xps', file);
    expect(blocks.map(({ text, page: number }) => [number, text])).toEqual([
      [1, '{whale} and krill\nbelow'],
      [2, 'last'],
    ]);
  });
});

describe('Kindle', () => {
  it('gives the chapters and facts of a book, without what stands behind its text', async () => {
    const book = makeKindle(
      '<html><body><h2>Chapter One</h2><p>Größe of whales</p><h2>Two</h2><p>krill</p>',
      {
        title: 'On Whales',
        authors: ['A. Writer', 'B. Writer'],
      },
    );
    expect(await extracted('x.mobi', book)).toMatchObject({
      title: 'On Whales',
      fields: { author: 'A. Writer, B. Writer' },
      blocks: [
        { heading: ['Chapter One'], text: 'Größe of whales' },
        { heading: ['Two'], text: 'krill' },
      ],
    });
  });

  it('unpacks letters, runs, blanks and copies', () => {
    const packed = Buffer.of(97, 98, 0xe3, 2, 0xc3, 0xa9, 0x80, 6 << 3);
    expect(Buffer.from(unpackPalmDoc(packed)).toString()).toBe('ab céab ');
  });

  it('says that the shop has locked a book, or that it cannot be read yet', async () => {
    const head = (packing: number, lock: number): Buffer => {
      const header = Buffer.alloc(16);
      header.writeUInt16BE(packing, 0);
      header.writeUInt16BE(lock, 12);
      return header;
    };
    const book = (header: Buffer): Uint8Array => makePalm('TEXtREAd', [header, Buffer.from('x')]);
    await expect(extracted('x.azw', book(head(2, 1)))).rejects.toMatchObject({ code: 'SHOP_LOCKED' });
    await expect(extracted('x.azw', book(head(17_480, 0)))).rejects.toMatchObject({
      code: 'FORMAT_NOT_READ',
    });
  });
});

describe('Hangul', () => {
  it('gives paragraphs of an old document, without signs', async () => {
    const signs = `${'\u0002'.repeat(8)}고래\u0009${'\0'.repeat(6)}\u0009와 크릴\r`;
    expect(await blocksOf('x.hwp', makeHangul(signs))).toEqual(['고래 와 크릴']);
    await expect(extracted('x.hwp', makeHangul(signs, HANGUL_PACKED | HANGUL_LOCKED))).rejects.toMatchObject({
      code: 'PASSWORD_NOT_TAKEN',
    });
  });

  it('gives paragraphs and cells of a new document', async () => {
    const section =
      '<hs:sec><hp:p><hp:run><hp:t>고래<hp:lineBreak/>크릴</hp:t><hp:tbl><hp:p><hp:t>셀</hp:t></hp:p></hp:tbl></hp:run></hp:p></hs:sec>';
    const file = makeZip({ mimetype: 'application/hwp+zip', 'Contents/section0.xml': section });
    expect(await blocksOf('x', file)).toEqual(['셀', '고래\n크릴']);
  });
});

describe('dBASE', () => {
  it('gives rows under the names of their columns, in their code page', async () => {
    const columns = [
      { name: 'NAME', width: 6 },
      { name: 'PICTURE', kind: 'M', width: 4 },
      { name: 'COUNT', width: 5 },
    ];
    const rows = [' \x8a\xa8\xe2      71    ', '*gone     82    ', ' krill\0    3    '];
    const texts = await blocksOf('x.dbf', makeDbase(columns, rows, 0x65));
    expect(texts).toEqual(['NAME | COUNT | Кит | 1\nkrill | 3']);
  });
});

describe('DXF', () => {
  it('gives the words that a drawing shows', async () => {
    const pairs = [
      [0, 'SECTION'],
      [2, 'HEADER'],
      [0, 'TEXT'],
      [1, 'not shown'],
      [0, 'SECTION'],
      [2, 'ENTITIES'],
      [0, 'MTEXT'],
      [3, '{\\fArial|b0;First '],
      [1, 'half}\\PM\\U+00FCnchen'],
      [0, 'TEXT'],
      [8, 'layer'],
      [1, '%%c 20 %%p1'],
      [0, 'DIMENSION'],
      [1, 'wide'],
      [3, 'STANDARD'],
      [0, 'MULTILEADER'],
      [304, 'the bow'],
      [304, 'LEADER_LINE{'],
      [0, 'ENDSEC'],
    ];
    expect(await blocksOf('x.dxf', pairs.flat().join('\n'))).toEqual([
      'First half\nMünchen',
      '⌀ 20 ±1',
      'wide',
      'the bow',
    ]);
  });
});

describe('maps of places', () => {
  const PLACE =
    '<kml><Document><name>Trip</name><Folder><name>Day 1</name><Placemark><name>Harbour</name>' +
    '<description><![CDATA[<p>Whales &amp; krill</p>]]></description><Point><coordinates>1,2,3</coordinates></Point>' +
    '</Placemark></Folder><Placemark><name>Home</name></Placemark></Document></kml>';

  it('give names over what is said of them, in KML and packed', async () => {
    const read = ['Day 1 > Harbour | Whales & krill', 'Home'];
    expect(await blocksOf('x.kml', PLACE)).toEqual(read);
    expect(await blocksOf('x.kmz', makeZip({ 'a.kml': PLACE, 'b.png': 'x' }))).toEqual(read);
  });

  it('give ways without their points', async () => {
    const way =
      '<gpx><trk><name>Hike</name><desc>up</desc><trkseg><trkpt><ele>5</ele></trkpt></trkseg></trk></gpx>';
    expect(await extracted('x.gpx', way)).toMatchObject({ title: 'Hike', blocks: [{ text: 'up' }] });
  });
});
