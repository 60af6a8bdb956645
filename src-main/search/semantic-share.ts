/**
 * How much meaning counts against words for a question in plain words; more the better it was read. Where it is chosen
 * what to look at more closely it counts most: what words alone have found is not what words will miss.
 */
const FULL_SHARE = { light: 0.33, choice: 0.65, deep: 0.45, close: 0.5 } as const;
/** Even a query of codes alone may mean something. */
const LEAST_SHARE = 0.05;

const CODE_SIGNS = /\d|[_+#/\\:@]|\p{Ll}\p{Lu}|^\p{Lu}{2,}$/u;

/** Whether people type a word as a code: it holds a digit, an inner sign, or an inner capital. */
export function isCodeLike(word: string): boolean {
  return CODE_SIGNS.test(word);
}

/**
 * The weight of meaning at a stage: less as more of the query is numbers and codes, or pieces the model
 * cannot read.
 * @param readable share of the query that is plain language, 0…1
 */
export function semanticShare(stage: keyof typeof FULL_SHARE, readable: number): number {
  return Math.max(LEAST_SHARE, FULL_SHARE[stage] * readable);
}

/** Where less of a query can be read, meaning would be made of the rest: what it brings is junk. */
const LEAST_READABLE = 0.15;

/**
 * The share of a query that meaning can be made of; 0 where that is hardly any.
 * @param unreadable share of its tokens that are unknown or single letters, 0…1
 */
export function readableShare(words: readonly string[], unreadable: number): number {
  const codes = words.length === 0 ? 0 : words.filter(isCodeLike).length / words.length;
  const readable = 1 - Math.max(codes, unreadable);
  return readable < LEAST_READABLE ? 0 : readable;
}
