import { serveCalls } from '../../lib/calls.ts';
import { processPort } from '../../lib/ports.ts';
import { standBack } from '../../lib/priority.ts';
import { CloseReader, type CloseReading, type CloseRequest } from './close-reader.ts';
import { HeavyModel } from './heavy-model.ts';

/** Entry of a process that holds one model in one session: session.run blocks its thread, and may be killed here. */
let model: Promise<HeavyModel> | undefined;
let reader: Promise<CloseReader> | undefined;

interface LoadRequest {
  readonly folder: string;
  /** Works in the background alone, after everything else. */
  readonly isLowest: boolean;
}

const inferenceHandlers = {
  load: async ({ folder, isLowest }: LoadRequest): Promise<{ readonly dimensions: number }> => {
    if (isLowest) standBack('process', { isLowest });
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
  embedQuery: async ({ text }: { readonly text: string }): Promise<Int8Array> => {
    if (model === undefined) throw new Error('no model is loaded');
    return (await model).embed(text, 'query');
  },
  read: async (request: CloseRequest): Promise<CloseReading> => {
    if (reader === undefined) throw new Error('no model is loaded');
    return (await reader).read(request);
  },
};

export type InferenceHandlers = typeof inferenceHandlers;

serveCalls(processPort(), inferenceHandlers);
