import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import { tellDamage } from '../storage/damage.ts';
import { HeavyCoder } from '../embed/heavy/heavy-coder.ts';
import { Labeller } from '../topics/labeller.ts';
import { LibraryWriter, type WriterOptions } from '../storage/library-writer.ts';

/** Entry of the one thread that writes index.db. */
let writer: LibraryWriter | undefined;
let file: string | undefined;
const labeller = new Labeller();

const opened = (): LibraryWriter => {
  if (writer === undefined) throw new Error('no library is open');
  return writer;
};

type Argument<Name extends keyof LibraryWriter> = LibraryWriter[Name] extends (
  argument: infer Value,
) => unknown
  ? Value
  : never;

/** What of a writer's options crosses to its thread, and what the rest is made of. */
export interface WriteThreadOptions extends Omit<WriterOptions, 'codeOf' | 'labelsOf'> {
  readonly heavyDimensions: number;
}

const writeHandlers = {
  open: ({ heavyDimensions, ...options }: WriteThreadOptions) => {
    file = options.file;
    const coder = new HeavyCoder(heavyDimensions);
    writer = new LibraryWriter({
      ...options,
      codeOf: (vector) => coder.code(vector),
      labelsOf: (document) => labeller.labelsOf(document),
    });
    return { codes: writer.codes };
  },
  loadHeavyCodes: () => opened().loadHeavyCodes(),
  beginLook: (argument: Argument<'beginLook'>) => opened().beginLook(argument),
  see: (argument: Argument<'see'>) => opened().see(argument),
  currentLook: (argument: Argument<'currentLook'>) => opened().currentLook(argument),
  leave: (argument: Argument<'leave'>) => opened().leave(argument),
  endLook: (argument: Argument<'endLook'>) => opened().endLook(argument),
  adopt: (argument: Argument<'adopt'>) => opened().adopt(argument),
  waiting: (argument: Argument<'waiting'>) => opened().waiting(argument),
  waitingKinds: (argument: Argument<'waitingKinds'>) => opened().waitingKinds(argument),
  store: (argument: Argument<'store'>) => opened().store(argument),
  sweep: () => opened().sweep(),
  recode: () => opened().recode(),
  average: () => opened().average(),
  describe: (argument: Argument<'describe'>) => opened().describe(argument),
  keepLanguages: (argument: Argument<'keepLanguages'>) => opened().keepLanguages(argument),
  documentEdition: () => opened().documentEdition,
  setLabeller: (argument: Parameters<Labeller['set']>[0]) => labeller.set(argument),
  assign: (argument: Argument<'assign'>) => opened().assign(argument),
  dropLabel: (argument: Argument<'dropLabel'>) => opened().dropLabel(argument),
  keepPage: (argument: Argument<'keepPage'>) => opened().keepPage(argument),
  replace: (argument: Argument<'replace'>) => opened().replace(argument),
  giveUpRecognition: (argument: Argument<'giveUpRecognition'>) => opened().giveUpRecognition(argument),
  recogniseAgain: (argument: Argument<'recogniseAgain'>) => opened().recogniseAgain(argument),
  keepVectors: (argument: Argument<'keepVectors'>) => opened().keepVectors(argument),
  keepSketches: (argument: Argument<'keepSketches'>) => opened().keepSketches(argument),
  forget: (argument: Argument<'forget'>) => opened().forget(argument),
  repost: () => opened().repost(),
  settle: () => opened().settle(),
  compact: () => opened().compact(),
  close: () => opened().close(),
};

export type WriteHandlers = typeof writeHandlers;

standBack('thread');
serveCalls(threadPort(), writeHandlers, (thrown) => tellDamage(thrown, file));
