import { indexableText } from '../lib/text/indexable.ts';
import type { WriteConnection } from './connection.ts';
import { TextReader } from './text-blocks.ts';

/** A passage as words find it. */
interface PostedPassage {
  readonly id: number;
  readonly title: string | null;
  readonly heading: string | null;
  readonly body: string;
}

interface UnpostedContent {
  readonly id: number;
  readonly title: string | null;
  readonly length: number;
  readonly first: number;
  readonly passages: number;
}

/** UTF-16 units posted in one transaction: a fraction of a second, so that other changes need not wait long. */
const POSTED_AT_ONCE = 1_000_000;

/** Makes a passage findable by the words of its title, its heading and its text. */
export function post(connection: WriteConnection, { id, title, heading, body }: PostedPassage): void {
  const head = heading === null ? (title ?? '') : `${title ?? ''}\n${heading}`;
  connection
    .prepare<[number, string, string], never>('INSERT INTO postings (rowid, head, body) VALUES (?, ?, ?)')
    .run(id, indexableText(head), indexableText(body));
}

/** Contents that words do not find since a migration dropped the postings. */
export function countUnposted(connection: WriteConnection): number {
  return (
    connection.prepare<[], { count: number }>('SELECT count(*) AS count FROM unposted').get()?.count ?? 0
  );
}

/** A content that leaves need not be posted: its id may become another's. */
export function leaveUnposted(connection: WriteConnection, content: number): void {
  connection.prepare<[number], never>('DELETE FROM unposted WHERE content = ?').run(content);
}

/** Posts the next contents from their stored text, in one transaction: a kill costs no more than these. */
export function postAnew(connection: WriteConnection): void {
  const texts = new TextReader(connection);
  connection.transaction(() => {
    for (let length = 0; length < POSTED_AT_ONCE;) {
      const content = nextUnposted(connection);
      if (content === undefined) return;
      postContent(connection, texts, content);
      leaveUnposted(connection, content.id);
      length += content.length;
    }
  });
}

function nextUnposted(connection: WriteConnection): UnpostedContent | undefined {
  return connection
    .prepare<[], UnpostedContent>(
      `SELECT id, title, length, first_passage AS first, passages
       FROM unposted JOIN contents ON contents.id = content ORDER BY content LIMIT 1`,
    )
    .get();
}

function postContent(connection: WriteConnection, texts: TextReader, content: UnpostedContent): void {
  const text = texts.read(content.id, 0, content.length);
  const passages = connection
    .prepare<[number, number], { id: number; start: number; length: number; heading: string | null }>(
      'SELECT id, start, length, heading FROM passages WHERE id >= ? AND id < ?',
    )
    .all(content.first, content.first + content.passages);
  for (const { id, start, length, heading } of passages)
    post(connection, { id, title: content.title, heading, body: text.slice(start, start + length) });
}
