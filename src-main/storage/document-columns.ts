import type { ReadConnection } from './connection.ts';

/** What of every document can be read as one column, in order of document id. */
export type NumberColumn = keyof typeof NUMBERS;
export type TextColumn = keyof typeof TEXTS;

const NUMBERS = {
  id: 'documents.id',
  root: 'documents.root',
  size: 'documents.size',
  modified: 'CAST(documents.modified AS INTEGER)',
  content: 'coalesce(documents.content, 0)',
  first: 'coalesce(contents.first_passage, 0)',
  passages: 'coalesce(contents.passages, 0)',
  recognised: 'coalesce(contents.recognised, 0)',
  /** Its own date, else the file's. */
  dated: 'CAST(coalesce(contents.dated, documents.modified) AS INTEGER)',
} as const;

/** '' where it is not known. */
const TEXTS = {
  format: `coalesce(contents.format, '')`,
  language: `coalesce(contents.language, '')`,
} as const;

const OF_DOCUMENTS = 'documents';
const WITH_CONTENTS = 'documents LEFT JOIN contents ON contents.id = documents.content';

/** One row for all: to hand over a hundred thousand rows takes three times as long. */
export function readNumbers(connection: ReadConnection, column: NumberColumn): Float64Array {
  return Float64Array.from(JSON.parse(readColumn(connection, NUMBERS[column])) as number[]);
}

export function readTexts(connection: ReadConnection, column: TextColumn): string[] {
  return JSON.parse(readColumn(connection, TEXTS[column])) as string[];
}

function readColumn(connection: ReadConnection, expression: string): string {
  const from = expression.includes('contents.') ? WITH_CONTENTS : OF_DOCUMENTS;
  return (
    connection
      .prepare<[], { column: string }>(
        `SELECT json_group_array(value) AS column
         FROM (SELECT ${expression} AS value FROM ${from} ORDER BY documents.id)`,
      )
      .get()?.column ?? '[]'
  );
}

/** Passages on some pages, one-based and both ends with. */
export function passagesOnPages(connection: ReadConnection, first: number, last: number): number[] {
  return connection
    .prepare<[number, number], number>('SELECT id FROM passages WHERE page BETWEEN ? AND ?')
    .pluck()
    .all(first, Math.min(last, Number.MAX_SAFE_INTEGER));
}

/** A mail, or one of a mailbox. */
export interface MailRow {
  readonly content: number;
  readonly first: number;
  readonly passages: number;
  /** What was asked for, folded. */
  readonly value: string;
}

export type MailField = 'sender' | 'receivers' | 'subject';

/** Mails whose header holds a folded text. */
export function mailsHolding(connection: ReadConnection, field: MailField, text: string): MailRow[] {
  return connection
    .prepare<[string], MailRow>(
      `SELECT content, first_passage AS first, passages, ${field} AS value FROM mails WHERE instr(${field}, ?) > 0`,
    )
    .all(text);
}

/** Mails of mailboxes by when they were sent: a mailbox has no date of its own. */
export function mailsSent(
  connection: ReadConnection,
  span: { readonly from: number; readonly until: number },
): { within: MailRow[]; mailboxes: Set<number> } {
  const columns = `content, mails.first_passage AS first, mails.passages, '' AS value`;
  const within = connection
    .prepare<[number, number], MailRow>(
      `SELECT ${columns} FROM mails JOIN contents ON contents.id = content AND format = 'mailbox'
       WHERE sent >= ? AND sent < ?`,
    )
    .all(finite(span.from), finite(span.until));
  const mailboxes = connection
    .prepare<[], number>(
      `SELECT DISTINCT content FROM mails JOIN contents ON contents.id = content AND format = 'mailbox'`,
    )
    .pluck()
    .all();
  return { within, mailboxes: new Set(mailboxes) };
}

function finite(value: number): number {
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
}

/** Contents whose dates, mail headers and languages are not known yet. */
export function countUndescribed(connection: ReadConnection): number {
  return (
    connection.prepare<[], { count: number }>('SELECT count(*) AS count FROM undescribed').get()?.count ?? 0
  );
}

/** Senders and receivers, the most frequent first. */
export function mailPeople(
  connection: ReadConnection,
  field: MailField,
  limit: number,
): { value: string; count: number }[] {
  return connection
    .prepare<[number], { value: string; count: number }>(
      `SELECT ${field} AS value, count(*) AS count FROM mails WHERE ${field} <> '' GROUP BY ${field} ORDER BY count DESC LIMIT ?`,
    )
    .all(limit);
}

/** Contents that carry any label. */
export function contentsWithLabel(connection: ReadConnection): Set<number> {
  return new Set(
    connection.prepare<[], number>('SELECT DISTINCT content FROM document_labels').pluck().all(),
  );
}
