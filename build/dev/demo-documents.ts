import { seededRandom } from '../../src-main/lib/seeded-random.ts';
import type { Files } from '../../test/helpers/made-corpus.ts';
import { makeDocx, wordParagraph } from '../../test/helpers/make-docx.ts';
import { makeEpub } from '../../test/helpers/make-epub.ts';
import { makePptx, makeXlsx, sheetRow, slideShape } from '../../test/helpers/make-office.ts';
import { makePdf } from '../../test/helpers/make-pdf.ts';
import { SUBJECTS } from './demo-texts.ts';

const DOCUMENTS = 200;
const SEED = 20_261_122;
const PARAGRAPHS = 4;
const SENTENCES = 4;

/** What a document says, before it has a format. */
interface Written {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

type Format = (written: Written) => string | Uint8Array;

const FORMATS: readonly (readonly [ending: string, write: Format])[] = [
  ['md', ({ title, paragraphs }) => `# ${title}\n\n${paragraphs.join('\n\n')}\n`],
  ['pdf', ({ title, paragraphs }) => makePdf({ title, pages: paragraphs.map(asLines) })],
  ['docx', ({ title, paragraphs }) => makeDocx(heading(title) + paragraphs.map(asWord).join(''))],
  ['txt', ({ paragraphs }) => `${paragraphs.join('\n\n')}\n`],
  [
    'eml',
    ({ title, paragraphs }) =>
      `From: Ada <ada@example.org>\r\nTo: Ruth <ruth@example.org>\r\nSubject: ${title}\r\n` +
      `Date: Mon, 3 Mar 2025 09:00:00 +0000\r\n\r\nDear Ruth,\r\n\r\n${paragraphs.join('\r\n\r\n')}\r\n`,
  ],
  ['html', ({ title, paragraphs }) => `<title>${title}</title><h1>${title}</h1>${inTags(paragraphs, 'p')}`],
  [
    'xlsx',
    ({ title, paragraphs }) => makeXlsx({ [title]: paragraphs.map((text) => sheetRow(text, '1')).join('') }),
  ],
  ['pptx', ({ title, paragraphs }) => makePptx([slideShape('title', title), ...paragraphs.map(asSlide)])],
  ['epub', ({ title, paragraphs }) => makeEpub({ 'a.xhtml': `<h1>${title}</h1>${inTags(paragraphs, 'p')}` })],
  ['csv', ({ paragraphs }) => `number,note\n${paragraphs.map((text, at) => `${at},"${text}"`).join('\n')}\n`],
];

/** Two hundred small documents of ten formats, and one that cannot be read: the same ones on every machine. */
export function demoDocuments(): Files {
  const random = seededRandom(SEED);
  const documents = Array.from({ length: DOCUMENTS }, (_, at) => document(at, random));
  return {
    ...Object.fromEntries(documents),
    'Flat/Scan that broke off.pdf': '%PDF-1.7\n and then nothing that a PDF would hold',
  };
}

function document(at: number, random: () => number): readonly [path: string, content: string | Uint8Array] {
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('there is nothing to pick from');
    return value;
  };
  const subject = pick(SUBJECTS);
  const title = `${pick(subject.titles)} ${at + 1}`;
  const paragraph = (): string => Array.from({ length: SENTENCES }, () => pick(subject.sentences)).join(' ');
  const [ending, write] = FORMATS[at % FORMATS.length] ?? pick(FORMATS);
  const paragraphs = Array.from({ length: PARAGRAPHS }, paragraph);
  return [`${subject.folder}/${title}.${ending}`, write({ title, paragraphs })];
}

/** A page's width of each. */
function asLines(paragraph: string): string[] {
  return paragraph.split(/(?<=[.;]) /);
}

function heading(title: string): string {
  return wordParagraph(title, '<w:pStyle w:val="Heading1"/>');
}

function asWord(paragraph: string): string {
  return wordParagraph(paragraph);
}

function asSlide(paragraph: string): string {
  return slideShape('body', paragraph);
}

function inTags(paragraphs: readonly string[], tag: string): string {
  return paragraphs.map((text) => `<${tag}>${text}</${tag}>`).join('');
}
