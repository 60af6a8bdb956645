import { describe, expect, test } from 'vitest';

import { errorsAsCsv, errorsAsJson } from '../../../src-renderer/lib/error-list.ts';
import { family } from '../../../src-renderer/lib/family.ts';
import { filtersOf, nothingText, reliefText, without } from '../../../src-renderer/lib/filters.ts';
import {
  closelyShare,
  countText,
  noteInHead,
  noteRows,
  stageParts,
  type StagePart,
} from '../../../src-renderer/lib/head.ts';
import {
  breadcrumb,
  copiesText,
  placeText,
  shortPlace,
  splitExtension,
  titled,
} from '../../../src-renderer/lib/place.ts';
import {
  deepenedText,
  lookedOverText,
  doneText,
  progressNote,
  searchableText,
} from '../../../src-renderer/lib/progress-words.ts';
import { gauge, gaugeLabel, reasonText } from '../../../src-renderer/lib/reasons.ts';
import { timeLeft } from '../../../src-renderer/lib/time-left.ts';

describe('places', () => {
  test('a path begins with the folder of the person that holds it', () => {
    const roots = ['/home/ada/Papers', '/home/ada/Papers/Sleep'];
    expect(breadcrumb('/home/ada/Papers/Old/x.pdf', roots)).toEqual(['Papers', 'Old']);
    expect(breadcrumb('/home/ada/Papers/Sleep/x.pdf', roots)).toEqual(['Sleep']);
    expect(breadcrumb('/home/ada/Papersack/x.pdf', roots)).toEqual(['home', 'ada', 'Papersack']);
    expect(breadcrumb('C:\\Users\\Ada\\Notes\\Sub\\x.md', ['C:\\Users\\Ada\\Notes'])).toEqual([
      'Notes',
      'Sub',
    ]);
  });

  test.each([
    ['Lease.pdf', ['Lease', '.pdf']],
    ['archive.tar.gz', ['archive.tar', '.gz']],
    ['.profile', ['.profile', '']],
    ['Report v1.2 final', ['Report v1.2 final', '']],
    ['Makefile', ['Makefile', '']],
  ])('%s', (name, parts) => expect(splitExtension(name)).toEqual(parts));

  test('a document is called as it calls itself, and its file is told too', () => {
    expect(titled({ name: '0231.pdf', title: 'Sleep spindles' })).toEqual({
      stem: 'Sleep spindles',
      extension: '.pdf',
      file: '0231.pdf',
    });
    expect(titled({ name: 'Lease.pdf', title: 'Lease' }).file).toBe('');
    expect(titled({ name: 'Lease.pdf', title: ' ' }).stem).toBe('Lease');
  });

  test('page and heading', () => {
    expect(placeText({ page: 3, heading: '§ 4 Notice' })).toBe('page 3, § 4 Notice');
    expect(placeText({ page: null, heading: null })).toBe('');
    expect(shortPlace({ page: null, heading: 'Moving out › Deadlines' })).toBe('Deadlines');
    expect([copiesText(0), copiesText(1)]).toEqual(['', '2 copies']);
  });
});

describe('filters', () => {
  test('are found where they stand, and taken away one by one', () => {
    const query = 'notice type:pdf -parking path:"My flat" "three months"';
    const filters = filtersOf(query);
    expect(filters.map(({ name, values, isLeftOut }) => [name, values, isLeftOut])).toEqual([
      ['type', ['pdf'], false],
      ['word', ['parking'], true],
      ['path', ['My flat'], false],
      ['phrase', ['three months'], false],
    ]);
    expect(without(query, filters)).toBe('notice three months');
    expect(without(query, filters.slice(1, 2))).toBe('type:pdf path:"My flat" "three months" notice');
  });

  test('a hyphen inside a word, a lone one and a clock are none', () => {
    expect(filtersOf('e-mail at 12:30 - or so')).toEqual([]);
  });

  test('what empties the list is named', () => {
    expect(nothingText([])).toBe('Nothing speaks of this.');
    expect(nothingText(filtersOf('x type:pdf'))).toBe('Nothing of type pdf speaks of this.');
    expect(reliefText(filtersOf('x type:pdf'), 4)).toBe('Without it there are 4 documents.');
    expect(reliefText(filtersOf('x type:pdf -yard'), 0)).toBe('Without the filters there is nothing either.');
  });
});

describe('the head of the list', () => {
  const head = {
    stage: 'light',
    final: false,
    milliseconds: 9,
    firstMilliseconds: 9,
    closely: { done: 0, total: 64 },
    wordsOnly: false,
  } as const;
  const said = (parts: readonly StagePart[]): string => parts.map(({ text }) => text).join('');
  const deep = { ...head, stage: 'deep', milliseconds: 504, closely: { done: 32, total: 64 } } as const;
  test.each([
    [head, 'first list, 9 ms; reading 64 closely …'],
    [{ ...head, final: true }, 'words and light meaning, 9 ms'],
    [
      { ...head, stage: 'close', final: true, closely: { done: 0, total: 0 } },
      'words and light meaning, 9 ms',
    ],
    [deep, 'first list, 9 ms; reading 32 of 64 closely …'],
    [{ ...deep, closely: { done: 64, total: 64 }, milliseconds: 380 }, 'read closely, 0.4 s'],
    [{ ...deep, stage: 'close', final: true, milliseconds: 412 }, 'read closely, 0.4 s'],
    [{ ...head, final: true, wordsOnly: true }, 'words only, 9 ms'],
  ] as const)('%o', (standing, text) => expect(said(stageParts(standing))).toBe(text));

  test.each([
    [head, 'reading 64 …'],
    [deep, 'reading 32 of 64 …'],
    [{ ...deep, stage: 'close', final: true, milliseconds: 412 }, 'read closely, 0.4 s'],
    [{ ...head, final: true, wordsOnly: true }, 'words only, 9 ms'],
  ] as const)('beside much else: %o', (standing, text) =>
    expect(said(stageParts(standing).filter(({ spare }) => !spare))).toBe(text),
  );

  test('a list that was cut does not claim to be all', () => {
    expect(countText(23, 23)).toBe('23 documents');
    expect(countText(1, 1)).toBe('1 document');
    expect(countText(50, 1212)).toBe('50 of 1,212 documents');
  });

  test('the line under the head follows the close reading', () => {
    expect([closelyShare(head), closelyShare(deep)]).toEqual([0, 0.5]);
    expect(closelyShare({ stage: 'close', closely: { done: 0, total: 0 } })).toBe(1);
  });

  test('files that wait stand in the head, other notes above the list', () => {
    const notes = [
      { code: 'FILES_WAITING', text: '3,525 files not read yet.' },
      { code: 'MODEL_MISSING', text: 'The reading model is missing.' },
    ];
    expect(noteInHead(notes)).toBe('3,525 files not read yet');
    expect(noteRows(notes).map((note) => note.code)).toEqual(['MODEL_MISSING']);
  });

  test('what is wrong at two places of a query is said once', () => {
    const fault = { code: 'QUERY_FAULT', text: 'This bracket is not closed.' };
    const notes = [
      { ...fault, place: { start: 0, end: 1 } },
      { ...fault, place: { start: 1, end: 2 } },
      { ...fault, text: 'This is no date.' },
    ];
    expect(noteRows(notes).map(({ text }) => text)).toEqual([fault.text, 'This is no date.']);
  });
});

describe('reasons', () => {
  test('words first, then names; meaning only where nothing else', () => {
    expect(
      reasonText([
        { kind: 'word', term: 'notice', count: 2 },
        { kind: 'name', term: 'lease' },
      ]),
    ).toBe('notice; in the name: lease');
    expect(reasonText([{ kind: 'light', value: 0.4 }])).toBe('meaning only');
    expect(reasonText([])).toBe('');
  });

  test('the closest reading stands for the meaning', () => {
    const value = gauge([
      { kind: 'words', value: 0.44 },
      { kind: 'light', value: 0.7 },
      { kind: 'deep', value: 0.92 },
    ]);
    expect(gaugeLabel(value)).toBe('words 44 of 100, meaning 92 of 100');
  });
});

describe('progress', () => {
  const bar = (done: number, total: number, secondsLeft: number | null = null) => ({
    done,
    total,
    perSecond: 1,
    secondsLeft,
  });

  test('about, until it is known; all, once it is', () => {
    expect(doneText(bar(41_300, 226_000), 'passage', true)).toBe('41,300 of about 226,000 passages');
    expect(doneText(bar(7, 7), 'file', false)).toBe('all 7 files');
    expect(doneText(bar(0, 0), 'file', false)).toBe('no files yet');
  });

  test('says when all is done', () => {
    const done = {
      activity: 'idle',
      searchable: bar(11_930, 11_930),
      recognised: bar(0, 0),
      deepened: bar(5, 5),
      errors: 0,
      pause: 'none',
      pausedUntil: null,
      onBattery: false,
      waitsFor: null,
      trouble: null,
    } as const;
    expect(progressNote(done)).toBe('All 11,930 files searchable and deepened.');
    const trouble = { code: 'DISK_FULL', cause: 'The disk is full.', remedy: 'Make room.' };
    expect(progressNote({ ...done, trouble })).toBe('The disk is full. Make room.');
    expect(progressNote({ ...done, activity: 'recognising', recognised: bar(1, 5) })).toMatch(/pictures/);
    expect(progressNote({ ...done, activity: 'on-battery', deepened: bar(1, 5) })).toMatch(/plugged in/);
    expect(progressNote(done, 1)).toBe('All 11,930 files searchable and deepened. 1 folder is paused.');
    const waiting = { ...done, activity: 'waiting-for-idle', waitsFor: 'until it is quiet' } as const;
    expect(progressNote({ ...waiting, deepened: bar(1, 5) })).toBe(
      'Deepening waits until it is quiet. You can search all the while.',
    );
    expect(progressNote({ ...waiting, searchable: bar(1, 5) })).toMatch(/^Reading waits until/);
  });

  test('a folder says what waits', () => {
    const folder = {
      path: '/r',
      connected: true,
      live: true,
      paused: false,
      agents: false,
      patterns: '',
      meaning: true,
      files: 10,
      searchable: 4,
      passages: 0,
      deepenable: 0,
      deepened: 0,
      lookedOver: null,
    };
    expect([searchableText(folder), deepenedText(folder)]).toEqual(['4', '–']);
    expect(deepenedText({ ...folder, deepenable: 100, deepened: 11 })).toBe('11 %');
    const now = Date.parse('2026-01-01T12:00:00Z');
    expect(lookedOverText(folder, now)).toBe('not yet');
    expect(lookedOverText({ ...folder, lookedOver: now - 180_000 }, now)).toBe('watched');
    expect(lookedOverText({ ...folder, lookedOver: now - 180_000, live: false }, now)).toBe('3 minutes ago');
  });

  test('a time left grows only with a reason', () => {
    const shown = { seconds: 40, reason: '' };
    expect(timeLeft(shown, bar(5, 100, 40), bar(6, 100, 44))).toEqual(shown);
    expect(timeLeft(shown, bar(5, 100, 40), bar(6, 100, 38)).seconds).toBe(38);
    expect(timeLeft(shown, bar(5, 100, 40), bar(6, 200, 80))).toEqual({ seconds: 80, reason: 'more found' });
    expect(timeLeft(shown, bar(5, 100, 40), bar(6, 100, 90))).toEqual({
      seconds: 90,
      reason: 'slower now',
    });
  });
});

test('the list of errors can be read by a spreadsheet and by a program', () => {
  const errors = [{ path: '/a,b/"c".pdf', code: 'BROKEN', cause: 'It ends\nearly.', remedy: 'None.' }];
  expect(errorsAsCsv(errors)).toBe(
    'path,code,cause,remedy\r\n"/a,b/""c"".pdf",BROKEN,"It ends\nearly.",None.\r\n',
  );
  expect(JSON.parse(errorsAsJson(errors))).toEqual({ errors });
});

test('formats belong to families', () => {
  expect([family('pdf'), family('markdown'), family('json'), family('unheard')]).toEqual([
    'pdf',
    'note',
    'code',
    'text',
  ]);
});
