import type { FileError, Settings } from '../contract/index.ts';
import { presentCode, remedyFor, remedyOfPictures } from './remedies.ts';
import type { Readers } from './threads.ts';

export interface FileErrorsOptions {
  readonly recognition: Settings['recognition'];
  readonly rootPath: (root: number) => string;
}

/** Documents that could not be read, or only in part, and what helps. */
export async function readFileErrors(
  readers: Readers,
  { recognition, rootPath }: FileErrorsOptions,
): Promise<FileError[]> {
  const documents = await readers.calls.errors(undefined);
  const pictured = new Set(await readers.calls.waitingPictured(undefined));
  return documents.map(({ id, root, path, code, cause }) => ({
    path: `${rootPath(root)}/${path}`,
    code: presentCode(code ?? 'UNEXPECTED'),
    cause: cause ?? '',
    remedy: pictured.has(id) ? remedyOfPictures(recognition) : remedyFor(presentCode(code ?? '')),
  }));
}
