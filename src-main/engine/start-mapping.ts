import type { Places } from './labels.ts';
import type { MapHandlers } from './map-thread.ts';
import type { OpenLibrary } from './open-library.ts';
import { startMap, type Thread } from './threads.ts';
import { Mapping, type MappingOptions } from './topic-map.ts';

/** The map over an open library; a thread lays it out whenever something is missing, and ends with it. */
export function startMapping(
  { writer, chosen, files }: OpenLibrary,
  places: Places,
  topics: MappingOptions['topics'],
): Mapping {
  const startThread = async (): Promise<Thread<MapHandlers>> => {
    const thread = startMap();
    await thread.calls.open({ file: files.index, heavyModel: chosen.heavy.key });
    return thread;
  };
  return new Mapping({ places, writer, topics, startThread });
}
