/** Longer targets than this are none, but for data that is written into the text. */
const TARGET =
  /\((?:\s{0,20}<[^<>\n]{0,2000}>|\s{0,20}(?:[^\s()<]|\([^\s()]{0,500}\))(?:[^\s()]|\([^\s()]{0,500}\)){0,4000})?(?:\s{1,20}(?:"([^"]{0,2000})"|'([^']{0,2000})'))?\s{0,20}\)/y;
const REFERENCE = / ?\[([^[\]]{0,500})\]/y;
const BRACKET = /[[\]]/g;
const DATA_TARGET = '(data:';
/** In prose next to every target ends; where many do not, it is no prose, and looking on would take quadratic time. */
const FAILURES_BORNE = 100;

interface Target {
  readonly title: string;
  readonly end: number;
}

/**
 * One pass over the closing brackets with a stack of the opening ones:
 * `[text](target "title")` → `text (title)`, `[text][name]` → `text`, `![alt](path)` → `alt`.
 */
export function withoutTargets(text: string, references: ReadonlySet<string>): string {
  const open: number[] = [];
  let failures = 0;
  let out = '';
  for (let at = 0; at < text.length;) {
    const mark = text[at];
    if (mark === '[') open.push(out.length);
    const start = mark === ']' ? open.pop() : undefined;
    const mayEnd = start !== undefined && failures <= FAILURES_BORNE;
    const target = mayEnd
      ? (targetAt(text, at + 1, references) ?? shortcut(out.slice(start + 1), at, references))
      : null;
    if (start === undefined || target === null) {
      if (start !== undefined && text[at + 1] === '(') failures++;
      const next = nextBracket(text, at + 1);
      out += text.slice(at, next);
      at = next;
      continue;
    }
    const shown = out.slice(start + 1);
    const isPicture = out[start - 1] === '!';
    out = out.slice(0, isPicture ? start - 1 : start) + shown + target.title;
    at = target.end;
  }
  return out;
}

function nextBracket(text: string, from: number): number {
  BRACKET.lastIndex = from;
  return BRACKET.test(text) ? BRACKET.lastIndex - 1 : text.length;
}

function targetAt(text: string, at: number, references: ReadonlySet<string>): Target | null {
  if (text[at] === '(')
    return text.startsWith(DATA_TARGET, at) ? dataTarget(text, at) : writtenTarget(text, at);
  if (references.size === 0) return null;
  REFERENCE.lastIndex = at;
  const name = REFERENCE.exec(text)?.[1];
  const isReference = name !== undefined && (name === '' || references.has(name.toLowerCase()));
  return isReference ? { title: '', end: REFERENCE.lastIndex } : null;
}

/** `[name]` alone, where the text says elsewhere what the name refers to. */
function shortcut(shown: string, at: number, references: ReadonlySet<string>): Target | null {
  return references.size > 0 && references.has(shown.toLowerCase()) ? { title: '', end: at + 1 } : null;
}

function writtenTarget(text: string, at: number): Target | null {
  TARGET.lastIndex = at;
  const target = TARGET.exec(text);
  if (target === null) return null;
  const title = target[1] ?? target[2] ?? '';
  return { title: title === '' ? '' : ` (${title})`, end: TARGET.lastIndex };
}

function dataTarget(text: string, at: number): Target | null {
  const end = text.indexOf(')', at);
  return end < 0 ? null : { title: '', end: end + 1 };
}
