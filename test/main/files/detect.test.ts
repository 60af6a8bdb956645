import { describe, expect, it } from 'vitest';

import { detectFormat } from '../../../src-main/files/detect.ts';
import { formatOf, isOfType } from '../../../src-main/files/formats.ts';
import { REASONS } from '../../../src-main/files/reasons.ts';
import type { InklingError } from '../../../src-main/lib/errors.ts';
import { makeCompound } from '../../helpers/make-compound.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const MAIL = 'Received: x\nFrom: a@b\n c\nSubject: s\n\nhello';
const COMPOUND_MARK = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** A compound file with streams of these names. */
const compound = (...names: string[]): string =>
  Buffer.from(makeCompound(Object.fromEntries(names.map((name) => [name, bytes('x')])))).toString('latin1');

function refusal(content: string, name: string): InklingError {
  try {
    detectFormat(bytes(content), name);
  } catch (thrown) {
    return thrown as InklingError;
  }
  throw new Error('was read');
}

/** Files without an ending, which only their bytes can name. */
function unread(label: string, ...contents: readonly string[]): [string, string, string, string][] {
  return contents.map((content) => [
    'unnamed',
    content,
    'FORMAT_NOT_READ',
    `Inkling does not read ${label} yet.`,
  ]);
}

describe('detectFormat', () => {
  it.each([
    ['notes.md', '# hello', 'markdown'],
    ['NOTES.MD', '# hello', 'markdown'],
    ['Makefile', 'all:\n', 'source-code'],
    ['README', 'hello', 'text'],
    ['whatever', 'hello', 'text'],
    ['odd.xyz', 'hello', 'text'],
    ['page', '<!DOCTYPE html><p>x', 'html'],
    ['page.txt', '<html><p>x', 'html'],
    ['feed', '<?xml version="1.0"?><a/>', 'xml'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'],
    ['drawing.xml', '<?xml version="1.0"?>\n<!-- made by hand -->\n<svg/>', 'svg'],
    ['drawing.txt', '<svg> is how a drawing begins', 'text'],
    ['lessons.ipynb', '{}', 'notebook'],
    ['photo.png', '\x89PNG\r\n\x1a\n', 'png'],
    ['photo.txt', '\x89PNG\r\n\x1a\n', 'png'],
    ['photo', '\0\0\0\x18ftypheic\0\0\0\0', 'heif'],
    ['photo', '\0\0\0\x18ftypavif\0\0\0\0', 'heif'],
    ['song', '\0\0\0\x18ftypM4A \0\0\0\0', 'audio'],
    ['film', '\0\0\0\x18ftypqt  \0\0\0\0', 'video'],
    ['film', '\x1a\x45\xdf\xa3\0', 'video'],
    ['sound.mka', '\x1a\x45\xdf\xa3\0', 'audio'],
    ['film', 'OggS\0\x02\0\x80theora', 'video'],
    ['photo', 'RIFF\0\0\0\0WEBPVP8 ', 'webp'],
    ['sound', 'RIFF\0\0\0\0WAVEfmt ', 'audio'],
    ['sound.mp3', '\xff\xfb\x90\0\0', 'audio'],
    ['list.txt', 'MAC addresses of the house', 'text'],
    ['notes.txt', 'DSD and MThd and BM, and MZ', 'text'],
    ['notes.txt', 'MZ is how programs begin', 'text'],
    ['song.mp3', 'not sound but words', 'text'],
    ['report.txt', '%PDF-1.4\n', 'pdf'],
    ['old.doc', '<html><body>saved by Word', 'html'],
    ['late.pdf', `${'x'.repeat(500)}%PDF-1.4`, 'pdf'],
    ['wide.txt', '\xff\xfeh\0i\0', 'text'],
    ['wide.txt', 'h\0e\0l\0l\0o\0 \0', 'text'],
    ['empty.md', '', 'markdown'],
    ['letter.doc', '{\\rtf1 hello}', 'rtf'],
    ['export.xls', 'name\tsize\nwhale\t30', 'csv'],
    ['old.xls', '\t\x08\x10\0\0\x06', 'excel'],
    ['book.xml', '<?xml version="1.0"?><FictionBook xmlns="x">', 'fictionbook'],
    [
      'flat.xml',
      '<office:document office:mimetype="application/vnd.oasis.opendocument.text">',
      'opendocument-text',
    ],
    ['private.key', '-----BEGIN KEY-----', 'text'],
    ['mail.eml', 'hello', 'mail'],
    ['1700000000.M1P2.host:2,S', MAIL, 'mail'],
    ['note.msg', MAIL, 'mail'],
    ['bytes.eml', `${MAIL.padEnd(300)}\0\x01`, 'mail'],
    ['notes', 'From: me\nTo: you\nIt rains.\n\nx', 'text'],
    ['notes.txt', MAIL, 'text'],
    ['Inbox', `From a@b Mon Jun 01 10:00:00 2009\n${MAIL}`, 'mailbox'],
    ['winmail.dat', '\x78\x9f\x3e\x22\0\0', 'tnef'],
    ['report', compound('WordDocument', 'ObjectPool'), 'word'],
    ['report.docx', compound('WordDocument'), 'word'],
    ['slides.dat', compound('PowerPoint Document'), 'old-powerpoint'],
    ['mail', compound('__properties_version1.0'), 'outlook-mail'],
    ['graph.dot', 'digraph {}', 'text'],
    ['data.7z', '7z\xbc\xaf..', 'archive'],
    ['setup', 'MSCF\0', 'archive'],
    ['notes.txt', 'Rar! he cried', 'text'],
    ['disc', `\0${'\0'.repeat(32_768)}CD001`, 'archive'],
    ['noise.lzma', 'words', 'text'],
    ['store.pst', '!BDN\0\0', 'outlook-store'],
    ['piece.rtf', '{\\pard \\ql words\\par}', 'rtf'],
    ['set.rtf', '{a, b}', 'text'],
    ['kept.dbf', '\x03\x5f\x07\0', 'dbase'],
    ['plan.dxf', '0\nSECTION\n', 'dxf'],
    ['trip.kml', '<?xml version="1.0"?><kml>', 'places'],
    ['manual', 'ITSF\x03\0', 'help'],
  ])('%s: %j → %s', (name, content, format) => expect(detectFormat(bytes(content), name)).toBe(format));

  it.each([
    ['scan.djvu', 'AT&TFORM\0\0', 'FORMAT_NOT_READ', 'Inkling does not read DjVu documents yet.'],
    ['data.lz', 'LZIP\x01\0', 'FORMAT_NOT_READ', 'Inkling does not read archives of this kind yet.'],
    ['game.ggb', 'PK\x03\x04....', 'FORMAT_NOT_READ', 'Inkling does not read this kind of file yet.'],
    ['letter.doc', COMPOUND_MARK, 'FILE_BROKEN', REASONS.FILE_BROKEN.cause],
    ['letter.wps', compound('MatOST'), 'FORMAT_NOT_READ', 'Inkling does not read Works documents yet.'],
    ['any.doc', compound('Whatever'), 'FORMAT_NOT_READ', 'Inkling does not read this kind of file yet.'],
    ['photo.gif', 'GIF89a\0\x01', 'FORMAT_NOT_READ', 'Inkling does not read GIF pictures yet.'],
    ['photo.txt', 'GIF89a\0\x01', 'FORMAT_NOT_READ', 'Inkling does not read GIF pictures yet.'],
    ...unread('pictures of this kind', 'BM\0\0', '8BPS\0', '\0\0\x01\0\x01', '\xd7\xcd\xc6\x9a\0'),
    ...unread('pictures of this kind', `\x01\0\0\0${'\0'.repeat(36)} EMF`),
    ...unread('films of this kind', 'RIFF\0\0\0\0AVI LIST'),
    ...unread('sound of this kind', 'MThd\0\0\0\x06'),
    ...unread('archives of this kind', '\xed\xab\xee\xdb\0', '!<arch>\ndebian'),
    ...unread('programs', '\x7fELF\0', 'MZ\x90\0', '\xca\xfe\xba\xbe\0', '\xcf\xfa\xed\xfe\0'),
    ...unread('databases', '\0\x01\0\0Standard Jet DB\0', 'SQLite format 3\0'),
    ...unread('fonts', 'wOFF\0', 'wOF2\0', 'OTTO\0'),
    ['broken.jpg', '\x01\x02\x00\x03', 'FILE_BROKEN', REASONS.FILE_BROKEN.cause],
    ['noise', '\x01\x02\x00\x03', 'FORMAT_NOT_READ', 'Inkling does not read this kind of file yet.'],
    ['letter.docx', 'PK\x03\x04....', 'FILE_BROKEN', REASONS.FILE_BROKEN.cause],
    ['paper.pdf', '\x00\x01\x02', 'FILE_BROKEN', REASONS.FILE_BROKEN.cause],
    [
      'secret.docx',
      compound('EncryptedPackage', 'WordDocument'),
      'DOCUMENT_PASSWORD',
      REASONS.DOCUMENT_PASSWORD.cause,
    ],
  ])('lists %s with its reason', (name, content, code, cause) => {
    const error = refusal(content, name);
    expect(error).toMatchObject({ code, message: cause, remedy: expect.stringMatching(/\.$/) });
  });
});

describe('a page of comments', () => {
  it('takes no time to tell', () => {
    const started = performance.now();
    expect(detectFormat(bytes(`${'<!---->'.repeat(140)}<x`), 'page')).toBe('text');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('formats', () => {
  it('knows what a name promises', () => {
    expect(formatOf('a.tex')?.name).toBe('latex');
    expect(formatOf('Dockerfile')?.name).toBe('source-code');
    expect(formatOf('a.unheard')).toBeNull();
  });

  it('answers a type by family, format and ending', () => {
    expect(isOfType('document', 'a.docx', 'docx')).toBe(true);
    expect(isOfType('.HTM', 'a.htm', 'html')).toBe(true);
    expect(isOfType('image', 'a.png', null)).toBe(true);
    expect(isOfType('pdf', 'a.md', 'markdown')).toBe(false);
  });
});
