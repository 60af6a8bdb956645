import { foldLiteral } from '../../lib/text/tokens.ts';
import type { ReadConnection } from '../../storage/connection.ts';
import { contentsLabelled } from '../../storage/document-labels.ts';
import {
  contentsWithLabel,
  mailsHolding,
  mailsSent,
  passagesOnPages,
  type MailField,
  type MailRow,
} from '../../storage/document-columns.ts';
import type { LabelNames } from '../label-names.ts';
import type { PathIndex } from '../path-index.ts';
import { readDates, resolveDates, type TimeSpan } from '../query/dates.ts';
import { readLanguage } from '../query/languages.ts';
import { readPages } from '../query/pages.ts';
import { readSizes } from '../query/sizes.ts';
import type { FilterName, FilterNode } from '../query/syntax-tree.ts';
import { plainType } from '../query/types.ts';
import type { DocumentTable } from './document-table.ts';
import { unite, type Selection } from './selection.ts';

export interface LeafContext {
  readonly connection: ReadConnection;
  readonly table: DocumentTable;
  readonly paths: PathIndex;
  readonly labels: () => LabelNames;
  /** Passage ids are below it. */
  readonly used: number;
  readonly now: () => Date;
  /** Whether a file of that format and name is of the type a person named. */
  readonly isOfType: (format: string | null, name: string, type: string) => boolean;
}

type ReadValue = (value: string, context: LeafContext) => Selection;

/** What a filter holds for: any of its values. */
export function selectFilter({ name, values }: FilterNode, context: LeafContext): Selection {
  const [first, ...others] = values.map((value) => READERS[name](value, context));
  if (first === undefined) return ofDocuments(new Uint8Array(context.table.length));
  if (others.length === 0) return first;
  const documents = first.documents.slice();
  const places = first.places?.slice() ?? null;
  for (const other of others) {
    unite(documents, other.documents);
    if (places !== null && other.places !== null) unite(places, other.places);
  }
  return { ...first, documents, places };
}

const READERS: Readonly<Record<FilterName, ReadValue>> = {
  type: (value, context) => ofDocuments(ofType(plainType(value) ?? value, context)),
  ext: (value, { table, paths }) => ofDocuments(ofEnding(value, table, paths)),
  path: (value, { table, paths }) => ofDocuments(table.ofIds(paths.holding(value))),
  in: (value, { table, paths }) => ofDocuments(table.ofIds(paths.within(value))),
  name: (value, { table, paths }) => ofDocuments(table.ofIds(paths.named(value))),
  date: (value, context) => onDates(spanOf(value, context), context),
  modified: (value, context) => {
    const { from, until } = spanOf(value, context);
    return ofDocuments(context.table.where('modified', (time) => time >= from && time < until));
  },
  size: (value, { table }) => {
    const { least, most } = readSizes(value) ?? { least: 1, most: 0 };
    return ofDocuments(table.where('size', (bytes) => bytes >= least && bytes <= most));
  },
  label: (value, { connection, table, labels }) =>
    ofDocuments(table.ofContents(contentsLabelled(connection, labels().named(value)))),
  lang: (value, { table }) => {
    const code = readLanguage(value);
    return ofDocuments(Uint8Array.from(table.texts('language'), (language) => (language === code ? 1 : 0)));
  },
  page: onPages,
  has: (value, { connection, table }) =>
    ofDocuments(
      value.toLowerCase() === 'ocr'
        ? table.where('recognised', (pages) => pages > 0)
        : table.ofContents(contentsWithLabel(connection)),
    ),
  is: (_, { table }) => ofDocuments(table.copied()),
  from: (value, context) => ofMail('sender', value, context),
  to: (value, context) => ofMail('receivers', value, context),
  subject: (value, context) => ofMail('subject', value, context),
};

function ofDocuments(documents: Uint8Array): Selection {
  return { documents, places: null, isHard: false };
}

/** Formats and endings are few: each pair is asked for once. */
function ofType(type: string, { table, paths, isOfType }: LeafContext): Uint8Array {
  const known = new Map<string, number>();
  const endings = paths.endings();
  const formats = table.texts('format');
  const documents = new Uint8Array(table.length);
  for (let place = 0; place < documents.length; place += 1) {
    const format = formats[place] ?? '';
    const ending = endings[place] ?? '';
    const key = `${format}\0${ending}`;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = isOfType(format === '' ? null : format, `.${ending}`, type) ? 1 : 0;
      known.set(key, answer);
    }
    documents[place] = answer;
  }
  return documents;
}

function ofEnding(value: string, table: DocumentTable, paths: PathIndex): Uint8Array {
  const wanted = value.toLowerCase().replace(/^\./, '');
  const endings = paths.endings();
  const documents = new Uint8Array(table.length);
  for (let place = 0; place < documents.length; place += 1)
    if (endings[place] === wanted) documents[place] = 1;
  return documents;
}

function spanOf(value: string, { now }: LeafContext): TimeSpan {
  const expression = readDates(value);
  return expression === undefined ? { from: 0, until: 0 } : resolveDates(expression, now());
}

/** Of a mailbox those mails that were sent then; of any other document all of it. */
function onDates(span: TimeSpan, { connection, table, used }: LeafContext): Selection {
  const { within, mailboxes } = mailsSent(connection, span);
  const documents = table.where('dated', (time) => time >= span.from && time < span.until);
  if (mailboxes.size === 0) return ofDocuments(documents);
  const contents = table.numbers('content');
  const ofMailboxes = new Set(within.map(({ content }) => content));
  for (let place = 0; place < documents.length; place += 1) {
    const content = contents[place]!;
    if (mailboxes.has(content)) documents[place] = ofMailboxes.has(content) ? 1 : 0;
  }
  const whole = documents.slice();
  for (let place = 0; place < whole.length; place += 1) if (mailboxes.has(contents[place]!)) whole[place] = 0;
  const places = table.passagesOf(whole, used);
  for (const { first, passages } of within) places.fill(1, first, first + passages);
  return { documents, places, isHard: true };
}

function onPages(value: string, { connection, table, used }: LeafContext): Selection {
  const { first, last } = readPages(value) ?? { first: 1, last: 0 };
  const places = new Uint8Array(used);
  for (const passage of passagesOnPages(connection, first, last)) places[passage] = 1;
  return { documents: table.holding(places), places, isHard: true };
}

/** A letter or number at the end of a text: what follows it is no beginning of a word. */
const WORD_BEFORE = /[\p{L}\p{N}]$/u;

/** Mails, and those of a mailbox, whose header holds a text that begins a word there. */
function ofMail(field: MailField, value: string, { connection, table, used }: LeafContext): Selection {
  const wanted = foldLiteral(value);
  const mails = mailsHolding(connection, field, wanted).filter((mail) => beginsWord(mail, wanted));
  const places = new Uint8Array(used);
  for (const { first, passages } of mails) places.fill(1, first, first + passages);
  const documents = table.ofContents(new Set(mails.map(({ content }) => content)));
  return { documents, places, isHard: true };
}

function beginsWord({ value }: MailRow, wanted: string): boolean {
  for (let at = value.indexOf(wanted); at >= 0; at = value.indexOf(wanted, at + 1))
    if (!WORD_BEFORE.test(value.slice(0, at))) return true;
  return false;
}
