import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { makeDocx, wordParagraph } from './make-docx.ts';
import { makePdf } from './make-pdf.ts';
import { seededRandom } from './random.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Files by path below a folder; folders between are made. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

export const LEASE =
  'The tenancy may be ended by either side with three months notice, in writing, to the end of a calendar month.';
export const BREAD =
  'Knead the dough for ten minutes, let it rest overnight in the fridge, and bake it at 230 degrees on a stone.';
const BEES = 'Colonies overwinter on stored honey; a weak hive is joined with a strong one before the frost.';

/** What can be read, one file for each thing that is asked of a search. */
export const READABLE: Files = {
  'flat/moving-out.md': `---\nauthor: Ada\n---\n# Moving out\n\n## Notice\n\n${LEASE}\n\n## Keys\n\nAll keys are handed over on the last day.\n`,
  'kitchen/bread.txt': `${BREAD}\n`,
  'kitchen/copies/bread (1).txt': `${BREAD}\n`,
  'garden/bees.html': `<html><head><title>Hives in winter</title><script>let poison = 1</script></head><body><h1>Hives</h1><p>${BEES}</p><table><tr><th>Hive</th><th>Frames</th></tr><tr><td>Linden</td><td>11</td></tr></table></body></html>`,
  'money/stock.csv': `article,amount,price\n${Array.from({ length: 60 }, (_, row) => `gasket ${row},${row * 3},${row}.50`).join('\n')}\n`,
  'letters/landlord.docx': makeDocx(
    wordParagraph('Heating', '<w:pStyle w:val="Heading1"/>') +
      wordParagraph('Dear Mrs Albrecht, the radiator in the bathroom has been cold since Monday.'),
  ),
  'papers/telescope.pdf': makePdf({
    title: 'Mirrors',
    pages: [
      ['Grinding a telescope mirror takes patience.', ...pageLines(30)],
      ['The parabola is reached by polishing the centre with pitch.'],
    ],
  }),
  'notes/eip.md': '# Fees\n\nEIP-1559 burns the base fee of every transaction.\n',
  'notes/languages.txt': 'Templates in C++ are expanded before linking.\n',
  'notes/calls.txt': 'The old code calls foo_bar twice and forgets the result.\n',
  'notes/invoice.txt': 'Rechnungsbetrag: 1.234,00 EUR, zahlbar bis Ende des Monats.\n',
  'notes/station.txt': 'Der Zug nach 東京都 fährt um zehn.\n',
  'notes/birthday.txt': 'The invitation ends with 🎉 and nothing else.\n',
  'notes/tram.txt': Buffer.from('Die Straßenbahn hält vor der Tür des Müllers.\n', 'latin1'),
  'notes/quince.txt': Buffer.from('\ufeffQuince jelly sets without any gelatine.\n', 'utf16le'),
};

/** A page that is a passage of its own. */
function pageLines(count: number): string[] {
  return Array.from(
    { length: count },
    (_, line) => `Stroke ${line}: the tool goes over the glass from edge to edge.`,
  );
}

/** Found by name, listed with a reason. */
export const UNREADABLE: Files = {
  'papers/broken.pdf': '%PDF-1.7\n\u0000 and then nothing that a PDF would hold',
  'photos/lighthouse-holiday.gif': Buffer.from('GIF89a\x01\0\x01\0', 'latin1'),
};

/** Left out by a rule; the folder counts once. */
export const EXCLUDED: Files = {
  '.hidden.txt': 'concealed',
  'node_modules/left/index.js': 'concealed',
  'letters/~$landlord.docx': 'concealed',
};

const SUBJECTS = [
  'The gardener',
  'A sailor',
  'Our neighbour',
  'The committee',
  'My grandmother',
  'An engineer',
];
const VERBS = ['repaired', 'described', 'postponed', 'painted', 'measured', 'inherited', 'misplaced'];
const OBJECTS = [
  'the old bridge',
  'a violin',
  'seven barrels of tar',
  'the tide tables',
  'a map of the moor',
];
const PLACES = ['behind the mill', 'in the harbour', 'at the annual meeting', 'on a rainy Thursday'];

/** Many small texts that repeat nothing but their words; the same seed writes the same files. */
export function fillerFiles(count: number, seed = 1, sentences = 30): Files {
  const random = seededRandom(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const sentence = (): string =>
    `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(PLACES)}, entry ${Math.floor(random() * 1e6)}.`;
  const text = (): string => Array.from({ length: sentences }, sentence).join(' ');
  return Object.fromEntries(
    Array.from({ length: count }, (_, number) => [
      `shelf-${number % 7}/entry-${number}.${number % 3 === 0 ? 'md' : 'txt'}`,
      `# Entry ${number}\n\n${text()}\n`,
    ]),
  );
}
