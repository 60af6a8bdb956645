import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openForWriting } from '../../../src-main/storage/connection.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';

const mail = (from: string, to: string, more: { subject: string; date: string; text: string }): string =>
  [`From: ${from}`, `To: ${to}`, `Subject: ${more.subject}`, `Date: ${more.date}`, '', more.text, ''].join(
    '\r\n',
  );

const LEASE = mail('Anna Lind <anna@example.org>', 'Bob Berg <bob@example.net>', {
  subject: 'The lease of the flat',
  date: 'Wed, 17 May 2023 10:00:00 +0000',
  text: 'Please send the contract back, signed by both of us, before the end of the month.',
});
const CAKE = mail('Johanna Weiss <johanna@example.com>', 'anna@example.org', {
  subject: 'Birthday cake',
  date: 'Sat, 10 Feb 2024 10:00:00 +0000',
  text: 'The cake with cherries was better than the one with plums, was it not?',
});
const FIRST = mail('Carol Stone <carol@example.org>', 'dave@example.org', {
  subject: 'Harbour walk',
  date: 'Mon, 3 Jun 2019 09:00:00 +0000',
  text: `We walked along the harbour and counted the herring boats. ${'The gulls were loud. '.repeat(60)}`,
});
const SECOND = mail('Dave Hill <dave@example.org>', 'carol@example.org', {
  subject: 'Mountain hut',
  date: 'Tue, 7 Jul 2020 09:00:00 +0000',
  text: `The mountain hut was full, so we slept under the herring gull sign. ${'It rained all night. '.repeat(60)}`,
});
const MAILBOX = [FIRST, SECOND]
  .map((text) => `From someone@example.org Mon Jun  3 09:00:00 2019\r\n${text}`)
  .join('\r\n');
const GERMAN =
  'Der Mietvertrag endet am letzten Tag des Monats, und die Kaution wird nach der Übergabe der Schlüssel zurückgezahlt. Bitte melden Sie sich, sobald Sie einen Termin wissen.\n';
const ENGLISH =
  'The tenancy ends on the last day of the month, and the deposit is paid back once the keys are handed over. Please get in touch as soon as you know a day.\n';
const DATED = `---\ndate: 2021-03-11\n---\n\n# Pancakes\n\nBeat the eggs with flour and milk, and wait for half an hour.\n`;

let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.read({
    'mail/lease.eml': LEASE,
    'mail/cake.eml': CAKE,
    'mail/walks.mbox': MAILBOX,
    'notes/vertrag.txt': GERMAN,
    'notes/contract.txt': ENGLISH,
    'recipes/pancakes.md': DATED,
  });
}, 60_000);
afterAll(() => bench?.[Symbol.asyncDispose]());

describe('a query by what documents say of themselves', () => {
  it.each<[query: string, paths: string[]]>([
    ['from:anna', ['mail/lease.eml']],
    ['from:"anna lind"', ['mail/lease.eml']],
    ['from:example.org', ['mail/lease.eml', 'mail/walks.mbox']],
    ['from:ANNA,johanna', ['mail/cake.eml', 'mail/lease.eml']],
    ['to:anna', ['mail/cake.eml']],
    ['from:anna to:bob', ['mail/lease.eml']],
    ['from:anna to:carol', []],
    ['subject:"the lease"', ['mail/lease.eml']],
    ['subject:birth', ['mail/cake.eml']],
    ['subject:day', []],
    ['subject:hut', ['mail/walks.mbox']],
    ['from:carol to:carol', []],
    ['from:dave subject:harbour', []],
    ['from:carol subject:harbour', ['mail/walks.mbox']],
    ['date:2023-05', ['mail/lease.eml']],
    ['date:2019', ['mail/walks.mbox']],
    ['date:2021', ['recipes/pancakes.md']],
    ['date:2019..2024 type:mail -from:anna', ['mail/cake.eml', 'mail/walks.mbox']],
    ['date:2018', []],
    ['lang:de', ['notes/vertrag.txt']],
    ['lang:German', ['notes/vertrag.txt']],
    ['lang:en in:notes', ['notes/contract.txt']],
    ['"herring boats"', ['mail/walks.mbox']],
    ['"herring boats" from:dave', []],
    ['"herring boats" from:carol', ['mail/walks.mbox']],
    ['herring NEAR/2 gull', ['mail/walks.mbox']],
  ])('%s', async (query, paths) => {
    expect((await bench.found(query, 'lexical')).toSorted()).toEqual(paths);
  });

  it('shows what of a mailbox is meant', async () => {
    const [harbour] = await bench.results('herring from:carol');
    expect(harbour?.passages.map(({ heading }) => heading)).not.toContain('Mountain hut');
    expect(harbour?.passages[0]?.text).toContain('herring boats');
    const [hut] = await bench.results('herring date:2020');
    expect(hut?.passages[0]?.text).toContain('herring gull');
  });

  it('is said in words, with faults where they lie', async () => {
    const [answer] = await bench.stages('keys type:mail date:someday "left open', 'light');
    expect(answer?.meaning).toBe('Mails about “keys left open”');
    expect(answer?.isStrict).toBe(true);
    expect(answer?.notes.map(({ code, place }) => [code, place])).toEqual([
      ['QUERY_UNREAD', { start: 20, end: 27 }],
      ['QUERY_UNREAD', { start: 28, end: 29 }],
    ]);
  });

  it('points into what was typed, whatever of it was made clean', async () => {
    const [typed] = await bench.stages('  cafe\u0301\t\u200bdate:someday', 'light');
    expect(typed?.notes[0]?.place).toEqual({ start: 14, end: 21 });
  });

  it('leaves a filter out that cannot be read, so that it leads no ranking', async () => {
    const all = await bench.found('herring date:someday');
    expect(all).toEqual(await bench.found('herring'));
  });

  it('takes a type for one where a file ends so, and points at any other', async () => {
    const [there] = await bench.stages('herring type:mbox', 'light');
    expect(there?.notes).toEqual([]);
    const [nowhere] = await bench.stages('herring type:pfd', 'light');
    expect(nowhere?.notes[0]?.text).toContain('Did you mean type:pdf?');
    expect(nowhere?.results.map(({ name }) => name)).toContain('walks.mbox');
  });

  it('says what to type where nothing is asked for', async () => {
    const [answer] = await bench.stages(' "" ', 'light');
    expect(answer?.notes.map(({ code }) => code)).toEqual(['QUERY_EMPTY']);
    const [signs] = await bench.stages('type:mail', 'light');
    expect(signs?.notes).toEqual([]);
  });
});

describe('completion', () => {
  const complete = async (query: string) =>
    (await bench.engine.complete({ query, caret: query.length, limit: 5 })).map(({ start, end, text }) => [
      query.slice(start, end),
      text,
    ]);

  it.each<[query: string, items: string[][]]>([
    ['ty', [['ty', 'type:']]],
    ['bees -su', [['su', 'subject:']]],
    [
      'type:m',
      [
        ['m', 'mail'],
        ['m', 'mailbox'],
        ['m', 'markdown'],
      ],
    ],
    ['type:pdf,', [['', 'mail']]],
    ['ext:e', [['e', 'eml']]],
    ['in:not', [['not', 'notes']]],
    ['lang:g', [['g', 'de']]],
    ['from:jo', [['jo', '"johanna weiss <johanna@example.com>"']]],
    ['date:last-m', [['last-m', 'last-month']]],
    ['is:', [['', 'duplicate']]],
    ['plain words', []],
    ['12:30', []],
    ['', []],
  ])('of %s', async (query, items) => {
    expect((await complete(query)).slice(0, Math.max(1, items.length))).toEqual(items);
  });

  it('tells how many documents have a value, and what a filter is', async () => {
    const [mails] = await bench.engine.complete({ query: 'type:ma', caret: 7, limit: 1 });
    expect(mails?.detail).toBe('mails, 3 documents');
    const [filter] = await bench.engine.complete({ query: 'pat x', caret: 3, limit: 1 });
    expect(filter).toMatchObject({ start: 0, end: 3, text: 'path:', detail: expect.stringMatching(/path/) });
  });
});

describe('a library of an earlier version', () => {
  it('has its mails, dates and languages read from what is stored', async () => {
    await using older = await EngineBench.read({ 'lease.eml': LEASE, 'vertrag.txt': GERMAN });
    await older.close();
    const connection = openForWriting(join(older.library, 'index.db'), { durable: false });
    connection.exec(`UPDATE contents SET dated = NULL, language = NULL; DELETE FROM mails;
      INSERT INTO undescribed SELECT id FROM contents`);
    connection.close();
    await older.reopen();
    await older.settle();
    expect(await older.found('from:anna', 'lexical')).toEqual(['lease.eml']);
    expect(await older.found('date:2023', 'lexical')).toEqual(['lease.eml']);
    expect(await older.found('lang:de', 'lexical')).toEqual(['vertrag.txt']);
  });
});
