export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const [TIFF_WIDTH, TIFF_HEIGHT, SHORT] = [256, 257, 3];
const ENTRY_BYTES = 12;

/** The first page's size, as the first directory says it (TIFF 6.0); null for anything else. */
export function tiffSize(file: Buffer): PictureSize | null {
  const order = file.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return null;
  const isLittle = order.startsWith('I');
  const short = (at: number) => (isLittle ? file.readUInt16LE(at) : file.readUInt16BE(at));
  const long = (at: number) => (isLittle ? file.readUInt32LE(at) : file.readUInt32BE(at));
  const size = { width: 0, height: 0 };
  const start = file.length < 8 ? Infinity : long(4);
  const count = start + 2 > file.length ? 0 : short(start);
  for (let index = 0, at = start + 2; index < count && at + ENTRY_BYTES <= file.length; index += 1) {
    const value = short(at + 2) === SHORT ? short(at + 8) : long(at + 8);
    if (short(at) === TIFF_WIDTH) size.width = value;
    if (short(at) === TIFF_HEIGHT) size.height = value;
    at += ENTRY_BYTES;
  }
  return size.width > 0 && size.height > 0 ? size : null;
}

/** The size of a WebP, which stands in another place in each of its three kinds; null for anything else. */
export function webpSize(file: Buffer): PictureSize | null {
  if (file.length < 30 || file.toString('latin1', 8, 12) !== 'WEBP') return null;
  switch (file.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { width: 1 + file.readUIntLE(24, 3), height: 1 + file.readUIntLE(27, 3) };
    case 'VP8L':
      return {
        width: 1 + (file.readUInt32LE(21) & 0x3fff),
        height: 1 + ((file.readUInt32LE(21) >> 14) & 0x3fff),
      };
    case 'VP8 ':
      return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
    default:
      return null;
  }
}
