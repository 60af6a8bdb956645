import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import { Similar, type SimilarOptions } from '../similar/similar.ts';
import { tellDamage } from '../storage/damage.ts';

/** Entry of the thread that finds from a document or a text; started when it is first asked. */
let similar: Similar | undefined;
let file: string | undefined;

const opened = (): Similar => {
  if (similar === undefined) throw new Error('no library is open');
  return similar;
};

type Argument<Name extends keyof Similar> = Similar[Name] extends (argument: infer Value) => unknown
  ? Value
  : never;

const similarHandlers = {
  open: (options: SimilarOptions): true => {
    file = options.file;
    similar = new Similar(options);
    return true;
  },
  similar: (argument: Argument<'similar'>) => opened().similar(argument),
  alike: (argument: Argument<'alike'>) => opened().alike(argument),
  describeAlike: (argument: Argument<'describeAlike'>) => opened().describeAlike(argument),
  vectors: (argument: Argument<'vectors'>) => opened().vectors(argument),
  versions: (argument: Argument<'versions'>) => opened().versions(argument),
  where: (argument: Argument<'where'>) => opened().where(argument),
  describeMeant: (argument: Argument<'describeMeant'>) => opened().describeMeant(argument),
  sketch: () => opened().sketch(),
  sketched: () => opened().sketched(),
  duplicates: (argument: Argument<'duplicates'>) => opened().duplicates(argument),
  quotes: (argument: Argument<'quotes'>) => opened().quotes(argument),
  difference: (argument: Argument<'difference'>) => opened().difference(argument),
  close: () => similar?.close(),
};

export type SimilarHandlers = typeof similarHandlers;

serveCalls(threadPort(), similarHandlers, (thrown) => tellDamage(thrown, file));
