import { InklingError } from '../../lib/errors.ts';
import type { Extraction, Extractor, ReadInner } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { readIworkIndex } from './iwork-index.ts';
import { objectsOf, textsOf } from './iwork-objects.ts';
import { byNumber } from './part-path.ts';
import { unzipParts } from './zip.ts';

const PREVIEW = /(?:^|\/)QuickLook\/Preview\.pdf$/i;
/** Parts that stand only in a document with a password. */
const LOCK = /(?:^|\/)\.iwp(?:v2|h)$/;
/** Programs of before 2013 mark locked parts so in the ZIP's own description of them. */
const OLD_LOCK = 'mcl\0iwpv';
const OLD_INDEX = /(?:^|\/)index\.(?:xml|apxl)$/;
const PACKED_INDEX = /(?:^|\/)Index\.zip$/;
/** Parts that hold what a person wrote; masters and templates hold what shows where to write. */
const WRITTEN =
  /(?:^|\/)(?:(?:Document|CalculationEngine|DataList|Slide|AnnotationAuthorStorage|Comment)\b|Tables\/)[^/]*\.iwa$/;
const SLIDE = /(?:^|\/)Slide[^/]*\.iwa$/;
const HEADING_LENGTH = 120;

export const pagesExtractor = iworkExtractor('pages');
export const numbersExtractor = iworkExtractor('numbers');
export const keynoteExtractor = iworkExtractor('keynote');

/** Apple's own format is nowhere described: its texts are read, or the PDF of its pages where that says more. */
function iworkExtractor(format: string): Extractor {
  return {
    format,
    async extract(bytes: Uint8Array, name: string, readInner): Promise<Extraction> {
      const parts = partsOf(bytes);
      const own = readOwn(parts, format === 'numbers');
      const shown = await readPreview(parts, `${name}.pdf`, readInner);
      if (shown !== null && lengthOf(shown) >= lengthOf(own)) return shown;
      if (lengthOf(own) === 0 && !isWhole(parts)) throw failure('FILE_BROKEN');
      return own;
    },
  };
}

type Parts = ReadonlyMap<string, Uint8Array>;

function partsOf(bytes: Uint8Array): Parts {
  let isLocked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(OLD_LOCK);
  if (isLocked) throw failure('PASSWORD_NOT_TAKEN');
  const parts = unzipParts(bytes, (path) => {
    isLocked ||= LOCK.test(path);
    return [PREVIEW, OLD_INDEX, PACKED_INDEX, WRITTEN].some((wanted) => wanted.test(path));
  });
  if (isLocked) throw failure('PASSWORD_NOT_TAKEN');
  const packed = [...parts].find(([path]) => PACKED_INDEX.test(path))?.[1];
  return packed === undefined
    ? parts
    : new Map([...parts, ...unzipParts(packed, (path) => WRITTEN.test(path))]);
}

/** Whether it is a document at all, if an empty one. */
function isWhole(parts: Parts): boolean {
  return [...parts].some(
    ([path, part]) => OLD_INDEX.test(path) || (WRITTEN.test(path) && objectsOf(part).next().done !== true),
  );
}

/** The preview as a PDF; null where there is none, or none that can be read. */
async function readPreview(parts: Parts, name: string, readInner: ReadInner): Promise<Extraction | null> {
  const preview = [...parts].find(([path]) => PREVIEW.test(path))?.[1];
  if (preview === undefined) return null;
  const read = await readInner({ name, bytes: preview });
  return read instanceof InklingError ? null : read;
}

function readOwn(parts: Parts, dataLike: boolean): Extraction {
  const outline = new Outline({ dataLike, isTitledByHeading: false });
  // Parts are numbered as they came to be: the document first, slides in the order of their numbers.
  const written = [...parts]
    .filter(([path]) => WRITTEN.test(path))
    .toSorted(([left], [right]) => byNumber(left, right));
  for (const [path, part] of written) addObjects(part, outline, SLIDE.test(path));
  for (const [path, part] of parts) if (OLD_INDEX.test(path)) readIworkIndex(part, outline);
  return outline.finish();
}

/** A short first text of a slide is its heading. */
function addObjects(part: Uint8Array, outline: Outline, isSlide: boolean): void {
  outline.closeHeadings();
  let isFirst = isSlide;
  for (const object of objectsOf(part)) {
    for (const text of textsOf(object)
      .map(cleanText)
      .filter((words) => words !== '')) {
      if (isFirst && text.length <= HEADING_LENGTH && !text.includes('\n')) outline.heading(1, text);
      else outline.block(text);
      isFirst = false;
    }
  }
}

/** Without the place holders of pictures and fields. */
function cleanText(text: string): string {
  return cleanCharacters(text.replaceAll('\ufffc', '').replace(/[\u2028\u2029]/g, '\n')).trim();
}

function lengthOf({ blocks }: Extraction): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0);
}
