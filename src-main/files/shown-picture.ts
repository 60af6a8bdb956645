import { pictureSize, type PictureSize } from './picture-size.ts';
import { failure } from './reasons.ts';

/** A file that a page can show as a picture, and only as that. */
export interface ShownPicture {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const MEGABYTE = 1_048_576;
/** A photograph of a good camera; a page holds what it shows a second time, unpacked. */
const BYTES_SHOWN = 32 * MEGABYTE;
const PIXELS_SHOWN = 60_000_000;

/** What a picture of each kind begins with, by its bytes as Latin-1. */
const KINDS: readonly (readonly [type: string, begins: RegExp])[] = [
  // oxlint-disable-next-line no-control-regex -- A signature is made of them.
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
];

/**
 * A picture as it is, told by its first bytes alone: never by its name, and never a drawing that is a document (SVG).
 * @throws InklingError PICTURE_NOT_SHOWN, FILE_BROKEN
 */
export function shownPicture(bytes: Uint8Array): ShownPicture {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.length)).toString(
    'latin1',
  );
  const type = KINDS.find(([, begins]) => begins.test(beginning))?.[0];
  if (type === undefined) throw failure('PICTURE_NOT_SHOWN');
  const size = type === 'image/gif' ? gifSize(bytes) : pictureSize(bytes);
  if (size === null) throw failure('FILE_BROKEN');
  if (bytes.length > BYTES_SHOWN || size.width * size.height > PIXELS_SHOWN)
    throw failure('PICTURE_NOT_SHOWN', 'The picture is too large to be shown here.');
  return { type, bytes };
}

/** The logical screen of a GIF (89a). */
function gifSize(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 10) return null;
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, 10);
  return { width: header.readUInt16LE(6), height: header.readUInt16LE(8) };
}
