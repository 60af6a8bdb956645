import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import { readDocument } from '../../../src-main/files/read.ts';
import { Preparer } from '../../../src-main/indexing/prepare.ts';
import { readingTurns } from '../../../src-main/indexing/reading-turns.ts';
import { serveCalls } from '../../../src-main/lib/calls.ts';
import { processPort } from '../../../src-main/lib/ports.ts';
import { TopicCutter } from './topic-cutter.ts';

/** The product's process that reads files, cutting at topic borders. */
let preparer: Preparer | undefined;

serveCalls(processPort(), {
  load: ({ lightModel }: { readonly lightModel: string }): true => {
    const model = loadLightModel(lightModel);
    const cutter = new TopicCutter(model);
    preparer = new Preparer(model, (pieces, tokens) => cutter.group(pieces, tokens));
    return true;
  },
  ...readingTurns(async ({ name, bytes }) => {
    if (preparer === undefined) throw new Error('no light model is loaded');
    return preparer.prepareDocument(await readDocument(bytes, name));
  }),
});
