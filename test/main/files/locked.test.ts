import { describe, expect, it } from 'vitest';

import { DocumentKey } from '../../../src-main/files/document-key.ts';
import { readDocument } from '../../../src-main/files/read.ts';
import { makeZip } from '../../helpers/make-zip.ts';
import { makeDocx, wordParagraph } from '../../helpers/make-docx.ts';
import {
  makeLockedOffice,
  makeLockedOpenDocument,
  makeLockedPdf,
  makeLockedZip,
} from '../../helpers/make-locked.ts';
import { makePacked } from '../../helpers/make-packed.ts';

const PASSWORD = 'gehëim';
const DOCX = makeDocx(wordParagraph('The whale sings.'));
const CONTENT =
  '<office:document-content><office:body><office:text><text:p>The whale sings.</text:p></office:text></office:body></office:document-content>';
const mail = (name: string, bytes: Uint8Array): Uint8Array =>
  Buffer.from(
    [
      'From: ann@example.org',
      'Subject: Contract',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See the file.',
      '--b',
      `Content-Type: application/octet-stream; name=${name}`,
      `Content-Disposition: attachment; filename=${name}`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(bytes).toString('base64'),
      '--b--',
      '',
    ].join('\r\n'),
  );

interface Outcome {
  readonly texts: readonly string[];
  readonly codes: readonly (string | undefined)[];
  readonly opened: number;
}

/** Texts of a file and of what it holds, and the codes of what could not be read. */
async function read(name: string, bytes: Uint8Array, password: string | null): Promise<Outcome> {
  const key = new DocumentKey(password);
  try {
    const { extraction, parts } = await readDocument(bytes, name, { key });
    const contents = [extraction, ...parts.flatMap(({ content }) => content?.extraction ?? [])];
    return {
      texts: contents.flatMap(({ blocks }) => blocks.map(({ text }) => text)),
      codes: [extraction.shortfall?.code, ...parts.map(({ failure }) => failure?.code)],
      opened: key.opened,
    };
  } catch (thrown) {
    const { code } = thrown as { readonly code: string };
    return { texts: [], codes: [code], opened: key.opened };
  }
}

const files: readonly (readonly [name: string, made: Promise<Uint8Array> | Uint8Array])[] = [
  ['a.pdf', makeLockedPdf('The whale sings.', PASSWORD)],
  ['aes.zip', makeLockedZip({ 'a.txt': 'The whale sings.' }, PASSWORD)],
  ['old.zip', makeLockedZip({ 'a.txt': 'The whale sings.' }, PASSWORD, { isOld: true })],
  ['agile.docx', makeLockedOffice(DOCX, PASSWORD)],
  ['standard.docx', makeLockedOffice(DOCX, PASSWORD, { isOld: true })],
  ['a.odt', makeLockedOpenDocument(CONTENT, PASSWORD)],
  ['locked within.zip', makeZip({ 'a.pdf': makeLockedPdf('The whale sings.', PASSWORD) })],
  ['locked twice.zip', makeLockedZip({ 'a.txt': 'The whale sings.', 'b.txt': 'And the bees.' }, PASSWORD)],
  ['locked.7z', makePacked({ 'a.txt': 'The whale sings.' }, { switches: [`-p${PASSWORD}`] })],
  ['locked list.7z', makePacked({ 'a.txt': 'The whale sings.' }, { switches: [`-p${PASSWORD}`, '-mhe=on'] })],
  ['mail.eml', mail('a.pdf', makeLockedPdf('The whale sings.', PASSWORD))],
];

describe.each(files)('%s', (name, made) => {
  it('says that it is locked', async () => {
    const { texts, codes, opened } = await read(name, await made, null);
    expect(texts).not.toContain('The whale sings.');
    expect(codes).toContain('DOCUMENT_PASSWORD');
    expect(opened).toBe(0);
  });

  it('is opened by its password, everything in it', async () => {
    const { texts, codes, opened } = await read(name, await made, PASSWORD);
    expect(texts).toContain('The whale sings.');
    expect(codes.filter((code) => code !== undefined)).toEqual([]);
    expect(opened).toBeGreaterThan(0);
  });

  it('is opened by no other', async () => {
    const { texts, codes, opened } = await read(name, await made, 'geheim');
    expect(texts).not.toContain('The whale sings.');
    expect(codes).toContain('PASSWORD_WRONG');
    expect(opened).toBe(0);
  });

  it('has another content once it is opened', async () => {
    const bytes = await made;
    const hashes = await Promise.all(
      [null, PASSWORD].map((password) =>
        readDocument(bytes, name, { key: new DocumentKey(password) }).then(
          ({ contentHash, parts }) =>
            [contentHash, ...parts.flatMap(({ content }) => content?.contentHash ?? [])].map(String),
          () => [],
        ),
      ),
    );
    expect(hashes[1]).not.toEqual(hashes[0]);
  });
});

it('a protection of another kind says that no password opens it here', async () => {
  const blowfish = makeZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': 'x',
    'META-INF/manifest.xml':
      '<manifest><file-entry full-path="content.xml" size="1"><encryption-data><algorithm algorithm-name="Blowfish CFB"/></encryption-data></file-entry></manifest>',
  });
  expect(await read('a.odt', blowfish, null)).toMatchObject({ codes: ['DOCUMENT_PASSWORD'] });
  expect(await read('a.odt', blowfish, PASSWORD)).toMatchObject({ codes: ['PASSWORD_NOT_TAKEN'] });
});

it('a document without a password is read as ever', async () => {
  expect(await read('a.docx', DOCX, PASSWORD)).toEqual({
    texts: ['The whale sings.'],
    codes: [undefined],
    opened: 0,
  });
});

it('a key tells nobody its password', () => {
  const key = new DocumentKey(PASSWORD);
  expect(JSON.stringify(key)).not.toContain(PASSWORD);
  expect(Object.values(key)).toEqual([]);
});

describe('what is only protected against changes', () => {
  it.each([false, true])(
    'is read as every program reads it, without being asked for (of Office 2007: %s)',
    async (isOld) => {
      const bytes = makeLockedOffice(DOCX, 'VelvetSweatshop', { isOld });
      const found = { texts: ['The whale sings.'], codes: [undefined], opened: 0 };
      expect(await read('a.docx', bytes, null)).toEqual(found);
      expect(await read('a.docx', bytes, PASSWORD)).toEqual(found);
    },
  );
});
