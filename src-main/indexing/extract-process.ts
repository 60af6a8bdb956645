import { loadLightModel } from '../embed/light/light-model.ts';
import { readDocument } from '../files/read.ts';
import { serveCalls } from '../lib/calls.ts';
import { processPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import type { PreparedDocument } from '../storage/content.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { Preparer } from './prepare.ts';

/** Entry of a process that reads one file at a time; parsers of foreign files may hang or crash here. */
let preparer: Preparer | undefined;

const extractHandlers = {
  load: ({ lightModel, isLowest }: { readonly lightModel: string; readonly isLowest: boolean }): true => {
    standBack('process', { isLowest });
    preparer = new Preparer(loadLightModel(lightModel));
    return true;
  },
  extract: oneAtATime(extract),
};

export type ExtractHandlers = typeof extractHandlers;

async function extract({ path }: { readonly path: string }): Promise<PreparedDocument> {
  if (preparer === undefined) throw new Error('no light model is loaded');
  return preparer.prepareDocument(await readDocument(path));
}

serveCalls(processPort(), extractHandlers);
