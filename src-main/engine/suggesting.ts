import type { Asked } from '../storage/suggested.ts';

/** Words of a question or title that says enough and not too much. */
const LEAST_WORDS = 3;
const MOST_WORDS = 10;
const MOST_LENGTH = 70;
/** Short words and digits alone tell little. */
const TELLING = /\p{L}{4,}/gu;
const LEAST_TELLING = 2;
/** What begins so asks about something named before it. */
const LEANS = /^(it|this|that|these|those|they|and|but|or)\b/iu;

/**
 * A few searches that the person's own documents answer: questions they ask themselves first, then titles, each of
 * another document, spread over all of them. The same library suggests the same. Pure.
 */
export function suggestQueries(
  { questions, titles }: { readonly questions: readonly Asked[]; readonly titles: readonly Asked[] },
  limit: number,
): string[] {
  const all = [...titles.filter(({ text }) => text.endsWith('?')), ...questions.map(lastHeading)];
  const asked = spread(distinct(all.filter(isTelling)), Math.ceil(limit / 2));
  const named = spread(
    distinct(titles.filter(isTelling)).filter(({ content }) => !asked.some((one) => one.content === content)),
    limit - asked.length,
  );
  return [...asked, ...named].map(({ text }) => text);
}

/** "Leave › How much may I carry over?" → its last part */
function lastHeading({ text, content }: Asked): Asked {
  return { text: text.split(' › ').at(-1) ?? text, content };
}

function isTelling({ text }: Asked): boolean {
  const words = text.split(/\s+/).length;
  if (words < LEAST_WORDS || words > MOST_WORDS || text.length > MOST_LENGTH) return false;
  // What the query language reads otherwise is left to who knows it.
  if (/[":*|()\\/[\]{}<>_=]|(^|\s)-/.test(text) || LEANS.test(text)) return false;
  return (text.match(TELLING)?.length ?? 0) >= LEAST_TELLING;
}

/** One of each text, and one of each document. */
function distinct(asked: readonly Asked[]): Asked[] {
  const texts = new Map(asked.map((one) => [one.text.toLowerCase(), one]));
  return [...new Map([...texts.values()].map((one) => [one.content, one])).values()];
}

/** As many, evenly far apart. */
function spread(asked: readonly Asked[], count: number): Asked[] {
  const step = Math.max(1, asked.length / Math.max(1, count));
  return Array.from(
    { length: Math.min(count, asked.length) },
    (_, place) => asked[Math.floor(place * step)]!,
  );
}
