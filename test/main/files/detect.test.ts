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
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'xml'],
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
  ])('%s: %j → %s', (name, content, format) => expect(detectFormat(bytes(content), name)).toBe(format));

  it.each([
    ['photo.png', '\x89PNG\r\n\x1a\n', 'FORMAT_NOT_READ', 'Inkling does not read PNG pictures yet.'],
    ['photo.txt', '\x89PNG\r\n\x1a\n', 'FORMAT_NOT_READ', 'Inkling does not read PNG pictures yet.'],
    ['scan.djvu', 'AT&TFORM', 'FORMAT_NOT_READ', 'Inkling does not read DjVu documents yet.'],
    ['data.7z', '7z\xbc\xaf..', 'FORMAT_NOT_READ', 'Inkling does not read archives of this kind yet.'],
    ['game.ggb', 'PK\x03\x04....', 'FORMAT_NOT_READ', 'Inkling does not read this kind of file yet.'],
    ['store.pst', '!BDN\0\0', 'FORMAT_NOT_READ', 'Inkling does not read Outlook mailboxes yet.'],
    ['letter.doc', COMPOUND_MARK, 'FILE_BROKEN', REASONS.FILE_BROKEN.cause],
    ['letter.wps', compound('MatOST'), 'FORMAT_NOT_READ', 'Inkling does not read Works documents yet.'],
    ['any.doc', compound('Whatever'), 'FORMAT_NOT_READ', 'Inkling does not read this kind of file yet.'],
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
