const MAY_BE_MARKED = /[`*_#^~[\]<({+]/;
const INDEX_TERM = /\(\(\(([^()]{1,300})\)\)\)/g;
const SHOWN_INDEX_TERM = /\(\(([^()]{1,300})\)\)/g;
const ANCHOR = /\[\[[\w:.-]{1,200}(?:,[^[\]]{0,200})?\]\]|\[#[\w.-]{1,100}\]/g;
const CROSS_REFERENCE = /<<([^<>,]{1,300})(?:,\s*([^<>]{1,300}))?>>/g;
const LINK =
  /\b(?:link|xref|mailto|linkgit|kbd|btn|menu|icon|footnote|footnoteref|anchor|pass|stem|latexmath|asciimath):(?:([^\s[\]]{0,500}))\[([^[\]]{0,2000})\]/g;
const URL_TEXT = /((?:https?|ftp|irc):\/\/[^\s[\]<>]{1,2000})\[([^[\]]{0,1000})\]/g;
const PICTURE = /\bimage:[^\s[\]]{1,500}\[([^[\],]{0,500})(?:,[^[\]]{0,500})?\]/g;
const QUOTED =
  /(?<![\p{L}\p{N}])(?:\[[\w.#%-]{1,100}\])?([`*_#+]{1,2})(?=\S)([^`*_#+\n]{1,2000}?)(?<=\S)\1(?![\p{L}\p{N}])/gu;
const CODE = /(?<![\p{L}\p{N}`])`([^`\n]{1,2000})`(?![\p{L}\p{N}`])/gu;
const DOUBLED = /(\*\*|__|``|\+\+|##)(?=\S)([^\n]{1,2000}?)(?<=\S)\1/g;
const HARD_BREAK = / \+$/gm;
/** Nested marks, such as a bold link in code, come off one layer a pass. */
const PASSES = 2;

/** The words of a paragraph without AsciiDoc's inline marks. */
export function plainAsciidoc(source: string): string {
  if (!MAY_BE_MARKED.test(source)) return source;
  let text = source;
  if (text.includes('((')) text = text.replace(INDEX_TERM, ' $1 ').replace(SHOWN_INDEX_TERM, '$1');
  if (text.includes('<<'))
    text = text.replace(
      CROSS_REFERENCE,
      (_, name: string, shown?: string) => shown ?? name.replace(/^_|#/g, ' ').trim(),
    );
  if (text.includes('[')) text = withoutMacros(text);
  if (text.includes('`')) text = text.replace(CODE, '$1');
  for (let pass = 0; pass < PASSES && /[`*_#+]/.test(text); pass++)
    text = text.replace(DOUBLED, '$2').replace(QUOTED, '$2');
  return text.includes(' +') ? text.replace(HARD_BREAK, '') : text;
}

/** `link:path[words]` → `words`; where the brackets hold no words, what stands before them is the text. */
function withoutMacros(text: string): string {
  return text
    .replace(ANCHOR, '')
    .replace(PICTURE, '$1')
    .replace(LINK, (_, target: string, words: string) =>
      /^\d?$/.test(words) ? target : words.replace(/\^$/, ''),
    )
    .replace(URL_TEXT, (_, url: string, words: string) =>
      words === '' || words === '^' ? url : words.replace(/\^$/, ''),
    );
}
