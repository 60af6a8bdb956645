/** A page to be recognised. */
export const WHALE_LINES = [
  'The blue whale is the largest animal that has ever lived.',
  'It feeds on krill, which are among the smallest of animals,',
  'and sings songs that carry across a whole ocean. In 1970',
  'recordings of humpback whales were sold as a record, and',
  'people began to care about what became of the singers.',
];
const WORDS = WHALE_LINES.join(' ').toLowerCase().match(/\w+/g) ?? [];

/** The share of the page's words that stand in a text. */
export function whaleShareOf(text: string): number {
  const found = new Set(text.toLowerCase().match(/\w+/g));
  return WORDS.filter((word) => found.has(word)).length / WORDS.length;
}
