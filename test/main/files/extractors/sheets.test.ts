import { assert, asyncProperty, double, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatNumber } from '../../../../src-main/files/extractors/xlsx-values.ts';
import { blocksOf, extracted } from '../../../helpers/extract-text.ts';
import { makeOldWorkbook, makeXlsx, relations, sheetRow } from '../../../helpers/make-office.ts';
import { makeFlatOpenDocument, makeOpenDocument } from '../../../helpers/make-opendocument.ts';
import { makeZip } from '../../../helpers/make-zip.ts';

const openRow = (...cells: string[]): string =>
  `<table:table-row>${cells.map((cell) => `<table:table-cell>${cell}</table:table-cell>`).join('')}</table:table-row>`;

describe('XLSX', () => {
  it('gives sheets and names of columns as headings, rows as lines, and leaves empty sheets out', async () => {
    const file = makeXlsx({
      Animals: sheetRow('Name', 'Metres') + sheetRow('Whale', '30') + sheetRow('Krill', '0.01'),
      Notes: sheetRow('Only words here') + sheetRow('', ''),
      Empty: '',
    });
    expect(await blocksOf('x.xlsx', file)).toEqual([
      'Animals > Name | Metres | Whale | 30\nKrill | 0.01',
      'Notes | Only words here',
    ]);
    expect(await extracted('x.xlsx', file)).toMatchObject({ dataLike: true, title: null, shortfall: null });
  });

  it('reads shared strings, days by the style of their cell, truth values and numbers without noise', async () => {
    const cells =
      '<c t="s"><v>0</v></c><c s="1"><v>45429.5</v></c><c s="2"><v>45429</v></c><c t="b"><v>1</v></c>' +
      '<c><v>0.30000000000000004</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>a_x000A_b</v></c>';
    const file = makeXlsx(
      { S: `<row>${cells}</row>` },
      {
        'xl/sharedStrings.xml':
          '<sst><si><r><t>Tō</t></r><r><t>kyō</t></r><rPh><t>reading</t></rPh></si></sst>',
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="[$-409]d/mmm;@"/></numFmts>' +
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs></styleSheet>',
      },
    );
    expect(await blocksOf('x.xlsx', file)).toEqual([
      'S | Tōkyō | 2024-05-17 12:00 | 2024-05-17 | TRUE | 0.3 | a b',
    ]);
  });

  it('reads comments, shapes and charts beside the rows', async () => {
    const file = makeXlsx(
      { S: sheetRow('cell') },
      {
        'xl/worksheets/_rels/sheet0.xml.rels': relations({
          a: ['comments', '../comments1.xml'],
          b: ['drawing', '../drawings/drawing1.xml'],
        }),
        'xl/comments1.xml':
          '<comments><authors><author>Ann</author></authors><comment><text><t>Check this</t></text></comment></comments>',
        'xl/drawings/drawing1.xml': '<xdr:sp><a:p><a:t>In a</a:t><a:t> box</a:t></a:p></xdr:sp>',
        'xl/drawings/_rels/drawing1.xml.rels': relations({ c: ['chart', '../charts/chart1.xml'] }),
        'xl/charts/chart1.xml': '<c:title><a:p><a:t>Growth</a:t></a:p></c:title>',
      },
    );
    expect(await blocksOf('x.xlsx', file)).toEqual(['S | cell', 'Check this', 'In a box', 'Growth']);
  });

  it('ends where one text stands in more cells than any person reads, and says so', async () => {
    const file = makeXlsx(
      { S: '<row><c t="s"><v>0</v></c></row>'.repeat(20_000) },
      { 'xl/sharedStrings.xml': `<sst><si><t>${'whale '.repeat(1000)}</t></si></sst>` },
    );
    const { shortfall, blocks } = await extracted('x.xlsx', file);
    expect(shortfall?.code).toBe('TEXT_CUT');
    expect(blocks.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(11_000_000);
  });

  it('refuses a workbook without sheets', async () => {
    await expect(extracted('x.xlsx', makeXlsx({}))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    await expect(extracted('x.xlsx', makeZip({ 'a.txt': 'x' }))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });

  it('gives every day its own date, and any number a text', async () => {
    const day = asyncProperty(integer({ min: 61, max: 2_958_465 }), async (serial) => {
      const date = new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
      expect(formatNumber(String(serial), 'date', false)).toBe(date);
    });
    await assert(day);
    const any = asyncProperty(double(), async (number) => {
      for (const kind of ['number', 'date', 'time'] as const) {
        expect(formatNumber(String(number), kind, true)).not.toBe('');
      }
    });
    await assert(any);
  });
});

describe('old workbooks', () => {
  it.each([
    ['x.xls', 'biff8'],
    ['x.xlsb', 'xlsb'],
    ['x.dat', 'biff8'],
  ] as const)('%s as %s', async (name, type) => {
    const blocks = await blocksOf(name, makeOldWorkbook(type, 'Größe'));
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toMatch(/Name \| Born \| Größe \| 2024-05-17( \d\d:\d\d)?\nKrill \| 30\.5$/);
  });

  it.each(['biff2', 'biff5'] as const)('x.xls as %s', async (type) => {
    expect((await blocksOf('x.xls', makeOldWorkbook(type))).join()).toMatch(
      /Name \| Born \| Whale \| (2024|45429).*\n.* 30\.5$/,
    );
  });

  it('says that rows of a large workbook are left out', async () => {
    const large = new Uint8Array(5_000_000);
    large.set(makeOldWorkbook('biff8', 'Whale', 10_001));
    expect((await extracted('x.xls', large)).shortfall?.code).toBe('TEXT_CUT');
    expect((await extracted('x.xls', makeOldWorkbook())).shortfall).toBeNull();
  });

  it('refuses what is cut short', async () => {
    await expect(extracted('x.xls', makeOldWorkbook().subarray(0, 600))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });
});

describe('OpenDocument sheets', () => {
  const TABLE =
    `<table:table table:name="Animals">${openRow('<text:p>Name</text:p>', '<text:p>Metres</text:p>')}` +
    openRow(
      '<office:annotation><dc:creator>Ann</dc:creator><text:p>A note</text:p></office:annotation><text:p>Whale</text:p>',
      '<text:p>30</text:p>',
    ) +
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"><text:p>Krill</text:p></table:table-cell>' +
    '<table:table-cell office:value="0.01"/></table:table-row></table:table>';

  it('gives rows as lines and writes what is repeated once', async () => {
    const expected = ['Animals > Name | Metres | Whale | 30\nKrill | 0.01', 'A note'];
    expect(await blocksOf('x.ods', makeOpenDocument('spreadsheet', TABLE))).toEqual(expected);
    expect(await blocksOf('x.fods', makeFlatOpenDocument('spreadsheet', TABLE))).toEqual(expected);
  });
});
