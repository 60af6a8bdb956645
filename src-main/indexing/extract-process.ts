import { loadLightModel } from '../embed/light/light-model.ts';
import { DocumentKey } from '../files/document-key.ts';
import { readDocument } from '../files/read.ts';
import { serveCalls } from '../lib/calls.ts';
import { processPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import type { PreparedDocument } from '../storage/content.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { Preparer } from './prepare.ts';
import { ReceivedFiles, type FileBegin, type FilePiece } from './received-file.ts';

/** Entry of a process that reads the bytes of one file at a time; parsers of foreign files may hang or crash here. */
let preparer: Preparer | undefined;
const received = new ReceivedFiles();
const readInTurn = oneAtATime(read);

const extractHandlers = {
  load: ({ lightModel, isLowest }: { readonly lightModel: string; readonly isLowest: boolean }): true => {
    standBack('process', { isLowest });
    preparer = new Preparer(loadLightModel(lightModel));
    return true;
  },
  extract: (begin: FileBegin): Promise<ExtractedDocument> => {
    const file = received.begin(begin);
    return readInTurn({ ...begin, whole: () => file.whole() });
  },
  piece: (piece: FilePiece): Promise<true> => received.take(piece),
};

export type ExtractHandlers = typeof extractHandlers;

/** What was read of a file, and of what in it a password opened. */
export interface ExtractedDocument extends PreparedDocument {
  readonly opened: number;
}

interface Turn extends Pick<FileBegin, 'name' | 'password'> {
  readonly whole: () => Promise<Uint8Array>;
}

async function read({ name, password, whole }: Turn): Promise<ExtractedDocument> {
  if (preparer === undefined) throw new Error('no light model is loaded');
  const key = new DocumentKey(password);
  const document = await readDocument(await whole(), name, { key });
  return { ...preparer.prepareDocument(document), opened: key.opened };
}

serveCalls(processPort(), extractHandlers);
