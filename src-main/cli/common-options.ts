import { statSync } from 'node:fs';
import { resolve } from 'node:path';

import { Command } from 'commander';

import type { Connection } from '../rpc/connect.ts';
import { InklingError } from '../lib/errors.ts';

/** What every command takes. */
export interface CommonOptions {
  readonly library?: string;
  readonly json?: boolean;
}

export interface CommandText {
  readonly name: string;
  readonly description: string;
  /** Command lines to try, each with what it does. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
}

export function command({ name, description, examples }: CommandText): Command {
  const width = Math.max(...examples.map(([line]) => line.length)) + 3;
  const lines = examples.map(([line, meaning]) => `  ${line.padEnd(width)}${meaning}`);
  return new Command(name)
    .description(description)
    .option(
      '--library <dir>',
      'where Inkling keeps what it knows (else INKLING_LIBRARY, else the app-data folder)',
    )
    .option('--json', 'print one JSON document; failures as JSON on standard error')
    .addHelpText('after', ['\nExamples:', ...lines].join('\n'));
}

/** A path as typed, whole. An empty one is a mistake, as of a variable that is not set; it never means the folder at hand. */
export function givenPath(typed: string): string {
  if (typed.trim() === '') {
    throw new InklingError('PATH_EMPTY', {
      cause: 'The path that was given is empty.',
      remedy: 'Give a path; a dot is the folder at hand.',
    });
  }
  return resolve(typed);
}

/** The path of a document as typed. @throws InklingError PATH_EMPTY, DOCUMENT_IS_FOLDER */
export function givenDocument(typed: string): string {
  const path = givenPath(typed);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return path;
  throw new InklingError('DOCUMENT_IS_FOLDER', {
    cause: 'This is a folder, and one document is wanted.',
    remedy: 'Give a file that lies in it; `inkling duplicates` takes folders too.',
  });
}

/** Runs a command that only reads, once more where the engine ended meanwhile; leaves the engine to the next one. */
export async function readFromEngine<T>(
  options: CommonOptions,
  read: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { readAgain } = await import('../rpc/read-again.ts');
  return readAgain(() => withEngine(options, read));
}

/** Runs a command on the library's engine and leaves the engine to the next one. */
export async function withEngine<T>(
  { library }: CommonOptions,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  // oRPC and zod take a moment to load; help and wrong usage do without them.
  const [{ connectEngine }, { libraryPath }] = await Promise.all([
    import('../rpc/connect.ts'),
    import('../rpc/library-path.ts'),
  ]);
  const connection = await connectEngine({ library: libraryPath(library), host: 'cli' });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
