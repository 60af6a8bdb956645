import { foldersOfPath } from '../lib/document-path.ts';
import type { Reason, SearchResult, SearchStage } from '../contract/index.ts';
import { count as number, duration } from './numbers.ts';
import { faultLines } from './query-faults.ts';
import { snippet } from './snippet.ts';
import type { Style } from './terminal.ts';
import { fit, printable } from './text-width.ts';

const INDENT = '    ';
const SNIPPET_LINES = 3;

export interface ResultSpace {
  readonly width: number;
  readonly bold: Style;
  readonly dim: Style;
  readonly explain: boolean;
  /** What neither words nor meaning make an answer is shown too. */
  readonly weak: boolean;
  readonly query: string;
}

/** An answer for reading: rank, title, place, passage; reasons where asked for. */
export function formatStage(whole: SearchStage, space: ResultSpace): string {
  const stage = space.weak ? whole : withoutWeak(whole);
  const notes = stage.notes.flatMap(({ text, place: span }) => (span === undefined ? printable(text) : []));
  const meaning = meaningLine(stage, space);
  const corrected = correctionLine(stage, space);
  const results = stage.results.map((result, index) => formatResult(result, index + 1, space));
  const time = duration(stage.milliseconds / 1000);
  return [
    ...faultLines(stage.notes, space.query, space),
    ...meaning,
    ...corrected,
    ...results,
    ...notes,
    ...weakLine(whole.total - stage.total),
    ...adviceLine(whole),
    ...(isEmpty(stage) ? [] : [space.dim(`${foundWords(stage)}, ${stageWords(stage)}, ${time}`)]),
  ].join('\n');
}

function withoutWeak(stage: SearchStage): SearchStage {
  return { ...stage, total: stage.strong, results: stage.results.filter(({ weak }) => !weak) };
}

function weakLine(count: number): string[] {
  return count === 0
    ? []
    : [`${number(count)} weaker ${count === 1 ? 'match' : 'matches'} left out; --weak shows them.`];
}

/** Nothing was asked for: what helps is in the notes. */
function isEmpty({ notes }: SearchStage): boolean {
  return notes.some(({ code }) => code === 'QUERY_EMPTY');
}

function foundWords({ results, total }: SearchStage): string {
  if (results.length === 0) return 'Nothing found';
  return total > results.length ? `${results.length} of ${total} shown` : `${results.length} found`;
}

/** What to try where the parts that must hold leave nothing over. */
function adviceLine({ results, isStrict }: SearchStage): string[] {
  if (results.length > 0 || !isStrict) return [];
  return ['No document has all of this; leave a part out, or see `inkling help query`.'];
}

/** The query in words, where more is in it than words, or where it is asked for. */
function meaningLine({ meaning, isStrict }: SearchStage, { dim, explain }: ResultSpace): string[] {
  return meaning !== '' && (isStrict || explain) ? [dim(printable(meaning))] : [];
}

function correctionLine({ corrections }: SearchStage, { bold, dim }: ResultSpace): string[] {
  if (corrections.length === 0) return [];
  const searched = bold(printable(corrections.map(({ to }) => to).join(', ')));
  const typed = printable(corrections.map(({ from }) => from).join(', '));
  return [`Showing results for ${searched}. ${dim(`--as-typed searches for ${typed}.`)}`];
}

function stageWords({ stage, closely }: SearchStage): string {
  return stage === 'light' || closely.total === 0 ? 'by words and light meaning' : 'read closely';
}

function formatResult(
  result: SearchResult,
  rank: number,
  { width, bold, dim, explain }: ResultSpace,
): string {
  const [best] = result.passages;
  const room = width - INDENT.length;
  const lines = [
    dim(place(result)),
    ...(best ? snippet(best, { width: room - 2, lines: SNIPPET_LINES, bold }) : []),
    ...result.alsoAt.map((path) => dim(`also at ${printable(path)}`)),
    ...(explain ? [dim(result.reasons.map(reasonText).join(' · '))] : []),
  ];
  const title = fit(printable(result.title || result.name), room);
  return [`${String(rank).padStart(3)} ${bold(title)}`, ...lines.map((line) => INDENT + line)].join('\n');
}

/** The whole path, for it is copied; then where in the document. */
function place({ path, name, title, connected, passages: [best] }: SearchResult): string {
  const file = title === name ? foldersOfPath(path) || '/' : path;
  const page = best?.page ? [`page ${best.page}`] : [];
  const heading = best?.heading ? [printable(best.heading)] : [];
  const away = connected ? [] : ['not reachable now'];
  return [printable(file), ...page, ...heading, ...away].join(' · ');
}

function reasonText(reason: Reason): string {
  if (reason.kind === 'word') return `${printable(reason.term)} ×${reason.count}`;
  if (reason.kind === 'name') return `${printable(reason.term)} in the name`;
  return `${REASON_WORDS[reason.kind]} ${reason.value.toFixed(2)}`;
}

const REASON_WORDS = { words: 'words', light: 'meaning', deep: 'read closely' } as const;
