import type { Client } from '../api/client.ts';
import type { RankedDocuments, TopicDocument } from '../api/types.ts';

/** Asked for at once, at most: what one call may answer. */
const MOST = 500;

export interface Wanted {
  id: number;
  /** How many documents, from the best on. */
  count: number;
  /** Without passages and marks. */
  brief?: boolean;
  signal?: AbortSignal;
}

/** The best documents of a label, in as many calls as they need. */
export async function readDocuments(client: Client, wanted: Wanted): Promise<RankedDocuments> {
  const { id, count, brief = false, signal } = wanted;
  const documents: TopicDocument[] = [];
  for (;;) {
    const limit = Math.min(MOST, count - documents.length);
    const answer = await client.topics.show(
      { id, offset: documents.length, limit, brief },
      signal === undefined ? {} : { signal },
    );
    documents.push(...answer.documents);
    const isAll = answer.documents.length < limit || documents.length >= Math.min(count, answer.total);
    if (isAll) return { ...answer, documents };
  }
}

/** All documents that carry a label; those under the threshold are read only as far as they may. */
export async function readCarriers(client: Client, id: number): Promise<TopicDocument[]> {
  const carriers: TopicDocument[] = [];
  for (let offset = 0; ; offset += MOST) {
    const { documents, label, total } = await client.topics.show({ id, offset, limit: MOST, brief: true });
    carriers.push(...documents.filter(({ belongs }) => belongs));
    const isAll = carriers.length >= label.documents || offset + MOST >= total || documents.length === 0;
    if (isAll) return carriers;
  }
}

/** Rows beyond which nobody looks for a document in a list. */
const MOST_ROWS = 2_000;

/** How many rows a list must have to show a document; null where it lies too far down. */
export async function placeInList(client: Client, id: number, path: string): Promise<number | null> {
  for (let offset = 0; offset < MOST_ROWS; offset += MOST) {
    const { documents } = await client.topics.show({ id, offset, limit: MOST, brief: true });
    const at = documents.findIndex((document) => document.path === path);
    if (at >= 0) return offset + at + 1;
    if (documents.length < MOST) break;
  }
  return null;
}

interface Growing {
  readonly documents: readonly TopicDocument[];
  readonly total: number;
  more: () => Promise<void>;
}

/** Documents near the line that wait for a judgement; reads on until the line is passed. */
export async function nearLinePaths(list: Growing): Promise<string[]> {
  for (;;) {
    const { documents } = list;
    const last = documents.at(-1);
    const isPassed = last === undefined || (!last.belongs && !last.nearLine && last.verdict === null);
    if (isPassed || documents.length >= list.total) break;
    await list.more();
    if (list.documents.length === documents.length) break;
  }
  return list.documents
    .filter(({ nearLine, verdict }) => nearLine && verdict === null)
    .map(({ path }) => path);
}
