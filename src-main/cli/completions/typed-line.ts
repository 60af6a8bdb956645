/** A command line as far as it is typed. */
export interface TypedLine {
  /** Without quotes and backslashes; the last one is being typed. */
  readonly words: readonly string[];
  /** The last word as it stands in the line. */
  readonly raw: string;
  /** What it stands in from its beginning on; null where it is quoted from its middle on, which nothing is made of. */
  readonly quote: '' | '"' | "'" | null;
}

const BLANK = /\s/;

/** The words of a line as bash, zsh and fish part them; nothing is expanded. Pure. */
export function parseTypedLine(line: string): TypedLine {
  const words: string[] = [];
  let word = '';
  let start = 0;
  let quote: '' | '"' | "'" = '';
  let quotedAt = 0;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    if (sign === '\\' && quote !== "'") {
      at += 1;
      word += line[at] ?? '';
    } else if (sign === quote) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'")) {
      quote = sign;
      quotedAt = at;
    } else if (quote === '' && BLANK.test(sign)) {
      if (at > start) words.push(word);
      word = '';
      start = at + 1;
    } else word += sign;
  }
  const isWhole = quote === '' || quotedAt === start;
  return { words: [...words, word], raw: line.slice(start), quote: isWhole ? quote : null };
}
