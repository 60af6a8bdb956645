import type { Box, Passage } from '../api/types.ts';
import type { Range } from './marks.ts';

/** What stands on a page: the passage shown, its sentence that answers, its words, and other passages. */
export type MarkKind = 'passage' | 'answer' | 'word' | 'other';

export interface PageSpan extends Range {
  kind: MarkKind;
}

export interface PageMark {
  kind: MarkKind;
  box: Box;
}

/** Words of one passage that are marked; a page has no more. */
const MOST_WORDS = 200;
const MOST_OTHERS = 100;

/** What is to be marked on one page, in UTF-16 units of the stored text. */
export function spansOn(page: number, passages: readonly Passage[], at: number): PageSpan[] {
  const others = passages
    .filter((passage, index) => passage.page === page && index !== at)
    .slice(0, MOST_OTHERS);
  const shown = passages[at];
  return [
    ...others.map(({ start, end }): PageSpan => ({ kind: 'other', start, end })),
    ...(shown === undefined ? [] : spansOf(shown)),
  ];
}

/** Its marks hold where it was shown as it is stored. A passage may run on to the next page. */
function spansOf({ start, end, text, marks, answer }: Passage): PageSpan[] {
  const whole: PageSpan = { kind: 'passage', start, end };
  if (end - start !== text.length) return [whole];
  const within = (kind: MarkKind, range: Range): PageSpan => ({
    kind,
    start: start + range.start,
    end: start + range.end,
  });
  return [
    whole,
    ...(answer === null ? [] : [within('answer', answer)]),
    ...marks.slice(0, MOST_WORDS).map((mark) => within('word', mark)),
  ];
}

/** The marks of a page from the boxes of its spans, those that matter most last, which is above. */
export function marksOf(spans: readonly PageSpan[], boxes: readonly (readonly Box[])[]): PageMark[] {
  return spans.flatMap(({ kind }, index) => (boxes[index] ?? []).map((box) => ({ kind, box })));
}

/** What of the page's height the passage shown takes; null where it is not on the page. */
export function extentOf(marks: readonly PageMark[]): { top: number; bottom: number } | null {
  const shown = marks.filter(({ kind }) => kind === 'passage');
  if (shown.length === 0) return null;
  return {
    top: Math.min(...shown.map(({ box }) => box.top)),
    bottom: Math.max(...shown.map(({ box }) => box.bottom)),
  };
}
