import { gzipSync, zstdCompressSync } from 'node:zlib';

import { makeTar } from './make-archive.ts';
import { makeKindle } from './make-books.ts';
import { makeDbase } from './make-dbase.ts';
import { makeDocx, wordParagraph } from './make-docx.ts';
import { makeEpub } from './make-epub.ts';
import { makeExif, XMP } from './make-exif.ts';
import { makeHangul } from './make-hangul.ts';
import { makeKeynote, makePages } from './make-iwork.ts';
import { makeOldWorkbook, makePptx, makeXlsx, sheetRow, slideShape } from './make-office.ts';
import { makeDoc, makePpt } from './make-old-office.ts';
import { makeFlatOpenDocument, makeOpenDocument } from './make-opendocument.ts';
import { makeMsg, makeTnef } from './make-outlook.ts';
import { makeCabinet, makeDisc, makePacked, makeRar } from './make-packed.ts';
import { makePdf } from './make-pdf.ts';
import { makeHeic, makeJpeg, makePng, makeWebp } from './make-picture.ts';
import { latinFrame, makeFlac, makeMatroska, makeMp3, makeMp4, makeOpus, makeWav } from './make-sound.ts';
import { makeZip } from './make-zip.ts';

const PICTURE = { tags: { 270: 'a whale' } };
const SHEET =
  '<table:table><table:table-row><table:table-cell><text:p>words</text:p></table:table-cell></table:table-row></table:table>';

const TEXTS: Readonly<Record<string, string>> = {
  adoc: '= Whales\n\nThey *sing*.\n\n[cols=2]\n|===\n|a |b\n|===\n',
  csv: 'name,weight\nwhale,30\n"blue, large",100\n',
  dxf: '0\nSECTION\n2\nENTITIES\n0\nMTEXT\n1\n{\\fArial;some} words\n0\nENDSEC\n0\nEOF\n',
  eml: 'From: a@b.example\nSubject: =?utf-8?B?d2hhbGU=?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nwhale\n--x\nContent-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n<p>krill</p>\n--x--\n',
  fb2: '<?xml version="1.0"?><FictionBook><body><section><title><p>a</p></title><p>words</p></section></body></FictionBook>',
  gpx: '<gpx><trk><name>a</name><desc>b</desc><trkseg><trkpt><ele>5</ele></trkpt></trkseg></trk></gpx>',
  html: '<html><head><title>a</title></head><body><h1>b</h1><table><tr><td>c</table><ul><li>d</ul><pre>e</pre>',
  ics: 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:whale\nDTSTART:20200101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n',
  ipynb: '{"cells":[{"cell_type":"markdown","source":["# a"],"outputs":[{"text":"b"}]}]}',
  json: '{"a":[1,2,{"b":"words"}],"c":null,"d":"\\u00e9"}',
  kml: '<kml><Document><name>a</name><Placemark><name>b</name><description>c</description></Placemark></Document></kml>',
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

/** A sound document of every format there is a maker for, or a literal, by the ending its name has. */
export async function madeDocuments(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = { 'a/may.txt': 'the rent of may', 'b.md': '# Bees\n\nThey hum.' };
  const made: Readonly<Record<string, Uint8Array>> = {
    '7z': await makePacked(files),
    cab: makeCabinet(files),
    dbf: makeDbase([{ name: 'SOME', width: 5 }], [' words'], 0x65),
    doc: makeDoc('some\rwords\x07\x07', { styles: [[0, 5, 1]], deleted: [[6, 7]], title: 'a' }),
    docx: makeDocx(wordParagraph('some words')),
    epub: makeEpub({ 'a.xhtml': '<p>some words</p>' }, '<li><a href="text/a.xhtml">some</a></li>'),
    flac: makeFlac(['TITLE=a']),
    fods: Buffer.from(makeFlatOpenDocument('spreadsheet', SHEET)),
    fodt: Buffer.from(makeFlatOpenDocument('text', '<text:p>words</text:p>')),
    gz: gzipSync('just words'),
    heic: makeHeic(PICTURE),
    hwp: makeHangul('some words'),
    hwpx: makeZip({ mimetype: 'application/hwp+zip', 'Contents/section0.xml': '<p><t>some words</t></p>' }),
    iso: makeDisc({ A: 'some words' }),
    jpg: makeJpeg({ ...PICTURE, xmp: XMP('<dc:title>a</dc:title>') }),
    key: makeKeynote([['some', 'words']]),
    kmz: makeZip({ 'doc.kml': TEXTS['kml'] ?? '' }),
    mkv: makeMatroska('a', ['b', 'c']),
    mobi: makeKindle('<p>some words</p>', { title: 'a', authors: ['b'] }),
    mp3: makeMp3([['TIT2', latinFrame('a')]]),
    mp4: makeMp4('isom', { '\xa9nam': 'a' }),
    msg: makeMsg({ subject: 'some', body: 'words', attachments: [{ name: 'a.txt', text: 'b' }] }),
    odp: makeOpenDocument(
      'presentation',
      '<draw:page><draw:frame><text:p>words</text:p></draw:frame></draw:page>',
    ),
    odt: makeOpenDocument('text', '<text:h>some</text:h><text:p>words</text:p>'),
    opus: makeOpus(['TITLE=a']),
    pages: makePages('some words', ['a', 'b']),
    pdf: makePdf({ pages: [['some words']], bookmarks: [['some', 0]] }),
    png: makePng(PICTURE, { Title: 'a' }),
    ppt: makePpt([{ title: 'some', texts: ['words'], notes: 'more' }]),
    pptx: makePptx([slideShape('title', 'some') + slideShape('body', 'words')]),
    rar: makeRar(files),
    tar: await makeTar(files),
    tgz: gzipSync(await makeTar(files)),
    tif: makeExif(PICTURE),
    tnef: makeTnef('some', 'words', [{ name: 'a.txt', text: 'b' }]),
    wav: makeWav({ INAM: 'a' }),
    webp: makeWebp(PICTURE),
    xls: makeOldWorkbook(),
    xlsx: makeXlsx({ Some: sheetRow('some', 'words') }),
    xps: makeZip({ 'Pages/1.fpage': '<FixedPage><Glyphs UnicodeString="words" OriginY="1"/></FixedPage>' }),
    xz: await makePacked({ n: 'some words' }, { type: 'xz' }),
    zip: makeZip({ ...files, 'c.zip': makeZip(files) }),
    zst: zstdCompressSync(await makeTar(files)),
  };
  const texts = Object.entries(TEXTS).map(([ending, text]): [string, Uint8Array] => [
    ending,
    Buffer.from(text),
  ]);
  return new Map([...Object.entries(made), ...texts]);
}
