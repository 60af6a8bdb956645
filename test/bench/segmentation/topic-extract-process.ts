import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import { readDocument } from '../../../src-main/files/read.ts';
import { oneAtATime } from '../../../src-main/indexing/one-at-a-time.ts';
import { Preparer } from '../../../src-main/indexing/prepare.ts';
import { ReceivedFiles, type FileBegin, type FilePiece } from '../../../src-main/indexing/received-file.ts';
import { TopicCutter } from './topic-cutter.ts';
import { serveCalls } from '../../../src-main/lib/calls.ts';
import { processPort } from '../../../src-main/lib/ports.ts';
import type { PreparedDocument } from '../../../src-main/storage/content.ts';

/** The product's process that reads files, cutting at topic borders. */
let preparer: Preparer | undefined;
const received = new ReceivedFiles();
const readInTurn = oneAtATime(
  async ({ name, whole }: { readonly name: string; readonly whole: () => Promise<Uint8Array> }) => {
    if (preparer === undefined) throw new Error('no light model is loaded');
    return preparer.prepareDocument(await readDocument(await whole(), name));
  },
);

const extractHandlers = {
  load: ({ lightModel }: { readonly lightModel: string }): true => {
    const model = loadLightModel(lightModel);
    const cutter = new TopicCutter(model);
    preparer = new Preparer(model, (pieces, tokens) => cutter.group(pieces, tokens));
    return true;
  },
  extract: (begin: FileBegin): Promise<PreparedDocument> => {
    const file = received.begin(begin);
    return readInTurn({ name: begin.name, whole: () => file.whole() });
  },
  piece: (piece: FilePiece): Promise<true> => received.take(piece),
};

serveCalls(processPort(), extractHandlers);
