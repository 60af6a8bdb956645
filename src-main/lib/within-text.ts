import { InklingError } from './errors.ts';

/** A part of a text that was asked for, in UTF-16 units. */
interface Part {
  readonly start: number;
  /** Of the whole text. */
  readonly length: number;
}

/**
 * The part, where the text reaches so far: an empty answer would tell a program that there is nothing to read.
 * @throws InklingError START_BEYOND_END
 */
export function withinText<Read extends Part>(read: Read): Read {
  const { start, length } = read;
  if (start === 0 || start < length) return read;
  throw new InklingError('START_BEYOND_END', {
    cause: `The text of this document ends at ${length} (UTF-16 units); it was asked for from ${start} on.`,
    remedy: length === 0 ? 'It has no text.' : `Give a start from 0 to ${length - 1}.`,
  });
}
