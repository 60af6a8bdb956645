import { loadLightModel } from '../embed/light/light-model.ts';
import { DocumentKey } from '../files/document-key.ts';
import { readDocument } from '../files/read.ts';
import { serveCalls } from '../lib/calls.ts';
import { processPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import type { PreparedDocument } from '../storage/content.ts';
import { Preparer } from './prepare.ts';
import { readingTurns, type Turn } from './reading-turns.ts';

/** Entry of a process that reads the bytes of one file at a time; parsers of foreign files may hang or crash here. */
let preparer: Preparer | undefined;

const extractHandlers = {
  load: ({ lightModel, isLowest }: { readonly lightModel: string; readonly isLowest: boolean }): true => {
    standBack('process', { isLowest });
    preparer = new Preparer(loadLightModel(lightModel));
    return true;
  },
  ...readingTurns(read),
};

export type ExtractHandlers = typeof extractHandlers;

/** What was read of a file, and of what in it a password opened. */
export interface ExtractedDocument extends PreparedDocument {
  readonly opened: number;
}

async function read({ name, password, bytes }: Turn): Promise<ExtractedDocument> {
  if (preparer === undefined) throw new Error('no light model is loaded');
  const key = new DocumentKey(password);
  const document = await readDocument(bytes, name, { key });
  return { ...preparer.prepareDocument(document), opened: key.opened };
}

serveCalls(processPort(), extractHandlers);
