import type { Found } from './found.ts';
import type { RankedPassage } from './fusion.ts';

/**
 * How near in meaning a document is at the least that shares no telling word with the question, of the way from unrelated
 * to the best of thousands: by the bounds of the model, so that one floor holds for every model and every stage. It keeps
 * .98 of the documents found that judges call relevant on Cranfield and CISI, whose questions and texts are all of one
 * subject, and of a home folder half of what is found goes, but nothing that was looked for.
 */
const LEAST_MEANING = 0.3;
/** Of what the question's telling words weigh: less is held by the words that stand everywhere alone. */
const LEAST_SAID = 0.02;

/** Whether a document answers by its words or by its meaning; what does neither is nearer than others, and no more. Pure. */
export function isStrong(passages: readonly RankedPassage[], { said, readable }: Found): boolean {
  // Where words alone are asked for, or alone can be read, every candidate is there for them.
  if (readable === 0) return true;
  return passages.some(
    ({ passage, meaning }) => meaning >= LEAST_MEANING || (said.get(passage) ?? 0) >= LEAST_SAID,
  );
}
