import { describeQuery } from './describe.ts';
import { FILTERS } from './filters.ts';
import { parseQuery } from './parse.ts';

/** Signs of a query, what they do, and a query that uses each. */
const SIGNS: readonly (readonly [sign: string, description: string])[] = [
  ['words side by side', 'found by meaning and by word; none of them has to be there'],
  ['"exact phrase"', 'stands so in the document: capitals and accents do not count, every letter does'],
  ['-word', 'not in the document, in any of its forms; -"word" leaves out exactly this word'],
  ['-filter:value  -(…)', 'the opposite; what a minus leaves out holds for the whole document'],
  ['a OR b', 'one of them at least; joins its two neighbours: red bees OR wasps is red (bees OR wasps)'],
  ['a AND b', 'both, each anywhere in the document; AND joins closer than OR'],
  ['( … )', 'one part of OR, AND, NEAR or minus'],
  ['a NEAR/5 b', 'at most 5 words between them, in either order; NEAR alone is NEAR/10'],
  ['(a OR b) NEAR/5 c', 'any of the alternatives near c; -a NEAR/5 b leaves out where they are near'],
  ['prefix*', 'a word that begins so; two letters at least'],
];

const EXAMPLES: readonly string[] = [
  'type:pdf path:"Tax 2023" date:last-month',
  '"three months" notice -draft type:pdf,docx',
  'from:anna subject:lease date:2023..2024',
  '(rent OR lease) NEAR/8 deposit',
  'invoice size:>2MB -label:paid',
  'page:1..3 telesc* lang:de',
  'is:duplicate type:image modified:this-year',
];

const NOTES = `Side by side, everything strict has to hold: phrases, OR, NEAR, prefix*, minus and filters. Of
filters of one name any holds for type, ext, lang and page; of others all do. Values of
type, ext, label, lang, page, has, from and to stand between commas: type:pdf,docx is
either of both. date: goes by the day a document says of itself, modified: by its file. AND and a minus look at the whole document; a phrase and NEAR within a
passage or over the border of two that adjoin. page:, and in a mailbox from:, to:, subject:
and date:, choose passages: a phrase beside them has to stand there.

Operators are capitals: or, and, near are words. A date is a year, a month (2023-05), a
day (2023-05-17), a range with .. or an open end (2023..), > or < with one, or today,
yesterday, this- or last- with week, month or year, last-30-days. Weeks begin on Monday.

What is no sign is a word: 12:30, http://…, re: budget, C++ -O2. A number after a minus is a
word up to three digits, and so is a single letter; -"x" leaves it out. A text of more than
forty words is searched as it is. A value that cannot be read is pointed at and left out, and
searched as text where nothing else is asked for. NEAR reaches 1,000 words at most.`;

const SIGN_WIDTH = 22;
const FILTER_WIDTH = 26;

/** One page that explains queries, made of the table that reads them. */
export function queryHelp(): string {
  return [
    'What a query can say',
    '',
    ...SIGNS.map(([sign, description]) => `  ${sign.padEnd(SIGN_WIDTH)} ${description}`),
    '',
    'Filters',
    '',
    ...FILTERS.flatMap(({ example, description, values }) => [
      `  ${example.padEnd(FILTER_WIDTH)} ${description}`,
      `  ${' '.repeat(FILTER_WIDTH)} ${values}`,
    ]),
    '',
    'Examples',
    '',
    ...EXAMPLES.flatMap((query) => [`  ${query}`, `    ${describeQuery(parseQuery(query).parts)}`]),
    '',
    NOTES,
  ].join('\n');
}

/** Queries the help page shows, for whoever checks that each is read. */
export const HELP_EXAMPLES: readonly string[] = [...EXAMPLES, ...FILTERS.map(({ example }) => example)];
