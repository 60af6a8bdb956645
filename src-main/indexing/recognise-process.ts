import { basename } from 'node:path';

import { loadLightModel } from '../embed/light/light-model.ts';
import { ArrivingFile, type Stretch } from '../files/file-pieces.ts';
import { openPictured, type PicturedDocument, type RecognisedPage } from '../files/pictured-document.ts';
import { readWithin } from '../files/read-within.ts';
import { hashContent } from '../files/read.ts';
import { failure } from '../files/reasons.ts';
import { Recognition } from '../files/recognise.ts';
import { serveCalls } from '../lib/calls.ts';
import { processPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import type { PreparedContent } from '../storage/content.ts';
import { Preparer } from './prepare.ts';

/** Entry of a process that recognises words in pictures, one page at a time. */

/** A document as the index knows it, and where it lies. */
export interface PicturedFile {
  readonly path: string;
  /** Where it lies in the file; null where it is the file. */
  readonly within: string | null;
  readonly format: string;
  readonly hash: Uint8Array;
}

interface Loaded {
  readonly preparer: Preparer;
  readonly recognition: Recognition;
  readonly languages: string;
}

let loaded: Loaded | undefined;
/** Page after page is asked of the same document. */
let document: PicturedDocument | undefined;
/** What has come of the next file. */
const arriving = new ArrivingFile();

const recogniseHandlers = {
  load: ({
    lightModel,
    languages,
  }: {
    readonly lightModel: string;
    readonly languages: readonly string[];
  }) => {
    loaded = {
      preparer: new Preparer(loadLightModel(lightModel)),
      recognition: new Recognition(languages),
      languages: languages.join('+'),
    };
    return true;
  },
  /** The next of the file that is opened then. */
  piece: (stretch: Stretch): true => arriving.take(stretch),
  open: async ({ file }: { readonly file: PicturedFile }): Promise<true> => {
    await open(file);
    return true;
  },
  /** The pages that are to be looked at. */
  pages: (): readonly number[] => opened().pages,
  read: async ({ page }: { readonly page: number }): Promise<string> =>
    ready().recognition.read(await opened().picture(page)),
  /** The document with what was recognised in its place. */
  finish: async ({
    file,
    pages,
  }: {
    readonly file: PicturedFile;
    readonly pages: readonly RecognisedPage[];
  }): Promise<PreparedContent> => {
    const { preparer, languages } = ready();
    const extraction = await opened().extraction(pages);
    const content = preparer.prepare({ format: file.format, extraction, contentHash: file.hash });
    const withWords = pages.filter(({ text }) => text !== '').length;
    return { ...content, recognised: { pages: withWords, languages } };
  },
};

export type RecogniseHandlers = typeof recogniseHandlers;

function ready(): Loaded {
  if (loaded === undefined) throw new Error('no light model is loaded');
  return loaded;
}

function opened(): PicturedDocument {
  if (document === undefined) throw new Error('no document is open');
  return document;
}

async function open({ path, within, format, hash }: PicturedFile): Promise<void> {
  document?.close();
  document = undefined;
  const bytes = await readWithin(arriving.whole(), basename(path), within);
  // A file that changed meanwhile is read anew; its words are not those of this content.
  if (!Buffer.from(hash).equals(hashContent(bytes))) throw failure('FILE_VANISHED');
  document = await openPictured(bytes, basename(within ?? path), format);
}

standBack('process');
serveCalls(processPort(), recogniseHandlers);
