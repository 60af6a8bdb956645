import { InklingError } from '../lib/errors.ts';

/** What reading one file may take. */
export interface ExtractLimits {
  readonly milliseconds: number;
  readonly bytes: number;
}

export function tookTooLong({ milliseconds }: ExtractLimits): InklingError {
  return new InklingError('READING_TOO_LONG', {
    cause: `Reading took longer than ${Math.round(milliseconds / 1_000)} s.`,
    remedy: 'It is found by its name; look again to try once more.',
  });
}

export function tookTooMuch({ bytes }: ExtractLimits): InklingError {
  return new InklingError('READING_TOO_LARGE', {
    cause: `Reading needed more than ${Math.round(bytes / 1_048_576)} MB of memory.`,
    remedy: 'It is found by its name; a smaller file can be read.',
  });
}

export function crashed(): InklingError {
  return new InklingError('READER_ENDED', {
    cause: 'The process that read the file ended unexpectedly.',
    remedy: 'The file may be damaged; it is found by its name. Look again to try once more.',
  });
}

export function closing(): InklingError {
  return new InklingError('ENGINE_CLOSED', {
    cause: 'The engine is closing.',
    remedy: 'Start Inkling again.',
  });
}
