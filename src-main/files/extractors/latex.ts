import { oneLine } from '../normalise.ts';
import type { Outline } from '../outline.ts';
import { plainLatex } from './latex-inline.ts';
import { textual } from './text.ts';

const LEVELS: Readonly<Record<string, number>> = {
  part: 1,
  chapter: 2,
  section: 3,
  subsection: 4,
  subsubsection: 5,
  paragraph: 6,
  frametitle: 5,
};
/** What a writer set aside is looked for too: only the mark goes. */
const COMMENT_MARK = /(?<!\\)%+/g;
const STRUCTURE =
  /\\(title|author|part|chapter|section|subsection|subsubsection|paragraph|frametitle)\*?(?:\[[^\]]{0,300}\])?\{/g;
const VERBATIM = /\\begin\{(verbatim\*?|lstlisting|minted)\}([^]*?)\\end\{\1\}/g;

export const latexExtractor = textual('latex', (text, outline) => {
  let at = 0;
  for (const code of text.matchAll(VERBATIM)) {
    readProse(text.slice(at, code.index), outline);
    outline.block(code[2] ?? '');
    at = code.index + code[0].length;
  }
  readProse(text.slice(at), outline);
});

function readProse(source: string, outline: Outline): void {
  const text = source.replace(COMMENT_MARK, '');
  let at = 0;
  for (const mark of text.matchAll(STRUCTURE)) {
    if (mark.index < at) continue;
    const start = mark.index + mark[0].length;
    const end = closingBrace(text, start);
    addParagraphs(text.slice(at, mark.index), outline);
    addStructure(mark[1] ?? '', oneLine(plainLatex(text.slice(start, end))), outline);
    at = end + 1;
  }
  addParagraphs(text.slice(at), outline);
}

function addStructure(command: string, words: string, outline: Outline): void {
  if (command === 'title') outline.title(words);
  else if (command === 'author') outline.field('author', words);
  else outline.heading(LEVELS[command] ?? 1, words);
}

function addParagraphs(source: string, outline: Outline): void {
  for (const paragraph of source.split(/\n\s*\n/)) {
    const lines = plainLatex(paragraph).split(/\n(?=\s*•)/);
    outline.block(
      lines
        .map((line) => oneLine(line.replace('•', '')))
        .filter((line) => line !== '')
        .join('\n'),
    );
  }
}

/** Longer arguments are broken text, and looking for their end again and again would take quadratic time. */
const ARGUMENT_LIMIT = 2000;

function closingBrace(text: string, from: number): number {
  const limit = Math.min(text.length, from + ARGUMENT_LIMIT);
  for (let at = from, depth = 1; at < limit; at++) {
    if (text[at] === '{' && text[at - 1] !== '\\') depth++;
    else if (text[at] === '}' && text[at - 1] !== '\\' && --depth === 0) return at;
  }
  return limit;
}
