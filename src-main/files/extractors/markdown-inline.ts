import { decodeEntities } from './entities.ts';
import { withoutEmphasis } from './markdown-emphasis.ts';
import { withoutTargets } from './markdown-links.ts';

/** Characters that may begin markup inside a paragraph; most paragraphs have none but emphasis and links. */
const MAY_BE_MARKED = /[\\`*_~=[\]<&]/;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;
const FOOTNOTE_MARK = /\[\^[^\]\s]{1,100}\](?!:)/g;
const AUTOLINK = /<((?:https?|ftp|mailto):[^<>\s]{1,2000}|[\w.+-]{1,100}@[\w.-]{1,200})>/g;
const BREAK_TAG = /<br ?\/?>/gi;
const TAG = /<\/?[a-zA-Z][\w.:-]*(?:\s[^<>]{0,2000})?\/?>/g;
const WIKI_LINK = /(!?)\[\[([^[\]\n|]{1,500})(?:\|([^[\]\n]{1,500}))?\]\]/g;
const PICTURE_NAME = /\.(?:png|jpe?g|gif|svg|webp|bmp|avif|mp4|pdf|canvas)$/i;
/** Noncharacters, which no clean text holds: the escaped marks while emphasis is removed, and the bounds of a code span. */
const GUARDS =
  '\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb\ufddc\ufddd\ufdde\ufddf\ufde0\ufde1\ufde2';
/** The escapable marks that mean something to the steps below; the others lose their backslash only. */
const GUARDED = '\\*_~=[]<>&()`!"|#';
const BACKTICK = 0x60;
const CODE = '\uffff';
const SET_ASIDE = /[\ufdd2-\ufde2]|\uffff(\d+)\uffff/g;
/** The steps below are linear but for hostile texts; in pieces of this length those stay bearable too. */
const PIECE_LENGTH = 50_000;

/** The words of a paragraph without Markdown's inline marks. `references`: names that links may refer to, in small letters. */
export function plainInline(source: string, references: ReadonlySet<string>): string {
  if (!MAY_BE_MARKED.test(source)) return source;
  if (source.length <= PIECE_LENGTH) return plainPiece(source, references);
  const lineEnd = source.lastIndexOf('\n', PIECE_LENGTH);
  const end = lineEnd > 0 ? lineEnd + 1 : PIECE_LENGTH;
  return plainPiece(source.slice(0, end), references) + plainInline(source.slice(end), references);
}

function plainPiece(source: string, references: ReadonlySet<string>): string {
  const code: string[] = [];
  let text = source.includes('`') ? setCodeAside(source, code) : source;
  if (text.includes('\\')) text = text.replace(ESCAPE, (_, mark: string) => guard(mark));
  if (text.includes('<')) text = withoutTags(text);
  if (text.includes('[')) text = withoutLinks(text, references);
  if (/[*_~=]/.test(text)) text = withoutEmphasis(text);
  if (text.includes('&')) text = decodeEntities(text);
  return text.replace(SET_ASIDE, (guarded, order: string | undefined) =>
    order === undefined ? GUARDED.charAt(GUARDS.indexOf(guarded)) : (code[Number(order)] ?? ''),
  );
}

function guard(mark: string): string {
  const at = GUARDED.indexOf(mark);
  return at < 0 ? mark : GUARDS.charAt(at);
}

/** Code spans are verbatim: each waits as a number while the rest is worked on. */
function setCodeAside(text: string, code: string[]): string {
  const unclosed = new Set<number>();
  let out = '';
  let at = 0;
  for (let open = text.indexOf('`'); open >= 0;) {
    const start = endOfRun(text, open);
    const isEscaped = text[open - 1] === '\\';
    const close = isEscaped || unclosed.has(start - open) ? -1 : closingRun(text, start, start - open);
    if (close < 0) {
      if (!isEscaped) unclosed.add(start - open);
      open = text.indexOf('`', isEscaped ? open + 1 : start);
      continue;
    }
    out += `${text.slice(at, open)}${CODE}${code.length}${CODE}`;
    // Blanks inside stay: without them the span's words would grow onto those beside it.
    code.push(text.slice(start, close));
    at = close + start - open;
    open = text.indexOf('`', at);
  }
  return out + text.slice(at);
}

function endOfRun(text: string, start: number): number {
  let end = start + 1;
  while (text.charCodeAt(end) === BACKTICK) end++;
  return end;
}

/** Where the next run of exactly `length` backticks begins; -1 without one. */
function closingRun(text: string, from: number, length: number): number {
  for (let at = text.indexOf('`', from); at >= 0;) {
    const end = endOfRun(text, at);
    if (end - at === length) return at;
    at = text.indexOf('`', end);
  }
  return -1;
}

function withoutTags(text: string): string {
  const plain = text.includes('<!--') ? withoutComments(text) : text;
  return plain.replace(AUTOLINK, '$1').replace(BREAK_TAG, '\n').replace(TAG, '');
}

function withoutComments(text: string): string {
  let out = '';
  let at = 0;
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open);
    if (close < 0) break;
    out += text.slice(at, open);
    at = close + 3;
  }
  return out + text.slice(at);
}

function withoutLinks(text: string, references: ReadonlySet<string>): string {
  const plain = text.replace(FOOTNOTE_MARK, '');
  const linked = plain.includes('[[') ? plain.replace(WIKI_LINK, wikiText) : plain;
  return linked.includes(']') ? withoutTargets(linked, references) : linked;
}

function wikiText(_: string, embed: string, target: string, shown: string | undefined): string {
  if (embed !== '' && PICTURE_NAME.test(target)) return '';
  return shown ?? target.replace(/[#^]+/g, ' ').trim();
}
