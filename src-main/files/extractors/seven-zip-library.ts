import { constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import SevenZip from '7z-wasm';
import type { SevenZipModule } from '7z-wasm';

import { Instance, Module } from '../../lib/web-assembly.ts';
import type { WebAssemblyMemory } from '../../lib/web-assembly.ts';

const PAGE_BYTES = 65_536;
/** Lines 7-Zip prints that are kept: a list has a dozen for a file. */
const MOST_LINES = 300_000;
const LINE_LIMIT = 5_000;
/** POSIX: no room on the device. 7-Zip ends in order where a write fails so. */
const NO_ROOM = 51;

type WriteArguments = [
  stream: unknown,
  buffer: Uint8Array,
  offset: number,
  length: number,
  ...rest: unknown[],
];

/** What the package carries and does not declare. */
export interface SevenZipFiles {
  readonly ErrnoError: new (code: number) => Error;
  mkdir(path: string): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  readdir(path: string): string[];
  lstat(path: string): { readonly mode: number };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  readFile(path: string): Uint8Array;
  writeFile(path: string, data: string | Uint8Array, options?: { readonly canOwn: boolean }): void;
  read(...args: unknown[]): number;
  write(...args: WriteArguments): number;
}

export interface SevenZipLibrary {
  readonly files: SevenZipFiles;
  /** What was printed since it was last emptied. */
  readonly printed: string[];
  /** Answers 7-Zip's own code: 0 where all went well. */
  run(args: string[]): number;
}

type Receive = (instance: object) => void;
type Factory = (options: object) => Promise<SevenZipModule>;

let program: object | null = null;

/** 7-Zip of its own memory and its own files, none of which is the computer's. */
export async function loadSevenZip(heapBytes: number): Promise<SevenZipLibrary> {
  const printed: string[] = [];
  const print = (line: string): void => {
    if (printed.length < MOST_LINES) printed.push(line.slice(0, LINE_LIMIT));
  };
  const library = await withConstants(() =>
    (SevenZip as unknown as Factory)({
      print,
      printErr: print,
      stdin: () => null,
      // Else it sets how this process ends.
      quit: (_code: number, thrown: unknown) => {
        throw thrown;
      },
      instantiateWasm: (imports: object, receive: Receive) => receive(boundInstance(imports, heapBytes)),
    }),
  );
  return {
    files: library.FS as unknown as SevenZipFiles,
    printed,
    run: library.callMain as (args: string[]) => number,
  };
}

/**
 * The library asks Node at its start for constants of the computer's files, which it then never sees, in a way that a
 * process without permissions may not: it is told them.
 */
function withConstants<Result>(start: () => Result): Result {
  const held = Object.getOwnPropertyDescriptor(process, 'binding');
  Object.defineProperty(process, 'binding', { value: () => ({ fs: constants }), configurable: true });
  try {
    return start();
  } finally {
    if (held !== undefined) Object.defineProperty(process, 'binding', held);
  }
}

/** A broken archive may ask for gigabytes: memory that is refused is an error to 7-Zip, the system's would end this process. */
function boundInstance(imports: object, heapBytes: number): object {
  program ??= new Module(
    new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('7z-wasm/7zz.wasm'))),
  );
  const instance = new Instance(program, imports);
  const memory = Object.values(instance.exports).find(isMemory);
  if (memory !== undefined) {
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      if (memory.buffer.byteLength + pages * PAGE_BYTES > heapBytes) throw new RangeError('too much memory');
      return grow(pages);
    };
  }
  return instance;
}

function isMemory(value: unknown): value is WebAssemblyMemory {
  return typeof value === 'object' && value !== null && 'grow' in value && 'buffer' in value;
}

/** Asks before every write and every read whether there is room for so many bytes, and time. */
export function boundFiles(files: SevenZipFiles, allows: (written: number) => boolean): void {
  const write = files.write.bind(files);
  const read = files.read.bind(files);
  files.write = (...args) => {
    const [, , , length] = args;
    if (!allows(length)) throw new files.ErrnoError(NO_ROOM);
    return write(...args);
  };
  files.read = (...args) => {
    if (!allows(0)) throw new files.ErrnoError(NO_ROOM);
    return read(...args);
  };
}
