import { serveCalls } from '../../lib/calls.ts';
import { processPort } from '../../lib/ports.ts';
import { CloseReader, type CloseReading, type CloseRequest } from './close-reader.ts';
import { HeavyModel } from './heavy-model.ts';

/** Entry of a process that holds one model in one session: session.run blocks its thread, and may be killed here. */
let model: Promise<HeavyModel> | undefined;
let reader: Promise<CloseReader> | undefined;

const inferenceHandlers = {
  load: async ({ folder }: { readonly folder: string }): Promise<{ readonly dimensions: number }> => {
    model = HeavyModel.load(folder);
    reader = model.then((loaded) => new CloseReader(loaded));
    // Whoever reads hears of a failure; the load says it too.
    reader.catch(() => undefined);
    return { dimensions: (await model).manifest.dimensions };
  },
  embed: async ({ text }: { readonly text: string }): Promise<Int8Array> => {
    if (model === undefined) throw new Error('no model is loaded');
    return (await model).embed(text);
  },
  read: async (request: CloseRequest): Promise<CloseReading> => {
    if (reader === undefined) throw new Error('no model is loaded');
    return (await reader).read(request);
  },
};

export type InferenceHandlers = typeof inferenceHandlers;

serveCalls(processPort(), inferenceHandlers);
