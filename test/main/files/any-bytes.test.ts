import { assert, asyncProperty, constantFrom, integer, string, tuple, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { normaliseText } from '../../../src-main/files/normalise.ts';
import { readDocument } from '../../../src-main/files/read.ts';
import { InklingError } from '../../../src-main/lib/errors.ts';
import { wordsOf } from '../../helpers/extract-text.ts';
import { madeDocuments } from '../../helpers/made-documents.ts';

const NAMES =
  'x x.txt x.md x.html x.xml x.rst x.adoc x.org x.tex x.csv x.json x.yaml x.srt x.ts x.log x.pdf x.docx x.rtf x.fodt x.fods x.fodp x.fb2 x.xls x.eml x.emlx x.mbox x.mht x.msg x.doc x.ppt x.tnef x.vcf x.ics x.jpg x.tif x.png x.webp x.heic x.mp3 x.wav x.mp4 x.svg x.ipynb x.7z x.rar x.cab x.xz x.lzma x.chm x.pst x.pages x.key x.xps x.mobi x.hwp x.dbf x.dxf x.kml'.split(
    ' ',
  );
/** What tells a format whatever its name is; in others the name is enough. */
const OPENINGS: Readonly<Record<string, string>> = {
  'x.rtf': '{\\rtf1 ',
  'x.fb2': '<FictionBook>',
  'x.fodt': '<office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:body>',
  'x.fods': '<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>',
  'x.fodp':
    '<office:document office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body>',
};
/** Pieces that mean something in one format or another. */
const MARKS =
  '# |## |---|===|~~~|```|[a](b)|[[c|d]]|![|](|]|*|**|_|`|<p>|</p>|<table><tr><td>|<li>|<!--|-->|<script>|&amp;|&#x200b;|.. note:: |::|\\section{|}|\\begin{verbatim}|#+TITLE: |* |- |1. | | a |,|;|"|{"k":|\n|\n\n|    |\t|\r|title: x|\u00ad|\ufffe|é|日本|\u0000|<a href="|>|{\\rtf1 |\\par |\\u8364?|\\\'e9|\\cell |\\row |{\\*\\x |<FictionBook><body>|<section><title>|<text:p>|<table:table-cell>|<draw:page>|<office:body>';
const marked = string({ unit: constantFrom(...MARKS.split(/(?<!\|)\|/), '|', 'word', ' '), maxLength: 60 });

async function readOrRefuse(name: string, bytes: Uint8Array): Promise<void> {
  try {
    const { extraction } = await readDocument(bytes, name);
    for (const { text, heading } of extraction.blocks) {
      expect(normaliseText(text)).toBe(text);
      expect(text.trim()).not.toBe('');
      for (const part of heading) expect(normaliseText(part)).toBe(part);
    }
  } catch (thrown) {
    if (!(thrown instanceof InklingError)) throw thrown;
  }
}

describe('any bytes', () => {
  it('are read clean or refused with a reason', async () => {
    const property = asyncProperty(constantFrom(...NAMES), uint8Array({ maxLength: 300 }), readOrRefuse);
    await assert(property, { numRuns: 500 });
  });

  it('that look like markup are read clean', async () => {
    const property = asyncProperty(constantFrom(...NAMES), marked, (name, text) =>
      readOrRefuse(name, Buffer.from((OPENINGS[name] ?? '') + text)),
    );
    await assert(property, { numRuns: 3000 });
  });

  it('that were a document once are read clean or refused with a reason', async () => {
    const whole = [...(await madeDocuments())].map(([ending, bytes]) => [`x.${ending}`, bytes] as const);
    const damage = tuple(
      constantFrom(...whole),
      integer({ min: 0, max: 20_000 }),
      integer({ min: 0, max: 255 }),
    );
    const property = asyncProperty(damage, async ([[name, bytes], at, byte]) => {
      const damaged = bytes.slice();
      damaged[at % bytes.length] = byte;
      await readOrRefuse(name, damaged);
      await readOrRefuse(name, damaged.subarray(0, at % bytes.length));
    });
    await assert(property, { numRuns: 1000 });
  });
});

describe('words', () => {
  const words = ['whale', 'krill', 'plankton', 'Größe', '42', 'баркас', '海'];
  const sentence = string({
    unit: constantFrom(...words.map((word) => `${word} `)),
    minLength: 1,
    maxLength: 12,
  });

  it.each([
    'x.txt',
    'x.md',
    'x.html',
    'x.rst',
    'x.adoc',
    'x.org',
    'x.tex',
    'x.csv',
    'x.ts',
    'x.yaml',
    'x.srt',
  ])('of %s all stand in what is read of it', async (name) => {
    const glue = constantFrom(
      '\n',
      '\n\n',
      '\n\n# ',
      '\n- ',
      ' *',
      '* ',
      ' `',
      '` ',
      '\n    ',
      '\n> ',
      ' | ',
      '\n====\n',
      '\n* ',
      ', ',
    );
    const text = string({
      unit: tuple(sentence, glue).map((pair) => pair.join('')),
      minLength: 1,
      maxLength: 10,
    });
    const property = asyncProperty(text, async (source) => {
      const kept = await wordsOf(name, source);
      for (const word of source.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) expect(kept).toContain(word);
    });
    await assert(property, { numRuns: 150 });
  });

  it('of a large table of contents, a book and a page all stand in what is read', async () => {
    const page = `<h1>a1</h1>${Array.from({ length: 50 }, (_, at) => `<h2>b${at}</h2><ul><li>c${at}<li>d${at}</ul><table><tr><th>e${at}<th>f${at}<tr><td>g${at}<td></table>`).join('')}`;
    const kept = await wordsOf('x.html', page);
    for (const word of page.replace(/<[^>]*>/g, ' ').match(/\w+/g) ?? []) expect(kept).toContain(word);
  });
});
