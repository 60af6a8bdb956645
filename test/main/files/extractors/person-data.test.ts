import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';

describe('contacts', () => {
  it('of all versions give each card under its name', async () => {
    const cards = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg',
      'TEL;CELL;VOICE:+49 170 1234567',
      'ADR;HOME;ENCODING=QUOTED-PRINTABLE:;;Hauptstra=C3=9Fe 5;Ber=',
      'lin;;10115;Germany',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:Ann Lee',
      'item1.EMAIL;TYPE="work,home";PREF=1:ann@example.org',
      'ORG:Ocean\\, Inc.;Research',
      'NOTE:likes\\nwhales and a very',
      '  long song',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAABBBB',
      'END:VCARD',
    ].join('\r\n');
    expect(await blocksOf('x.vcf', cards)).toEqual([
      'Jörg Müller | phone: +49 170 1234567\naddress: Hauptstraße 5, Berlin, 10115, Germany',
      'Ann Lee | mail: ann@example.org\norganisation: Ocean, Inc., Research\nnote: likes\nwhales and a very long song',
    ]);
    expect((await extracted('x.vcf', cards)).shortfall).toBeNull();
  });

  it('say that lines are damaged, and keep the rest', async () => {
    const { blocks, shortfall } = await extracted('x.vcf', 'BEGIN:VCARD\nFN:Ann\nnonsense\nTEL:1');
    expect(shortfall?.code).toBe('PART_NOT_READ');
    expect(blocks).toEqual([{ text: 'phone: 1', heading: ['Ann'], page: null }]);
  });
});

describe('calendars', () => {
  it('give each event with when, where, who and what', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'X-WR-CALNAME:Work',
      'BEGIN:VEVENT',
      'SUMMARY:Whale watching',
      'DTSTART;TZID=Europe/Berlin:20240131T093000',
      'DTEND;TZID=Europe/Berlin:20240131T110000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'LOCATION:Pier 7\\, Bergen',
      'ATTENDEE;CN="Lee, Ann":mailto:ann@example.org',
      'DESCRIPTION:Bring a coat.',
      'BEGIN:VALARM',
      'DESCRIPTION:Reminder',
      'END:VALARM',
      'END:VEVENT',
      'BEGIN:VTODO',
      'SUMMARY:Buy film',
      'DUE;VALUE=DATE:20240130',
      'END:VTODO',
      'END:VCALENDAR',
    ].join('\r\n');
    expect((await extracted('x.ics', calendar)).title).toBe('Work');
    expect(await blocksOf('x.ics', calendar)).toEqual([
      'Whale watching | when: 2024-01-31 09:30 – 2024-01-31 11:00\nrepeats: weekly\nwhere: Pier 7, Bergen\nwho: Lee, Ann <ann@example.org>',
      'Whale watching | Bring a coat.',
      'Buy film | due: 2024-01-30',
    ]);
  });
});
