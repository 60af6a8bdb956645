import {
  RECORD,
  childOf,
  isTitleHeader,
  recordAt,
  recordsIn,
  textOf,
  textsIn,
} from './powerpoint-records.ts';
import type { PowerPointRecord, SlideText } from './powerpoint-records.ts';

export interface Slide {
  readonly texts: readonly SlideText[];
  readonly notes: readonly SlideText[];
}

/** A presentation is saved by adding to its end; each time a list of what changed is added. */
const EDIT_LIMIT = 1000;
const SLIDE_LIMIT = 20_000;
const OBJECT_LIMIT = 1_000_000;
/** Slides that share their bytes with others come from no program. */
const REPEAT_LIMIT = 4;
const SLIDES = 0;
const NOTES = 2;

/** Slides in the order of the presentation; null where its directory is broken. */
export function slidesInOrder(stream: Buffer, lastEdit: number): Slide[] | null {
  const { offsets, document } = readDirectory(stream, lastEdit);
  const root = recordAt(stream, offsets.get(document) ?? -1);
  if (root?.type !== RECORD.document) return null;
  let left = stream.length * REPEAT_LIMIT;
  const objectOf = ({ id }: Place): PowerPointRecord | null => {
    const object = recordAt(stream, offsets.get(id) ?? -1);
    left -= object?.content.length ?? 0;
    return left < 0 ? null : object;
  };
  const notes = new Map(placesIn(root, NOTES).map((place) => [place.slide, place]));
  return placesIn(root, SLIDES).map((place) => {
    const slide = objectOf(place);
    const notesPlace = slide === null ? undefined : notes.get(notesNumber(slide));
    const notesPage = notesPlace === undefined ? null : objectOf(notesPlace);
    return {
      texts: [...place.texts, ...(slide?.type === RECORD.slide ? textsIn(slide.content) : [])],
      notes: notesPage?.type === RECORD.notes ? [...textsIn(notesPage.content)] : [],
    };
  });
}

/** Every slide that stands in a stream, in the order of the file, old versions among them. */
export function slidesAnywhere(stream: Buffer): Slide[] {
  const slides: Slide[] = [];
  for (const record of recordsIn(stream)) {
    if (slides.length >= SLIDE_LIMIT) break;
    if (record.type === RECORD.slide) slides.push({ texts: [...textsIn(record.content)], notes: [] });
    if (record.type === RECORD.notes) slides.push({ texts: [], notes: [...textsIn(record.content)] });
    if (record.type !== RECORD.document) continue;
    for (const { texts } of placesIn(record, SLIDES)) slides.push({ texts, notes: [] });
  }
  return slides;
}

/** What stands at the foot of slides. */
export function marginTexts(stream: Buffer): ReadonlySet<string> {
  const found = new Set<string>();
  for (const record of recordsIn(stream)) {
    if (record.type !== RECORD.document && record.type !== RECORD.slide) continue;
    const margins = childOf(record, RECORD.headersFooters);
    if (margins === undefined) continue;
    for (const { type, content } of recordsIn(margins.content)) {
      if (type === RECORD.string) found.add(content.toString('utf16le'));
    }
  }
  return found;
}

interface Place {
  /** The number of the slide's object. */
  readonly id: number;
  /** The number notes know their slide by. */
  readonly slide: number;
  readonly texts: readonly SlideText[];
}

/** A list of slides, each with the texts that stand in its outline. */
function placesIn(root: PowerPointRecord, instance: number): Place[] {
  const places: { id: number; slide: number; texts: SlideText[] }[] = [];
  for (const list of recordsIn(root.content)) {
    if (list.type !== RECORD.slideList || list.instance !== instance) continue;
    let isTitle = false;
    for (const record of recordsIn(list.content)) {
      if (record.type === RECORD.textHeader) isTitle = isTitleHeader(record);
      const text = textOf(record);
      if (text !== null) places.at(-1)?.texts.push({ text, isTitle });
      if (record.type !== RECORD.slidePlace || record.content.length < 16) continue;
      if (places.length >= SLIDE_LIMIT) return places;
      const { content } = record;
      places.push({ id: content.readUInt32LE(0), slide: content.readUInt32LE(12), texts: [] });
    }
  }
  return places;
}

function notesNumber(slide: PowerPointRecord): number {
  const content = childOf(slide, RECORD.slideAtom)?.content;
  return content === undefined || content.length < 20 ? -1 : content.readUInt32LE(16);
}

/** Where each object of the presentation lies: later edits count before earlier ones. */
function readDirectory(
  stream: Buffer,
  lastEdit: number,
): { offsets: ReadonlyMap<number, number>; document: number } {
  const offsets = new Map<number, number>();
  let document = -1;
  let at = lastEdit;
  for (let count = 0; at > 0 && count < EDIT_LIMIT; count++) {
    const edit = recordAt(stream, at);
    if (edit?.type !== RECORD.userEdit || edit.content.length < 20) break;
    if (document < 0) document = edit.content.readUInt32LE(16);
    const directory = recordAt(stream, edit.content.readUInt32LE(12));
    if (directory?.type === RECORD.persistDirectory) addOffsets(directory.content, offsets);
    at = edit.content.readUInt32LE(8);
  }
  return { offsets, document };
}

/** Runs of numbers: the first and how many, then where each lies. */
function addOffsets(directory: Buffer, offsets: Map<number, number>): void {
  for (let at = 0; at + 4 <= directory.length && offsets.size < OBJECT_LIMIT;) {
    const run = directory.readUInt32LE(at);
    const [first, count] = [run & 0xf_ffff, run >>> 20];
    for (let index = 0; index < count && at + 8 + index * 4 <= directory.length; index++) {
      const id = first + index;
      if (!offsets.has(id)) offsets.set(id, directory.readUInt32LE(at + 4 + index * 4));
    }
    at += 4 + count * 4;
  }
}
