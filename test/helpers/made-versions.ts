import type { Files } from './made-corpus.ts';

const CLAUSES = [
  'The tenancy begins on the first of May and may be ended by either side with three months notice in writing.',
  'The rent is due on the third working day of each month and is paid to the account named below.',
  'Heating, water and the lift are paid by a monthly sum that is settled once a year in spring.',
  'The tenant may keep small animals; larger ones need the consent of the landlord, which is not refused without reason.',
  'Small repairs up to eighty euros are borne by the tenant, all others by the landlord after they were told of them.',
  'At the end of the tenancy the rooms are handed over swept, with every key that was ever made for them.',
  'A deposit of two months rent is kept apart from other money and returned with its interest within half a year.',
];
const BEES =
  'Colonies overwinter on stored honey, and a weak hive is joined with a strong one before the first frost so that both live through until the willows bloom.';

const DISCLAIMER =
  'This message and what is attached to it are meant for the person named above alone. If you are not that person, please delete it, tell the sender, and neither copy it nor show it to anyone. Messages can be changed on their way, and the sender answers for none of that.';

const mail = (subject: string, body: string): string =>
  `From: Ada <ada@example.org>\nTo: Bo <bo@example.org>\nSubject: ${subject}\nDate: Mon, 4 Mar 2024 10:00:00 +0000\n\n${body}\n\n--\n${DISCLAIMER}\n`;

/** What a folder gathers over the years: versions, copies, quotations, and short things that only look alike. */
export const VERSIONS: Files = {
  'lease v1.md': `# Lease\n\n${CLAUSES.join('\n\n')}\n`,
  'lease v2.md': `# Lease\n\n${CLAUSES.join('\n\n').replace('three months', 'two months').replace('eighty', 'ninety')}\n`,
  'backup/lease v2.md': `# Lease\n\n${CLAUSES.join('\n\n').replace('three months', 'two months').replace('eighty', 'ninety')}\n`,
  'flat.md': `# My old flat\n\nThey wrote to me: ${CLAUSES[3]} So I asked, and the cat came along. The house stood by the river, and in March the cellar was under water, as it is each year.\n`,
  'bees.txt': `${BEES}\n\nIn summer the supers are taken off one by one.\n`,
  'note.txt': 'two words\n',
  'other note.txt': 'two words!\n',
  'empty.txt': '',
  'also empty.txt': '',
  'zeros.csv': `a,b,c\n${'0,0,0\n'.repeat(80)}`,
  'more zeros.csv': `d,e,f\n${'0,0,0\n'.repeat(90)}`,
  'heating.eml': mail('Heating', 'The radiator in the bathroom is cold.'),
  'keys.eml': mail('Keys', 'Where may I leave the second key?'),
  'minutes 2024-01-08.md': `# Minutes\n\n${CLAUSES.slice(0, 2).join(' ')}\n`,
  'minutes 2024-02-12.md': `# Minutes\n\n${BEES} ${CLAUSES[5]}\n`,
  '蜂.txt': '冬の間は蜂をそっとしておく。春になったら巣箱を開けて、蜜の残りを確かめる。',
};
export const QUOTED_CLAUSE = CLAUSES[3]!;
export const QUOTED_BEES = BEES;
