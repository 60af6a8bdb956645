import { cleanCharacters } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { shortfall } from '../reasons.ts';
import { plainValue, readComponents, valueParts } from './content-lines.ts';
import type { ContentLine } from './content-lines.ts';
import { textual } from './text.ts';

/** What people look for on a card, and its name here. */
const FIELDS: Readonly<Record<string, string>> = {
  NICKNAME: 'nickname',
  ORG: 'organisation',
  TITLE: 'job',
  ROLE: 'role',
  EMAIL: 'mail',
  TEL: 'phone',
  ADR: 'address',
  LABEL: 'address',
  BDAY: 'birthday',
  ANNIVERSARY: 'anniversary',
  URL: 'web',
  IMPP: 'chat',
  CATEGORIES: 'groups',
  RELATED: 'related',
  NOTE: 'note',
};
/** A card of people who are a group. */
const CARD = 'VCARD';

/** Cards of people: each under its name. */
export const contactsExtractor = textual(
  'contacts',
  (text, outline) => {
    const broken = readComponents(text, ({ name, lines }) => {
      if (name === CARD) addCard(lines, outline);
    });
    if (broken > 0) outline.shortfall = shortfall('PART_NOT_READ', 'Some lines of the cards are damaged.');
  },
  { dataLike: true, isTitledByHeading: false },
);

function addCard(lines: readonly ContentLine[], outline: Outline): void {
  outline.heading(1, nameOf(lines));
  const shown = lines.flatMap(({ name, value }) => {
    const field = FIELDS[name];
    const words = valueParts(value.replace(/^(?:tel|mailto):/i, '')).join(', ');
    return field === undefined || words === '' ? [] : [`${field}: ${words}`];
  });
  outline.block(cleanCharacters([...new Set(shown)].join('\n')));
}

function nameOf(lines: readonly ContentLine[]): string {
  const valueOf = (wanted: string): string => lines.find(({ name }) => name === wanted)?.value ?? '';
  const full = plainValue(valueOf('FN')).trim();
  if (full !== '') return full;
  const [family = '', given = '', ...others] = valueOf('N')
    .split(/(?<!\\);/)
    .map(plainValue);
  const name = [given, ...others.slice(0, 1), family].filter((part) => part.trim() !== '').join(' ');
  return name === '' ? valueParts(valueOf('ORG')).join(', ') || plainValue(valueOf('EMAIL')) : name;
}
