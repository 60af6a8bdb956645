import { InklingError } from './errors.ts';

/**
 * What is said wherever a document was named that the library does not have.
 * @param path where it was one of several
 */
export function unknownDocument(path?: string): InklingError {
  return new InklingError('DOCUMENT_UNKNOWN', {
    cause: `${path ?? 'This file'} is not in the library.`,
    remedy:
      'It may have been moved, deleted or left out: check the path, add its folder, or look again for changes.',
  });
}
