import { diffArrays, diffWordsWithSpace } from 'diff';

import { sentencesOf } from '../lib/text/sentences.ts';

/** A stretch that both texts have, or one of them. */
export interface DifferencePart {
  readonly kind: 'same' | 'left' | 'right';
  readonly text: string;
}

/** Sentences changed beyond this many are told as two texts that have nothing in common from there on. */
const MOST_EDITS = 4_000;
const SENTENCE_MILLISECONDS = 3_000;
const WORD_MILLISECONDS = 300;
const PARAGRAPH = '\n\n';

/**
 * What two texts have in common and what not: by sentences (Myers, 1986), then by words where one took another's place.
 * How a text is broken into lines does not count.
 */
export function differenceOf(left: string, right: string): DifferencePart[] {
  const [lefts, rights] = [sentencesOf(unbroken(left)), sentencesOf(unbroken(right))];
  const changes = diffArrays(lefts, rights, {
    comparator: (one, other) => blanksAside(one) === blanksAside(other),
    maxEditLength: MOST_EDITS,
    timeout: SENTENCE_MILLISECONDS,
  });
  if (changes === undefined)
    return [
      { kind: 'left', text: left },
      { kind: 'right', text: right },
    ];
  const parts: DifferencePart[] = [];
  for (let at = 0; at < changes.length; at += 1) {
    const [change, next] = [changes[at]!, changes[at + 1]];
    if (change.removed && next?.added === true) {
      parts.push(...wordParts(change.value.join(''), next.value.join('')));
      at += 1;
    } else parts.push({ kind: kindOf(change), text: change.value.join('') });
  }
  return joinedParts(parts);
}

function wordParts(left: string, right: string): DifferencePart[] {
  const changes = diffWordsWithSpace(left, right, { timeout: WORD_MILLISECONDS });
  return changes === undefined
    ? [
        { kind: 'left', text: left },
        { kind: 'right', text: right },
      ]
    : changes.map((change) => ({ kind: kindOf(change), text: change.value }));
}

function kindOf({
  added,
  removed,
}: {
  readonly added: boolean;
  readonly removed: boolean;
}): DifferencePart['kind'] {
  return removed ? 'left' : added ? 'right' : 'same';
}

function joinedParts(parts: readonly DifferencePart[]): DifferencePart[] {
  const joined: DifferencePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === part.kind)
      joined[joined.length - 1] = { kind: part.kind, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

/** A text whose lines end where its paragraphs do. */
function unbroken(text: string): string {
  return text
    .replaceAll(/(?<=\p{Ll})-\n(?=\p{Ll})/gu, '')
    .replaceAll(/\s*\n\s*\n\s*/gu, PARAGRAPH)
    .replaceAll(/(?<!\n)\n(?!\n)/gu, ' ');
}

function blanksAside(sentence: string): string {
  return sentence.replaceAll(/\s+/gu, ' ').trim();
}
