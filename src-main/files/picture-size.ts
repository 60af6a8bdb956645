import { tiffSize, webpSize } from './picture-headers.ts';
import type { PictureSize } from './picture-headers.ts';

export type { PictureSize };

/** A page of A4 at 350 dots an inch, or a telephone's photograph; takes 250 to 450 MB while its words are recognised. */
export const PIXEL_LIMIT = 12_500_000;
/** A line of small letters is as high; a word is wider. What is smaller is an icon. */
const [LEAST_WIDTH, LEAST_HEIGHT, LEAST_PIXELS] = [100, 24, 20_000];

const PNG_MARK = 0x89_50_4e_47;
const JPEG_MARK = 0xff_d8;

/** Pixels of a PNG, JPEG, TIFF or WebP, by its header; null for anything else. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length >= 24 && file.readUInt32BE(0) === PNG_MARK)
    return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
  if (file.length >= 4 && file.readUInt16BE(0) === JPEG_MARK) return jpegSize(file);
  return tiffSize(file) ?? webpSize(file);
}

/** The size stands in the frame header (SOF0 to SOF15), after any number of other segments. */
function jpegSize(file: Buffer): PictureSize | null {
  for (let at = 2; at + 9 < file.length;) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff) return null;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    // A fill byte stands before a marker; a segment has its length.
    at += marker === 0xff ? 1 : 2 + file.readUInt16BE(at + 2);
  }
  return null;
}

/** Whether words may stand in a picture: it is no icon, and no more than can be looked at. */
export function hasRoomForWords({ width, height }: PictureSize): boolean {
  const pixels = width * height;
  return width >= LEAST_WIDTH && height >= LEAST_HEIGHT && pixels >= LEAST_PIXELS && pixels <= PIXEL_LIMIT;
}
