import type {
  Label,
  LabelledOutput,
  LabelOutput,
  TopicDocument,
  Topics,
  TopicsOutput,
  UnlabelledOutput,
} from '../../contract/index.ts';
import type { Terminal } from '../terminal.ts';
import { snippet } from '../snippet.ts';
import { printable } from '../text-width.ts';

/** Digits of a score that mean something. */
const DIGITS = 2;
/** Of a passage that is quoted below its document. */
const QUOTED_LINES = 2;
const INDENT = '      ';
/** Words of a label that are named, and lines about single ones: of hundreds the rest is counted. */
const WORDS_NAMED = 12;
const LINES_OF_WORDS = 5;

export function topicsOutput({ labels, documents, unlabelled, deep, rank }: Topics): TopicsOutput {
  return { labels: labels.map((label) => labelOutput(label, labels)), documents, unlabelled, deep, rank };
}

export function labelOutput(label: Label, all: readonly Label[]): LabelOutput {
  const { name, words, examples, proposed, documents, nearLine, health } = label;
  return {
    name,
    parent: all.find(({ id }) => id === label.parent)?.name ?? null,
    words,
    examples,
    threshold: label.threshold ?? proposed,
    proposed,
    documents,
    near_line: nearLine,
    health,
  };
}

export function documentOutput(document: TopicDocument): LabelledOutput['documents'][number] {
  const { path, title, score, belongs, nearLine, verdict, deep, compared, evidence } = document;
  return {
    path,
    title,
    score,
    belongs,
    near_line: nearLine,
    verdict,
    deep,
    compared,
    passage: evidence?.text ?? null,
    words: evidence === null ? [] : markedWords(evidence),
    page: evidence?.page ?? null,
    heading: evidence?.heading ?? null,
  };
}

function markedWords({ text, marks }: NonNullable<TopicDocument['evidence']>): string[] {
  return [...new Set(marks.map(({ start, end }) => text.slice(start, end)))];
}

export function topicsText(
  { labels, documents, unlabelled, deep }: TopicsOutput,
  terminal: Terminal,
): string {
  if (labels.length === 0)
    return 'No label yet. `inkling topics add "Sleep" --words sleep,dream,nap` makes one; `inkling topics suggest` proposes some.';
  const lines = labels.map((label) => labelLine(label, terminal));
  const light = deep < documents ? `; ${documents - deep} are ranked by light meaning` : '';
  return [...lines, terminal.dim(`${unlabelled} of ${documents} documents carry no label${light}.`)].join(
    '\n',
  );
}

export function unlabelledText({ documents, total }: UnlabelledOutput, { dim }: Terminal): string {
  if (total === 0) return 'Every document carries a label.';
  const left = total - documents.length;
  const more = left > 0 ? [dim(`${left} more; \`-n\` shows more of them.`)] : [];
  return [...documents.map(({ path }) => printable(path)), ...more].join('\n');
}

export function labelText(label: LabelOutput, terminal: Terminal): string {
  return [labelLine(label, terminal), ...unknownWords(label), ...leftExamples(label)].join('\n');
}

function labelLine({ name, parent, documents, words, health }: LabelOutput, { bold, dim }: Terminal): string {
  const above = parent === null ? '' : `${printable(parent)} › `;
  const rest = words.length - WORDS_NAMED;
  const named = words.slice(0, WORDS_NAMED).map(({ word }) => printable(word));
  const list = named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return `${above}${bold(printable(name))}  ${documents}  ${list}\n  ${dim(printable(health.text))}`;
}

/** Those that may be slips first. */
function unknownWords({ words }: LabelOutput): string[] {
  const unknown = words
    .filter(({ documents }) => documents === 0)
    .toSorted((left, right) => Number(left.meant === null) - Number(right.meant === null));
  const lines = unknown.slice(0, LINES_OF_WORDS).map(({ word, meant }) => {
    const guess = meant === null ? '' : `; ${printable(meant)} does`;
    return `  ${printable(word)} stands in no document${guess}.`;
  });
  const rest = unknown.length - lines.length;
  return rest > 0 ? [...lines, `  ${rest} more of its words stand in no document.`] : lines;
}

function leftExamples({ examples }: LabelOutput): string[] {
  return examples.flatMap(({ path, present, compared, verdict }) => {
    if (!present)
      return `  ${printable(path)} is no longer there as it was: what you said of it counts once it is back.`;
    if (compared) return [];
    const said = verdict === 'belongs' ? 'it carries the label' : 'it does not carry the label';
    return `  ${printable(path)} has no text to compare: ${said} by your word, and says nothing of others.`;
  });
}

export function labelledText(
  label: LabelOutput,
  documents: readonly TopicDocument[],
  terminal: Terminal,
): string {
  const rows = documents.map((document) => documentText(document, terminal));
  const first = documents.findIndex(({ compared, score }) => compared && score < label.threshold);
  const below = terminal.dim(`──── below ${label.threshold.toFixed(DIGITS)} the label is not given`);
  if (first >= 0) rows.splice(first, 0, below);
  return [labelText(label, terminal), ...rows].join('\n');
}

function documentText(
  { path, score, verdict, nearLine, compared, evidence }: TopicDocument,
  { bold, dim, width }: Terminal,
): string {
  const said = verdict === null ? (nearLine ? dim(' near the line') : '') : dim(` ${SAID[verdict]}`);
  const page = evidence?.page ?? null;
  const place = page === null ? '' : dim(` page ${page}`);
  const space = { width: width - INDENT.length, lines: QUOTED_LINES, bold };
  const quoted = evidence === null ? [] : snippet({ ...evidence, answer: null }, space);
  return [
    `${compared ? score.toFixed(DIGITS) : '  – '}  ${bold(printable(path))}${place}${said}`,
    ...quoted.map((line) => INDENT + line),
  ].join('\n');
}

const SAID = { belongs: '✓ by you', not: '✕ by you' } as const;
