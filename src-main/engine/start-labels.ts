import { Labels, type Places } from './labels.ts';
import type { OpenLibrary } from './open-library.ts';
import { startMapping } from './start-mapping.ts';
import { startTopics, type Thread } from './threads.ts';
import type { Mapping } from './topic-map.ts';
import type { TopicHandlers } from './topic-thread.ts';
import { HeavyWords } from './word-vectors.ts';

/** Labels and the map over an open library; their thread is started when they are first asked for, for it holds every document's vector. */
export function startLabels(
  open: OpenLibrary,
  places: Places,
): { readonly labels: Labels; readonly mapping: Mapping } {
  const { person, readers, writer, inference, light, chosen, files } = open;
  let started: Promise<Thread<TopicHandlers>> | undefined;
  const start = async (): Promise<Thread<TopicHandlers>> => {
    const thread = startTopics();
    await thread.calls.open({
      file: files.index,
      lightModelFolder: light.folder,
      heavyModel: chosen.heavy.key,
      heavyDimensions: chosen.heavy.manifest.dimensions,
    });
    return thread;
  };
  const topicThread = (): Promise<Thread<TopicHandlers>> => (started ??= start());
  const labels = new Labels({
    person,
    places,
    words: new HeavyWords(inference),
    readers,
    writer,
    thread: topicThread,
    endThread: async () => (await started?.catch(() => undefined))?.close(),
  });
  return { labels, mapping: startMapping(open, places, topicThread) };
}
