/** Signs that end a sentence, with what may close behind them; CJK signs need no blank after. */
const SENTENCE_END = /(?:[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+[」』”]*|\n)\s*/gu;
/** A single capital or a short title before a full stop does not end a sentence: "J. Smith", "Dr. Who". */
const ABBREVIATION = /(?:^|[\s(])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|cf|No|Fig|Vol)\.$/u;
const LONGEST_ABBREVIATION = 6;

/** Where each sentence or line of a text ends, blanks behind it included; the last is the text's length. */
export function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && isAbbreviation(text, match.index + 1)) continue;
    if (end < text.length) ends.push(end);
  }
  ends.push(text.length);
  return ends;
}

function isAbbreviation(text: string, afterStop: number): boolean {
  return ABBREVIATION.test(text.slice(Math.max(0, afterStop - LONGEST_ABBREVIATION), afterStop));
}

/** The sentences of a text, each with the blanks behind it. */
export function sentencesOf(text: string): string[] {
  let from = 0;
  return sentenceEnds(text).map((end) => {
    const sentence = text.slice(from, end);
    from = end;
    return sentence;
  });
}
