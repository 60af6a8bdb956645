import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { shortfall } from '../reasons.ts';
import { plainValue, readComponents } from './content-lines.ts';
import type { ContentLine } from './content-lines.ts';
import { textual } from './text.ts';

const ENTRIES: ReadonlySet<string> = new Set(['VEVENT', 'VTODO', 'VJOURNAL']);
const DATE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{0,2})?(Z?)$/;

/** Calendars: each event and task under its name, with when, where, who and what. */
export const calendarExtractor = textual(
  'calendar',
  (text, outline) => {
    const broken = readComponents(text, ({ name, lines }) => {
      if (ENTRIES.has(name)) addEntry(lines, outline);
      else if (name === 'VCALENDAR') outline.title(textOf(lines, 'X-WR-CALNAME') || textOf(lines, 'NAME'));
    });
    if (broken > 0) outline.shortfall = shortfall('PART_NOT_READ', 'Some lines of the calendar are damaged.');
  },
  { dataLike: true, isTitledByHeading: false },
);

function addEntry(lines: readonly ContentLine[], outline: Outline): void {
  outline.heading(1, textOf(lines, 'SUMMARY') || '–');
  const people = lines.filter(({ name }) => name === 'ORGANIZER' || name === 'ATTENDEE').map(personOf);
  const facts = [
    ['when', whenOf(lines)],
    ['due', dateOf(textOf(lines, 'DUE'))],
    ['repeats', repetitionOf(textOf(lines, 'RRULE'))],
    ['where', textOf(lines, 'LOCATION')],
    ['who', [...new Set(people)].join(', ')],
    ['groups', textOf(lines, 'CATEGORIES')],
    ['web', textOf(lines, 'URL')],
  ] as const;
  const shown = facts.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
  outline.block(cleanCharacters(shown.join('\n')));
  for (const name of ['DESCRIPTION', 'COMMENT']) outline.block(cleanCharacters(textOf(lines, name)));
}

function textOf(lines: readonly ContentLine[], wanted: string): string {
  return plainValue(lines.find(({ name }) => name === wanted)?.value ?? '').trim();
}

function whenOf(lines: readonly ContentLine[]): string {
  const [start, end] = [dateOf(textOf(lines, 'DTSTART')), dateOf(textOf(lines, 'DTEND'))];
  return end === '' || end === start ? start : `${start} – ${end}`;
}

/** `20240131T093000Z` as `2024-01-31 09:30 UTC`; what is no date stays as it is. */
function dateOf(value: string): string {
  const [, year, month, day, hour, minute, zone] = DATE.exec(value) ?? [];
  if (year === undefined) return value;
  const time = hour === undefined ? '' : ` ${hour}:${minute}${zone === 'Z' ? ' UTC' : ''}`;
  return `${year}-${month}-${day}${time}`;
}

function repetitionOf(rule: string): string {
  return /FREQ=(\w{1,20})/i.exec(rule)?.[1]?.toLowerCase() ?? '';
}

function personOf({ parameters, value }: ContentLine): string {
  const name = parameters.get('CN') ?? '';
  const address = value.replace(/^mailto:/i, '').trim();
  if (name === '' || name === address) return address;
  return address.includes('@') ? `${name} <${address}>` : name;
}
