import type { WordFile } from './word-file.ts';

/** A stretch of the main stream, from one offset to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface ParagraphStretch extends Stretch {
  /** 1 to 9 for a heading, 0 for text. */
  readonly level: number;
  /** The mark that ends a row of a table. */
  readonly isRowEnd: boolean;
  readonly isItem: boolean;
}

const PAGE_BYTES = 512;
const CHARACTER_PAGES = 0xfa;
const PARAGRAPH_PAGES = 0x102;
const PARAGRAPH_ENTRY_BYTES = 13;
/** Styles 1 to 9 are the headings in every document. */
const LAST_HEADING_STYLE = 9;
const DELETED = 0x0800;
const ROW_END = 0x2417;
const OUTLINE_LEVEL = 0x2640;
const LIST = 0x460b;
/** Formatting too long to stand here: only the widths of a wide table's cells are, at the end of a row. */
const KEPT_ELSEWHERE = 0x6646;
const STRETCH_LIMIT = 2_000_000;

/** Text that was deleted while changes were tracked. */
export function deletedStretches(file: WordFile): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { page, count, index, from, to } of runsOf(file, CHARACTER_PAGES)) {
    const at = page.readUInt8((count + 1) * 4 + index) * 2;
    if (at === 0) continue;
    const changes = page.subarray(at + 1, at + 1 + page.readUInt8(at));
    if (changeOf(changes, DELETED) === 1) stretches.push({ from, to });
  }
  return stretches;
}

/** Paragraphs that are headings, items of lists or ends of rows, by where they lie. */
export function paragraphStretches(file: WordFile): ParagraphStretch[] {
  const stretches: ParagraphStretch[] = [];
  for (const { page, count, index, from, to } of runsOf(file, PARAGRAPH_PAGES)) {
    const at = page.readUInt8((count + 1) * 4 + index * PARAGRAPH_ENTRY_BYTES) * 2;
    if (at === 0) continue;
    const words = page.readUInt8(at);
    const start = words === 0 ? at + 2 : at + 1;
    const length = words === 0 ? page.readUInt8(at + 1) * 2 : words * 2 - 1;
    const properties = page.subarray(start, start + length);
    if (properties.length < 2) continue;
    const changes = properties.subarray(2);
    const isRowEnd = changeOf(changes, ROW_END) === 1 || changeOf(changes, KEPT_ELSEWHERE) !== null;
    const isItem = (changeOf(changes, LIST) ?? 0) !== 0;
    const level = levelOf(properties);
    if (level > 0 || isRowEnd || isItem) stretches.push({ from, to, level, isRowEnd, isItem });
  }
  return stretches;
}

function levelOf(properties: Buffer): number {
  const style = properties.readUInt16LE(0);
  const changed = changeOf(properties.subarray(2), OUTLINE_LEVEL);
  if (changed !== null) return changed < LAST_HEADING_STYLE ? changed + 1 : 0;
  return style <= LAST_HEADING_STYLE ? style : 0;
}

interface Run extends Stretch {
  readonly page: Buffer;
  readonly count: number;
  readonly index: number;
}

/** The runs of all pages of formatting that a table names. A page that is broken costs its own formatting only. */
function* runsOf({ stream, table, isOld }: WordFile, place: number): Generator<Run> {
  if (isOld) return;
  const plan = table.subarray(stream.readUInt32LE(place)).subarray(0, stream.readUInt32LE(place + 4));
  const pages = Math.floor((plan.length - 4) / 8);
  let left = STRETCH_LIMIT;
  for (let number = 0; number < pages; number++) {
    const start = plan.readUInt32LE((pages + 1) * 4 + number * 4) * PAGE_BYTES;
    const page = stream.subarray(start, start + PAGE_BYTES);
    if (page.length < PAGE_BYTES) continue;
    const count = page.readUInt8(PAGE_BYTES - 1);
    for (let index = 0; index < count && (index + 2) * 4 <= PAGE_BYTES && left-- > 0; index++) {
      const [from, to] = [page.readUInt32LE(index * 4), page.readUInt32LE(index * 4 + 4)];
      const entry = (count + 1) * 4 + index * (place === PARAGRAPH_PAGES ? PARAGRAPH_ENTRY_BYTES : 1);
      if (entry >= PAGE_BYTES) break;
      yield { page, count, index, from, to };
    }
  }
}

/** The first byte of a change of format; null where it is not among them. */
function changeOf(changes: Buffer, wanted: number): number | null {
  for (let at = 0; at + 2 < changes.length;) {
    const change = changes.readUInt16LE(at);
    if (change === wanted) return changes.readUInt8(at + 2);
    at += 2 + sizeOf(change, changes, at + 2);
  }
  return null;
}

const SIZES = [1, 1, 2, 4, 2, 2, 0, 3];
const LONG_TABLE = 0xd608;

function sizeOf(change: number, changes: Buffer, at: number): number {
  const size = SIZES[change >> 13] ?? 0;
  if (size > 0) return size;
  if (change === LONG_TABLE) return at + 2 > changes.length ? 2 : changes.readUInt16LE(at) + 1;
  return at >= changes.length ? 1 : changes.readUInt8(at) + 1;
}
