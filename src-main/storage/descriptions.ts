import type { WriteConnection } from './connection.ts';
import { headersOf, mailsOfMailbox, type MailHeaders } from './mail-headers.ts';
import { ownDate } from './own-date.ts';
import type { TextReader } from './text-blocks.ts';

/** The beginning of a content, for whoever tells languages apart. */
export interface LanguageSample {
  readonly content: number;
  readonly text: string;
}

/** What somebody told of a content's language: a two-letter code, '' where it has none. */
export interface ToldLanguage {
  readonly content: number;
  readonly language: string;
}

interface Undescribed {
  readonly id: number;
  readonly format: string;
  readonly title: string | null;
  readonly fields: string | null;
  readonly length: number;
  readonly first: number;
  readonly passages: number;
}

const MAIL_FORMATS: ReadonlySet<string> = new Set(['mail', 'outlook-mail', 'tnef']);
const MAILBOX = 'mailbox';
/** UTF-16 units: from them languages are told; the start of a document often is its head alone. */
const SAMPLE_LENGTH = 400;
const SAMPLE_START = 300;

/** Notes that a content was stored of which dates, mails and language are not known yet. */
export function leaveUndescribed(connection: WriteConnection, content: number): void {
  run(connection, 'INSERT OR IGNORE INTO undescribed (content) VALUES (?)', content);
}

/** Forgets what is known of a content that leaves. */
export function dropDescription(connection: WriteConnection, content: number): void {
  run(connection, 'DELETE FROM undescribed WHERE content = ?', content);
  run(connection, 'DELETE FROM mails WHERE content = ?', content);
}

/** Keeps dates and mails of some contents of which nothing is known yet; answers with what their languages are told from. */
export function describeNext(
  connection: WriteConnection,
  texts: TextReader,
  limit: number,
): LanguageSample[] {
  const rows = connection
    .prepare<[number], Undescribed>(
      `SELECT contents.id, format, title, fields, length, first_passage AS first, passages
       FROM undescribed JOIN contents ON contents.id = undescribed.content ORDER BY contents.id LIMIT ?`,
    )
    .all(limit);
  return rows.map((row) => {
    keepDates(connection, texts, row);
    return { content: row.id, text: sampleOf(row, texts) };
  });
}

/** Keeps languages; with them a content is described. */
export function keepLanguages(connection: WriteConnection, told: readonly ToldLanguage[]): void {
  for (const { content, language } of told) {
    run(connection, 'UPDATE contents SET language = ? WHERE id = ?', language, content);
    run(connection, 'DELETE FROM undescribed WHERE content = ?', content);
  }
}

function sampleOf({ id, length }: Undescribed, texts: TextReader): string {
  const start = length > 2 * SAMPLE_LENGTH ? SAMPLE_START : 0;
  return texts.read(id, start, SAMPLE_LENGTH);
}

function keepDates(connection: WriteConnection, texts: TextReader, row: Undescribed): void {
  const fields = fieldsOf(row);
  run(connection, 'UPDATE contents SET dated = ? WHERE id = ?', ownDate(fields), row.id);
  run(connection, 'DELETE FROM mails WHERE content = ?', row.id);
  if (MAIL_FORMATS.has(row.format))
    insertMail(connection, { ...row, headers: headersOf(fields, row.title ?? '') });
  else if (row.format === MAILBOX) keepMailbox(connection, texts, row);
}

function fieldsOf({ fields }: Undescribed): Record<string, string> {
  return fields === null ? {} : (JSON.parse(fields) as Record<string, string>);
}

/** A passage over the border of two mails belongs to both. */
function keepMailbox(connection: WriteConnection, texts: TextReader, row: Undescribed): void {
  const mails = mailsOfMailbox(texts.read(row.id, 0, row.length));
  const starts = connection
    .prepare<[number, number], { start: number; length: number }>(
      'SELECT start, length FROM passages WHERE id BETWEEN ? AND ? ORDER BY id',
    )
    .all(row.first, row.first + row.passages - 1);
  let first = 0;
  mails.forEach(({ headers, start }, place) => {
    const end = mails[place + 1]?.start ?? row.length;
    while (first < starts.length && endOf(starts[first]) <= start) first += 1;
    let last = first;
    while (last < starts.length && (starts[last]?.start ?? end) < end) last += 1;
    insertMail(connection, { id: row.id, first: row.first + first, passages: last - first, headers });
  });
}

function endOf(passage: { readonly start: number; readonly length: number } | undefined): number {
  return passage === undefined ? 0 : passage.start + passage.length;
}

interface StoredMail {
  readonly id: number;
  readonly first: number;
  readonly passages: number;
  readonly headers: MailHeaders;
}

function insertMail(connection: WriteConnection, { id, first, passages, headers }: StoredMail): void {
  const { sender, receivers, subject, sent } = headers;
  run(
    connection,
    `INSERT INTO mails (content, first_passage, passages, sender, receivers, subject, sent)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    first,
    passages,
    sender,
    receivers,
    subject,
    sent,
  );
}

function run(connection: WriteConnection, sql: string, ...values: readonly unknown[]): void {
  connection.prepare<unknown[], never>(sql).run(...values);
}
