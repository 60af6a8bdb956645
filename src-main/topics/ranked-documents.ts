import type { Excerpt } from '../lib/text/excerpt.ts';
import { indexableText } from '../lib/text/indexable.ts';
import { terms } from '../lib/text/tokens.ts';
import type { ReadConnection } from '../storage/connection.ts';
import { readContent } from '../storage/passages.ts';
import type { TextReader } from '../storage/text-blocks.ts';
import type { DistinctiveWord } from './distinctive-words.ts';
import { evidenceOf } from './evidence.ts';
import type { Ranked, RankedDocument, RankRequest } from './found-labels.ts';
import { rankedRows, thresholdOf, verdictOf, type LabelState } from './label-state.ts';
import { isNearLine } from './label.ts';
import { placeOfContent, type DocumentPlace } from './topic-documents.ts';
import type { TopicLibrary } from './topic-library.ts';

/** What documents of a label are read from, and explained by. */
export interface RankingSource {
  readonly connection: ReadConnection;
  readonly texts: TextReader;
  /** The heavy model's row. */
  readonly heavyModel: number;
  readonly embedLight: (text: string) => Float32Array;
  readonly library: TopicLibrary;
  /** Words that the label's documents hold and others hardly do. */
  readonly distinctive: () => readonly DistinctiveWord[];
}

const HISTOGRAM = 100;
/** The words marked in a passage beside the label's own. */
const MARKED_WORDS = 20;

/** A page of a label's documents, best first; of those that cannot be compared the ones put in stand first, those put out last. */
export function rankDocuments(
  state: LabelState,
  { offset, limit, brief }: Omit<RankRequest, 'id'>,
  source: RankingSource,
): Ranked {
  const scores = source.library.scores(state.topic);
  const order = rankedRows(scores);
  const histogram = Array.from({ length: HISTOGRAM }, () => 0);
  for (const score of scores) histogram[Math.min(HISTOGRAM - 1, Math.floor(score * HISTOGRAM))]! += 1;
  const put = state.beyond.filter(({ belongs }) => belongs);
  const out = state.beyond.filter(({ belongs }) => !belongs);
  const total = put.length + order.length + out.length;
  const shown = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, place) => {
    const at = offset + place;
    const uncompared = put[at] ?? out[at - put.length - order.length];
    if (uncompared !== undefined) return uncomparedDocument(uncompared, source);
    const row = order[at - put.length]!;
    return comparedDocument({ row, score: scores[row]!, brief }, state, source);
  });
  return { documents: shown.filter((document) => document !== null), total, histogram };
}

/** Where a content lies and what it is called; null where its document left. */
export function describeContent(
  connection: ReadConnection,
  content: number,
): (DocumentPlace & Pick<RankedDocument, 'title' | 'format'>) | null {
  const place = placeOfContent(connection, content);
  const read = readContent(connection, content);
  return place === null || read === undefined ? null : { ...place, title: read.title, format: read.format };
}

function comparedDocument(
  { row, score, brief }: { readonly row: number; readonly score: number; readonly brief: boolean },
  state: LabelState,
  source: RankingSource,
): RankedDocument | null {
  const content = source.library.contents[row]!;
  const described = describeContent(source.connection, content);
  if (described === null) return null;
  const judged = state.judged.get(row);
  return {
    ...described,
    score,
    belongs: judged ?? score >= thresholdOf(state),
    nearLine: judged === undefined && isNearLine(score, thresholdOf(state)),
    verdict: judged === undefined ? null : verdictOf(judged),
    deep: source.library.isDeep(row),
    compared: true,
    evidence: brief ? null : evidenceFor(content, state, source),
  };
}

/** A document that has the label, or has it not, by the person's word alone; null where it left. */
function uncomparedDocument(
  { content, belongs }: LabelState['beyond'][number],
  { connection }: RankingSource,
): RankedDocument | null {
  const described = describeContent(connection, content);
  if (described === null) return null;
  const verdict = verdictOf(belongs);
  return {
    ...described,
    score: 0,
    belongs,
    nearLine: false,
    verdict,
    deep: false,
    compared: false,
    evidence: null,
  };
}

function evidenceFor(
  content: number,
  { given, topic }: LabelState,
  { library, distinctive, ...read }: RankingSource,
): Excerpt | null {
  const own = given.words.flatMap((word) => terms(indexableText(word)));
  const found = distinctive().slice(0, MARKED_WORDS);
  const marked = new Set([...own, ...found.flatMap(({ terms: said }) => said)]);
  return evidenceOf(content, library.gauge(topic), marked, read);
}
