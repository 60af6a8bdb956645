import { embeddedText, embeddingContext } from '../lib/text/embedded-text.ts';
import type { Excerpt } from '../lib/text/excerpt.ts';
import { marksOf } from '../lib/text/marks.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { readContent, readPassage, type PassageRow } from '../storage/passages.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import { readVector } from '../storage/vectors.ts';
import { gauge } from './gauge.ts';
import type { TopicGauge } from './topic-library.ts';

export interface EvidenceContext {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  /** What heavy vectors are stored under. */
  readonly heavyModel: number;
  readonly embedLight: (text: string) => Float32Array;
}

/** Passages compared: what a document is about stands in one of its first. */
const MOST_PASSAGES = 200;

/** The passage that speaks most for a label; null where the document left. */
export function evidenceOf(
  content: number,
  topic: TopicGauge,
  terms: ReadonlySet<string>,
  context: EvidenceContext,
): Excerpt | null {
  const passages = passagesOf(content, context.connection);
  const nearest = nearestPassage(passages, topic, context);
  if (nearest === null) return null;
  const { row, text } = nearest;
  return {
    text,
    page: row.page,
    heading: row.heading,
    start: row.start,
    end: row.start + row.length,
    marks: marksOf(text, { terms, phrases: [], beginning: null }),
  };
}

function passagesOf(content: number, connection: ReadConnection): PassageRow[] {
  const found = readContent(connection, content);
  if (found === undefined) return [];
  const count = Math.min(found.passages, MOST_PASSAGES);
  return Array.from({ length: count }, (_, place) => found.firstPassage + place).flatMap(
    (id) => readPassage(connection, id, found) ?? [],
  );
}

/** By heavy vectors where all are stored, by light ones otherwise; of equals the first. */
function nearestPassage(
  passages: readonly PassageRow[],
  { light, heavy }: TopicGauge,
  { connection, texts, heavyModel, embedLight }: EvidenceContext,
): { row: PassageRow; text: string } | null {
  const bodies = passages.map((row) => texts.read(row.content, row.start, row.length));
  const stored = heavy === null ? [] : passages.map(({ hash }) => readVector(connection, heavyModel, hash));
  const isDeep = heavy !== null && stored.every((vector) => vector !== undefined);
  const scores = passages.map((row, index) => {
    const vector = stored[index];
    if (isDeep && vector !== undefined) return gauge(vector, heavy);
    return gauge(embedLight(embeddedText(embeddingContext(row.title, row.heading), bodies[index]!)), light);
  });
  const best = scores.indexOf(Math.max(...scores));
  const row = passages[best];
  return row === undefined ? null : { row, text: bodies[best]! };
}
