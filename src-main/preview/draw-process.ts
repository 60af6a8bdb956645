import { DocumentKey } from '../files/document-key.ts';
import type { Box } from '../files/extractors/pdf-characters.ts';
import { ArrivingFile, type Stretch } from '../files/file-pieces.ts';
import { readWithin } from '../files/read-within.ts';
import { openShown, type ShownDocument } from '../files/shown-document.ts';
import type { ShownPicture } from '../files/shown-picture.ts';
import { serveCalls } from '../lib/calls.ts';
import { processPort } from '../lib/ports.ts';
import { numberLines, type NumberedLine } from './number-lines.ts';
import { placeSpans, type TextSpan } from './place-spans.ts';

/** Entry of the process that draws what people look at, one document at a time. */

/** What is to be opened of the file that was sent. */
export interface Wanted {
  /** The file's name. */
  readonly name: string;
  /** Where the document lies in the file; null where it is the file. */
  readonly within: string | null;
  readonly format: string;
  readonly password: string | null;
}

/** A page as it is: its size in points, and where its stored text stands on it. */
export interface PageLayout {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  /** Of each span the lines it covers; none where it is not on the page. */
  readonly boxes: readonly (readonly Box[])[];
}

let document: ShownDocument | undefined;
const arriving = new ArrivingFile();

const drawHandlers = {
  load: () => true,
  /** The next of the file that is opened then. */
  piece: (stretch: Stretch): true => arriving.take(stretch),
  open: async ({ name, within, format, password }: Wanted): Promise<true> => {
    document?.close();
    document = undefined;
    const key = new DocumentKey(password);
    document = await openShown(await readWithin(arriving.whole(), name, within, key), format, key);
    return true;
  },
  layout: ({
    page,
    text,
    spans,
  }: {
    readonly page: number;
    /** As it is stored of this page. */
    readonly text: string;
    readonly spans: readonly TextSpan[];
  }): PageLayout => {
    const characters = opened().characters(page);
    const { width, height } = characters;
    return { pages: opened().pages, width, height, boxes: placeSpans(text, characters, spans) };
  },
  draw: ({ page, width }: { readonly page: number; readonly width: number }): Promise<ShownPicture> =>
    opened().draw(page, width),
  picture: (): ShownPicture => opened().picture(),
  /** Lines of the stored text by their numbers in the file, which is text. */
  lines: ({ text }: { readonly text: string }): readonly NumberedLine[] => numberLines(text, opened().text()),
};

export type DrawHandlers = typeof drawHandlers;

function opened(): ShownDocument {
  if (document === undefined) throw new Error('no document is open');
  return document;
}

serveCalls(processPort(), drawHandlers);
