import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';

import { makeTar, makeZip } from '../../helpers/make-archive.ts';
import { makeDocx, wordParagraph } from '../../helpers/make-docx.ts';
import { makeEpub } from '../../helpers/make-epub.ts';
import { makeExif, XMP } from '../../helpers/make-exif.ts';
import { makeOldWorkbook, makePptx, makeXlsx, sheetRow, slideShape } from '../../helpers/make-office.ts';
import { makeDoc, makePpt } from '../../helpers/make-old-office.ts';
import { makeFlatOpenDocument, makeOpenDocument } from '../../helpers/make-opendocument.ts';
import { makeMsg, makeTnef } from '../../helpers/make-outlook.ts';
import { makePdf } from '../../helpers/make-pdf.ts';
import { makeHeic, makeJpeg, makePng, makeWebp } from '../../helpers/make-picture.ts';
import {
  latinFrame,
  makeFlac,
  makeMatroska,
  makeMp3,
  makeMp4,
  makeOpus,
  makeWav,
} from '../../helpers/make-sound.ts';

/** Sound files by the ending their names have. */
export type Fixtures = ReadonlyMap<string, readonly Uint8Array[]>;

const PICTURE = { tags: { 270: 'a whale' } };
/** What is larger spends the time on reading instead of on another mutation. */
const MOST_BYTES = 262_144;
const MOST_OF_AN_ENDING = 20;

const TEXTS: Readonly<Record<string, string>> = {
  adoc: '= Whales\n\nThey *sing*.\n\n[cols=2]\n|===\n|a |b\n|===\n',
  csv: 'name,weight\nwhale,30\n"blue, large",100\n',
  eml: 'From: a@b.example\nSubject: =?utf-8?B?d2hhbGU=?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nwhale\n--x\nContent-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n<p>krill</p>\n--x--\n',
  fb2: '<?xml version="1.0"?><FictionBook><body><section><title><p>a</p></title><p>words</p></section></body></FictionBook>',
  html: '<html><head><title>a</title></head><body><h1>b</h1><table><tr><td>c</table><ul><li>d</ul><pre>e</pre>',
  ics: 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:whale\nDTSTART:20200101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n',
  ipynb: '{"cells":[{"cell_type":"markdown","source":["# a"],"outputs":[{"text":"b"}]}]}',
  json: '{"a":[1,2,{"b":"words"}],"c":null,"d":"\\u00e9"}',
  md: '---\ntitle: a\n---\n# b\n\n- c\n  - d\n\n| e | f |\n|---|---|\n| g | h |\n\n```\ni\n```\n[j](k)\n',
  mbox: 'From a Mon Jan 1 00:00:00 2020\nSubject: one\n\nwhale\n\nFrom b Mon Jan 1 00:00:00 2020\nSubject: two\n\nkrill\n',
  mht: 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>a=3Db</p>\n--x--\n',
  org: '#+TITLE: a\n* b\n** c\n| d | e |\n#+begin_src\nf\n#+end_src\n',
  rst: 'a\n=\n\n.. note:: b\n\n* c\n\n+---+\n| d |\n+---+\n',
  rtf: "{\\rtf1{\\fonttbl{\\f0\\fcharset128 A;}}{\\footnote a}\\u20013?b\\par\\intbl c\\cell\\row\\'e9\\bin4 abcd}",
  srt: '1\n00:00:01,000 --> 00:00:02,000\nwhale\n\n2\n00:00:03,000 --> 00:00:04,000\nkrill\n',
  svg: '<svg><title>a</title><text>b<tspan x="1">c</tspan></text></svg>',
  tex: '\\documentclass{a}\\begin{document}\\section{b}c \\emph{d} $e$ \\begin{tabular}{l}f&g\\\\\\end{tabular}\\end{document}',
  ts: '/** a */\nexport function b(c: string): string {\n  return `${c}`;\n}\n',
  txt: 'A whale.\n\nAnother one.\n',
  vcf: 'BEGIN:VCARD\nVERSION:3.0\nFN:a\nNOTE;ENCODING=QUOTED-PRINTABLE:b=3Dc\nEND:VCARD\n',
  xml: '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a d="e">&b;<f>g</f></a>',
  yaml: 'a: &b\n  - c\n  - *b\nd: |\n  e\n',
};

/** A few sound files of every format there is a maker for, or a literal. */
export async function madeFixtures(): Promise<Fixtures> {
  const files = { 'a/may.txt': 'the rent of may', 'b.md': '# Bees\n\nThey hum.' };
  const made: Readonly<Record<string, Uint8Array>> = {
    doc: makeDoc('some\rwords\x07\x07', { styles: [[0, 5, 1]], deleted: [[6, 7]], title: 'a' }),
    docx: makeDocx(wordParagraph('some words')),
    epub: makeEpub({ 'a.xhtml': '<p>some words</p>' }, '<li><a href="text/a.xhtml">some</a></li>'),
    flac: makeFlac(['TITLE=a']),
    fodt: Buffer.from(makeFlatOpenDocument('text', '<text:p>words</text:p>')),
    gz: gzipSync('just words'),
    heic: makeHeic(PICTURE),
    jpg: makeJpeg({ ...PICTURE, xmp: XMP('<dc:title>a</dc:title>') }),
    mkv: makeMatroska('a', ['b', 'c']),
    mp3: makeMp3([['TIT2', latinFrame('a')]]),
    mp4: makeMp4('isom', { '\xa9nam': 'a' }),
    msg: makeMsg({ subject: 'some', body: 'words', attachments: [{ name: 'a.txt', text: 'b' }] }),
    odp: makeOpenDocument(
      'presentation',
      '<draw:page><draw:frame><text:p>words</text:p></draw:frame></draw:page>',
    ),
    odt: makeOpenDocument('text', '<text:h>some</text:h><text:p>words</text:p>'),
    opus: makeOpus(['TITLE=a']),
    pdf: makePdf({ pages: [['some words']], bookmarks: [['some', 0]] }),
    png: makePng(PICTURE, { Title: 'a' }),
    ppt: makePpt([{ title: 'some', texts: ['words'], notes: 'more' }]),
    pptx: makePptx([slideShape('title', 'some') + slideShape('body', 'words')]),
    tar: await makeTar(files),
    tgz: gzipSync(await makeTar(files)),
    tif: makeExif(PICTURE),
    tnef: makeTnef('some', 'words', [{ name: 'a.txt', text: 'b' }]),
    wav: makeWav({ INAM: 'a' }),
    webp: makeWebp(PICTURE),
    xls: makeOldWorkbook(),
    xlsx: makeXlsx({ Some: sheetRow('some', 'words') }),
    zip: makeZip({ ...files, 'c.zip': makeZip(files) }),
    zst: zstdCompressSync(await makeTar(files)),
  };
  const texts = Object.entries(TEXTS).map(([ending, text]): [string, Uint8Array] => [
    ending,
    Buffer.from(text),
  ]);
  return new Map([...Object.entries(made), ...texts].map(([ending, bytes]) => [ending, [bytes]]));
}

/** Small files of a folder, some of each ending. */
export function filesAsFixtures(folder: string): Fixtures {
  const found = new Map<string, Uint8Array[]>();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) {
    const ending = extname(file).slice(1).toLowerCase();
    const known = found.get(ending) ?? [];
    if (!/^[a-z0-9]+$/.test(ending) || known.length >= MOST_OF_AN_ENDING) continue;
    if (statSync(file).size <= MOST_BYTES) found.set(ending, [...known, readFileSync(file)]);
  }
  return found;
}
