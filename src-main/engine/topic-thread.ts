import { MapReader } from '../topics/map/map-reader.ts';
import { Topics, type TopicsOptions } from '../topics/topics.ts';
import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import { tellDamage } from '../storage/damage.ts';

/** Entry of the thread that fits labels to documents, from a connection of its own; started where there are labels. */
let topics: Topics | undefined;
let map: MapReader | undefined;
let file: string | undefined;

const opened = (): Topics => {
  if (topics === undefined) throw new Error('no library is open');
  return topics;
};

const openedMap = (): MapReader => {
  if (map === undefined) throw new Error('no library is open');
  return map;
};

type Argument<Name extends keyof Topics> = Topics[Name] extends (argument: infer Value) => unknown
  ? Value
  : never;

const topicHandlers = {
  open: (options: TopicsOptions): true => {
    file = options.file;
    topics = new Topics(options);
    map = new MapReader(options);
    return true;
  },
  fit: (argument: Argument<'fit'>) => opened().fit(argument),
  rank: (argument: Argument<'rank'>) => opened().rank(argument),
  unlabelled: (argument: Argument<'unlabelled'>) => opened().unlabelled(argument),
  suggestWords: (argument: Argument<'suggestWords'>) => opened().suggestWords(argument),
  suggestLabels: (argument: Argument<'suggestLabels'>) => opened().suggestLabels(argument),
  hashAt: (argument: Argument<'hashAt'>) => opened().hashAt(argument),
  present: (argument: Argument<'present'>) => opened().present(argument),
  points: () => openedMap().points(),
  mapped: (argument: Parameters<MapReader['documents']>[0]) => openedMap().documents(argument),
  close: () => {
    map?.close();
    topics?.close();
  },
};

export type TopicHandlers = typeof topicHandlers;

standBack('thread');
serveCalls(threadPort(), topicHandlers, (thrown) => tellDamage(thrown, file));
