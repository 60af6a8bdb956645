import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import { tellDamage } from '../storage/damage.ts';
import { HEAVY_CODE_BYTES, HEAVY_CODE_VERSION } from '../embed/heavy/heavy-coder.ts';
import { Labeller } from '../topics/labeller.ts';
import { LibraryWriter, type StoredModel } from '../storage/library-writer.ts';
import { codeMaker } from './heavy-codecs.ts';

/** Entry of the one thread that writes index.db. */
let writer: LibraryWriter | undefined;
let file: string | undefined;
const labeller = new Labeller();

const opened = (): LibraryWriter => {
  if (writer === undefined) throw new Error('no library is open');
  return writer;
};

type FirstOf<Call> = Call extends (argument: infer Value) => unknown ? Value : never;
type Argument<Name extends keyof LibraryWriter> = FirstOf<LibraryWriter[Name]>;
type Told<Name extends keyof LibraryWriter['annotations']> = FirstOf<LibraryWriter['annotations'][Name]>;

/** A heavy model as the thread is told of it. */
export interface ToldModel {
  readonly key: string;
  readonly dimensions: number;
}

/** What of a writer's options crosses to its thread, and what the rest is made of. */
export interface WriteThreadOptions {
  readonly file: string;
  readonly lightModel: string;
  readonly heavy: ToldModel;
  /** Undefined where no change of model goes on. */
  readonly leaving: ToldModel | undefined;
}

function storedModel({ key, dimensions }: ToldModel): StoredModel {
  return { model: key, code: `${key}#${HEAVY_CODE_VERSION}`, maker: codeMaker(dimensions) };
}

const writeHandlers = {
  open: ({ heavy, leaving, ...options }: WriteThreadOptions) => {
    file = options.file;
    writer = new LibraryWriter({
      ...options,
      heavy: storedModel(heavy),
      leaving: leaving && storedModel(leaving),
      heavyCodeBytes: HEAVY_CODE_BYTES,
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
  refit: () => opened().refit(),
  average: () => opened().average(),
  describe: (argument: Told<'describe'>) => opened().annotations.describe(argument),
  keepLanguages: (argument: Told<'keepLanguages'>) => opened().annotations.keepLanguages(argument),
  documentEdition: () => opened().documentEdition,
  setLabeller: (argument: Parameters<Labeller['set']>[0]) => labeller.set(argument),
  assign: (argument: Told<'assign'>) => opened().annotations.assign(argument),
  dropLabel: (argument: Told<'dropLabel'>) => opened().annotations.dropLabel(argument),
  keepPage: (argument: Told<'keepPage'>) => opened().annotations.keepPage(argument),
  replace: (argument: Argument<'replace'>) => opened().replace(argument),
  giveUpRecognition: (argument: Told<'giveUpRecognition'>) =>
    opened().annotations.giveUpRecognition(argument),
  recogniseAgain: (argument: Told<'recogniseAgain'>) => opened().annotations.recogniseAgain(argument),
  keepVectors: (argument: Argument<'keepVectors'>) => opened().keepVectors(argument),
  keepSketches: (argument: Told<'keepSketches'>) => opened().annotations.keepSketches(argument),
  keepMap: (argument: Told<'keepMap'>) => opened().annotations.keepMap(argument),
  forget: (argument: Argument<'forget'>) => opened().forget(argument),
  dropModel: (argument: Argument<'dropModel'>) => opened().dropModel(argument),
  dropOtherModels: () => opened().dropOtherModels(),
  repost: () => opened().repost(),
  settle: () => opened().settle(),
  compact: () => opened().compact(),
  close: () => opened().close(),
};

export type WriteHandlers = typeof writeHandlers;

standBack('thread');
serveCalls(threadPort(), writeHandlers, (thrown) => tellDamage(thrown, file));
