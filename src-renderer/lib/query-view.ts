/**
 * A query as the bar shows it: words in the field, filters as chips. The query stays one text; this is a view of it,
 * which is careful rather than clever: what is not surely a filter of the engine's grammar stays in the field.
 */
export interface QueryView {
  /** What is typed, its last blanks with it. */
  readonly words: string;
  /** As they stand in the query: `type:pdf`, `-parking`, `"three months"`. */
  readonly chips: readonly string[];
}

/** Filters of the engine's grammar; several values stand between the commas of those that are lists. */
const LISTS = ['type', 'ext', 'label', 'lang', 'page', 'has', 'from', 'to'];
const SINGLES = ['path', 'in', 'name', 'date', 'modified', 'size', 'is', 'subject'];

const QUOTED = '["“”„][^"“”„]*[^"“”„\\s][^"“”„]*["“”„]';
const BARE = '[^\\s,()"“”„]+';
const LIST = `(?:${LISTS.join('|')}):(?:${QUOTED}|${BARE})(?:,(?:${QUOTED}|${BARE}))*`;
const SINGLE = `(?:${SINGLES.join('|')}):(?:${QUOTED}|[^\\s()"“”„]+)`;
/** Left out, where it is not the option of a program: -x, -O2. */
const WITHOUT = '-(?!\\p{L}{1,2}\\d{0,3}(?=\\s|$))\\p{L}[^\\s:()"“”„-]*(?:-[^\\s:()"“”„-]+)*';
const CHIP = new RegExp(`(?:-?(?:${LIST}|${SINGLE}|${QUOTED})|${WITHOUT})(?=\\s|$)`, 'iuy');
const PIECE = /\S+/uy;
const BLANKS = /\s+/uy;
const JOINT = /^(?:AND|OR|NEAR(?:\/\d{1,9})?)$/u;
const JOINT_FIRST = /^\s*(?:AND|OR|NEAR(?:\/\d{1,9})?)(?=\s|$)/u;
/** Words beyond which a query is a text somebody pasted, and nothing of it a filter. */
const LONGEST_TYPED = 40;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isChip: boolean;
}

/** @param caret where someone types in it: what the caret stands in or behind is not ended yet */
export function readView(query: string, caret: number | null = null): QueryView {
  const chips = chipPieces(query).filter(({ start, end }) => caret === null || caret <= start || caret > end);
  if (chips.length === 0) return { words: query, chips: [] };
  let words = '';
  let at = 0;
  for (const { start, end } of chips) {
    words += query.slice(at, start);
    at = end;
    // The blank behind a chip goes with it.
    if (words === '' || /\s$/u.test(words)) at += /^\s+/u.exec(query.slice(at))?.[0].length ?? 0;
  }
  words += query.slice(at);
  // An operator would join the last chip, were the chips in front of it.
  if (JOINT_FIRST.test(words)) return { words: query, chips: [] };
  return { words, chips: chips.map(({ text }) => text) };
}

/** The query of a view. Chips stand first: a quotation mark that is still open must not swallow them. */
export function printView({ words, chips }: QueryView): string {
  return [...chips, words.trim()].filter((part) => part !== '').join(' ');
}

/** What is typed becomes the field's words; what a blank ended becomes a chip behind the others. */
export function typedView(view: QueryView, words: string, caret: number | null): QueryView {
  const typed = readView(words, caret);
  const next = { words: typed.words, chips: [...view.chips, ...typed.chips] };
  const text = printView(next);
  return isPasted(text) || JOINT_FIRST.test(next.words) ? { words: text, chips: [] } : next;
}

function chipPieces(query: string): Piece[] {
  if (isPasted(query)) return [];
  const all = pieces(query);
  // Of quotation marks with nothing between them the grammar keeps nothing: what an operator joins is not seen here.
  const isTangled = all.some(({ text, isChip }) => !isChip && /["“”„]/u.test(text));
  if (isTangled && all.some(({ text }) => JOINT.test(text))) return [];
  return all.filter(({ isChip }, place) => {
    const beside = [all[place - 1], all[place + 1]];
    return isChip && !beside.some((piece) => piece !== undefined && JOINT.test(piece.text));
  });
}

/** Chips on the outermost level, and everything between blanks that is none. */
function pieces(query: string): Piece[] {
  const found: Piece[] = [];
  let depth = 0;
  let isCertain = true;
  for (let at = skip(query, 0); at < query.length;) {
    const chip: string | undefined = depth === 0 && isCertain ? matchAt(CHIP, query, at) : undefined;
    const text: string = chip ?? matchAt(PIECE, query, at) ?? query.slice(at);
    found.push({ start: at, end: at + text.length, text, isChip: chip !== undefined });
    if (chip === undefined) {
      depth = Math.max(0, depth + countOf(text, '(') - countOf(text, ')'));
      // An open quotation mark reaches as far as the next one.
      isCertain &&= !/["“”„]/u.test(text);
    }
    at = skip(query, at + text.length);
  }
  return found;
}

function isPasted(query: string): boolean {
  return query.split(/\s+/u).filter((piece) => piece !== '').length > LONGEST_TYPED;
}

function skip(query: string, at: number): number {
  return at + (matchAt(BLANKS, query, at)?.length ?? 0);
}

function matchAt(pattern: RegExp, query: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(query)?.[0];
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
