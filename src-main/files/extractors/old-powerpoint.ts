import { CompoundFile } from '../compound-file.ts';
import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { readOleProperties } from '../ole-properties.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import type { SlideText } from './powerpoint-records.ts';
import { marginTexts, slidesAnywhere, slidesInOrder } from './powerpoint-slides.ts';
import type { Slide } from './powerpoint-slides.ts';

/** Offsets in the stream that says which edit was the last. */
const TOKEN = 12;
const LAST_EDIT = 16;
const ENCRYPTED_TOKEN = 0xf3d1_c4df;
/** Stands for a number, a date or a foot line that PowerPoint fills in. */
const FILLED_IN = /^[*\s]*$/;

export const oldPowerpointExtractor: Extractor = {
  format: 'old-powerpoint',
  extract(bytes: Uint8Array): Extraction {
    const compound = new CompoundFile(bytes);
    const entry = compound.find('PowerPoint Document');
    if (entry === undefined) throw failure('FILE_BROKEN');
    const user = compound.find('Current User');
    const current = user === undefined ? Buffer.alloc(0) : compound.read(user);
    if (numberAt(current, TOKEN) === ENCRYPTED_TOKEN) throw failure('DOCUMENT_PASSWORD');
    const stream = compound.read(entry);
    const outline = new Outline();
    readOleProperties(compound, outline);
    const slides = slidesInOrder(stream, numberAt(current, LAST_EDIT)) ?? slidesAnywhere(stream);
    slides.forEach((slide, index) => addSlide(slide, index + 1, outline));
    outline.page = null;
    outline.closeHeadings();
    for (const text of marginTexts(stream)) addText(text, outline);
    return outline.finish();
  },
};

function addSlide({ texts, notes }: Slide, page: number, outline: Outline): void {
  outline.closeHeadings();
  outline.page = page;
  const title = texts.find(({ isTitle, text }) => isTitle && !FILLED_IN.test(text));
  if (title !== undefined) outline.heading(1, words(title.text).replaceAll('\n', ' '));
  for (const text of new Set(shown(texts.filter((shape) => shape !== title)))) addText(text, outline);
  for (const text of shown(notes)) addText(text, outline);
}

function shown(texts: readonly SlideText[]): readonly string[] {
  return texts.map(({ text }) => text);
}

function addText(text: string, outline: Outline): void {
  if (!FILLED_IN.test(text)) outline.block(words(text));
}

/** Paragraphs of one shape are lines of one block, as items of a list are. */
function words(text: string): string {
  return cleanCharacters(text.replaceAll('\v', '\n')).trim();
}

function numberAt(stream: Buffer, offset: number): number {
  return offset + 4 > stream.length ? 0 : stream.readUInt32LE(offset);
}
