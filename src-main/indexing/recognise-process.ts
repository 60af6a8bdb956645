import { basename } from 'node:path';

import { loadLightModel } from '../embed/light/light-model.ts';
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
let last: { readonly hash: string; readonly document: PicturedDocument } | undefined;

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
  /** The pages that are to be looked at. */
  pages: async ({ file }: { readonly file: PicturedFile }): Promise<readonly number[]> =>
    (await opened(file)).pages,
  read: async ({ file, page }: { readonly file: PicturedFile; readonly page: number }): Promise<string> => {
    const document = await opened(file);
    return ready().recognition.read(await document.picture(page));
  },
  /** The document with what was recognised in its place. */
  finish: async ({
    file,
    pages,
  }: {
    readonly file: PicturedFile;
    readonly pages: readonly RecognisedPage[];
  }): Promise<PreparedContent> => {
    const { preparer, languages } = ready();
    const extraction = await (await opened(file)).extraction(pages);
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

async function opened({ path, within, format, hash }: PicturedFile): Promise<PicturedDocument> {
  const key = Buffer.from(hash).toString('hex');
  if (last?.hash === key) return last.document;
  last?.document.close();
  last = undefined;
  const bytes = await readWithin(path, within);
  // A file that changed meanwhile is read anew; its words are not those of this content.
  if (Buffer.from(hashContent(bytes)).toString('hex') !== key) throw failure('FILE_VANISHED');
  const document = await openPictured(bytes, basename(within ?? path), format);
  last = { hash: key, document };
  return document;
}

standBack('process');
serveCalls(processPort(), recogniseHandlers);
