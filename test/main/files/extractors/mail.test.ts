import { describe, expect, it } from 'vitest';

import { unpackRtf } from '../../../../src-main/files/extractors/compressed-rtf.ts';
import { blocksOf, extracted, partsOf } from '../../../helpers/extract-text.ts';
import { makeDocx, wordParagraph } from '../../../helpers/make-docx.ts';
import { makeMsg, makeTnef } from '../../../helpers/make-outlook.ts';

const HEADERS = 'From: Ann Lee <ann@example.org>\nTo: bob@example.org\nMIME-Version: 1.0\n';

interface Part {
  readonly type: string;
  readonly name?: string;
  readonly content: string | Uint8Array;
}

/** A mail of parts, each in base64. */
function mailOf(subject: string, ...parts: readonly Part[]): string {
  const written = parts.map(({ type, name, content }) => {
    const disposition = name === undefined ? '' : `Content-Disposition: attachment; filename="${name}"\n`;
    const encoded = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\n');
    return `--x\nContent-Type: ${type}\n${disposition}Content-Transfer-Encoding: base64\n\n${encoded}\n`;
  });
  const headers = `${HEADERS}Subject: ${subject}\nContent-Type: multipart/mixed; boundary=x\n`;
  return `${headers}\n${written.join('')}--x--\n`;
}

const text = (content: string): Part => ({ type: 'text/plain; charset=utf-8', content });
const file = (name: string, content: string | Uint8Array): Part => ({
  type: 'application/octet-stream',
  name,
  content,
});

describe('mail', () => {
  it('gives subject, people, date and text in any encoding', async () => {
    const mail =
      `${HEADERS}Cc: =?iso-8859-1?Q?J=F6rg?= <j@example.org>\nDate: Wed, 31 Jan 2024 09:30:00 +0100\n` +
      'Subject: =?utf-8?B?R3LDvMOfZQ==?=\nContent-Type: text/plain; charset=windows-1251\n' +
      'Content-Transfer-Encoding: quoted-printable\n\n=CA=E8=F2=FB =EF=EE=FE=F2\n\n> quoted =\nwords\n';
    const { title, fields, blocks } = await extracted('x.eml', mail);
    expect(title).toBe('Grüße');
    expect(fields).toEqual({
      from: 'Ann Lee <ann@example.org>',
      to: 'bob@example.org',
      cc: 'Jörg <j@example.org>',
      date: '2024-01-31T08:30:00.000Z',
    });
    expect(blocks.map((block) => block.text)).toEqual(['Киты поют', 'quoted words']);
  });

  it('guesses an encoding that is named nowhere', async () => {
    const mail = Buffer.from(`${HEADERS}Subject: caf\xe9\n\nUne fa\xe7ade fran\xe7aise\n`, 'latin1');
    const { title, blocks } = await extracted('x.eml', mail);
    expect([title, blocks[0]?.text]).toEqual(['café', 'Une façade française']);
  });

  it('takes the page where the text only says that there is one', async () => {
    const page = `<h1>News</h1><p>${'Whales sing all winter. '.repeat(10)}</p>`;
    const parts = mailOf('s', text('This mail is HTML.'), {
      type: 'text/html; charset=utf-8',
      content: page,
    });
    const mail = parts.replace('multipart/mixed', 'multipart/alternative');
    expect((await blocksOf('x.eml', mail)).at(-1)).toMatch(/^News \| Whales sing/);
  });

  it('holds what is attached as documents of their own, and names them', async () => {
    const inner = mailOf('Inner', text('Deep words.'), file('deep.txt', 'Deepest words.'));
    const mail = mailOf(
      'Outer',
      text('See below.'),
      file('note.md', '# Song\n\nThey sing.'),
      file('letter.docx', makeDocx(wordParagraph('A letter.'))),
      file('photo.png', '\u0089PNG\r\n\u001a\n'),
      { type: 'message/rfc822', name: 'fwd.eml', content: inner },
    );
    const { fields, shortfall } = await extracted('x.eml', mail);
    expect(fields['attachments']).toBe('note.md, letter.docx, photo.png, fwd.eml');
    expect(shortfall).toBeNull();
    expect(await blocksOf('x.eml', mail)).toEqual(['See below.']);
    expect(await partsOf('x.eml', mail)).toEqual({
      'note.md': 'They sing.',
      'letter.docx': 'A letter.',
      'photo.png': expect.any(String),
      'fwd.eml': 'Deep words.',
      'fwd.eml › deep.txt': 'Deepest words.',
    });
  });

  it('says of an attachment that it is broken, and stops at mails too deep within each other', async () => {
    const broken = mailOf('s', text('Words.'), file('a.docx', 'PK\u0003\u0004'));
    expect(await partsOf('x.eml', broken)).toEqual({ 'a.docx': 'FILE_BROKEN' });
    let mail = mailOf('0', text('deepest'));
    for (let depth = 1; depth < 8; depth++)
      mail = mailOf(String(depth), text(`d${depth}`), file('m.eml', mail));
    expect(Object.values(await partsOf('x.eml', mail))).toEqual(['d6', 'd5', 'd4']);
  });

  it('of Apple begins after its count and ends before its settings', async () => {
    const mail = `${HEADERS}Subject: s\n\nWords.\n`;
    expect(await blocksOf('1.emlx', `${mail.length}    \n${mail}<?xml version="1.0"?><plist/>`)).toEqual([
      'Words.',
    ]);
  });
});

describe('mailboxes', () => {
  it('give every mail under its subject', async () => {
    const first = `From a Mon Jun 01 10:00:00 2009\n${HEADERS}Subject: One\n\nFrom here on it rains.\n>From afar.\n\n`;
    const second = `From b Mon Jun 01 10:00:00 2009\n${HEADERS}Subject: Two\nContent-Type: text/html\n\n<h1>Sun</h1>shines\n`;
    const people = 'from: Ann Lee <ann@example.org>\nto: bob@example.org';
    expect((await extracted('x.mbox', first + second)).title).toBeNull();
    expect(await blocksOf('x.mbox', first + second)).toEqual([
      `One | ${people}`,
      'One | From here on it rains.\nFrom afar.',
      `Two | ${people}`,
      'Two > Sun | shines',
    ]);
  });
});

describe('saved pages', () => {
  it('give the page of their parts', async () => {
    const page =
      'Subject: =?utf-8?Q?Wales?=\nSnapshot-Content-Location: https://x.org/\nMIME-Version: 1.0\n' +
      'Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n' +
      'Content-Transfer-Encoding: quoted-printable\n\n<title>Whales</title><h2>Song</h2><p>Gr=C3=BC=C3=9Fe</p>\n' +
      '--x\nContent-Type: text/css\n\np { color: red }\n--x--\n';
    const { title, fields } = await extracted('x.mht', page);
    expect([title, fields]).toEqual(['Whales', { address: 'https://x.org/' }]);
    expect(await blocksOf('x.mht', page)).toEqual(['Song | Grüße']);
  });
});

describe('Outlook mail', () => {
  const mail = {
    subject: 'Grüße',
    body: 'They sing.',
    from: 'Ann Lee',
    to: 'Bob',
    attachments: [{ name: 'note.txt', text: 'A note.' }],
    inner: { subject: 'Forwarded', body: 'Inner words.', attachments: [{ name: 'in.txt', text: 'Inmost.' }] },
  };

  it('gives subject, people, date, text and what is attached', async () => {
    const { title, fields } = await extracted('x.msg', makeMsg(mail));
    expect(title).toBe('Grüße');
    expect(fields).toEqual({
      from: 'Ann Lee',
      to: 'Bob <to@example.org>',
      date: '2024-01-31T09:30:00.000Z',
      attachments: 'note.txt, Forwarded',
    });
    expect(await blocksOf('x.msg', makeMsg(mail))).toEqual(['They sing.']);
    expect(await partsOf('x.msg', makeMsg(mail))).toEqual({
      'note.txt': 'A note.',
      Forwarded: 'Inner words.',
      'Forwarded › in.txt': 'Inmost.',
    });
  });

  it('reads the page of a mail without text', async () => {
    const html = '<html><head><meta charset="utf-8"></head><body><p>Grüße</p></body></html>';
    expect(await blocksOf('x.msg', makeMsg({ subject: 's', html }))).toEqual(['Grüße']);
  });

  it('is read out of what Outlook wraps it in', async () => {
    const wrapped = makeTnef('Greetings', 'They sing.', [{ name: 'long name.txt', text: 'A note.' }]);
    expect((await extracted('winmail.dat', wrapped)).title).toBe('Greetings');
    expect(await blocksOf('winmail.dat', wrapped)).toEqual(['They sing.']);
    expect(await partsOf('winmail.dat', wrapped)).toEqual({ 'long name.txt': 'A note.' });
  });

  it('unpacks RTF as its specification shows', () => {
    const packed =
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0';
    expect(unpackRtf(Buffer.from(packed, 'hex'))?.toString('latin1')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    );
  });
});
