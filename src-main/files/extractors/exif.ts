import { decodeText } from '../encoding.ts';

/** Only these are read: tables of where a picture's strips lie can have millions of entries. */
const PICTURE_TAGS = [
  'ImageDescription',
  'Make',
  'Model',
  'Artist',
  'Copyright',
  'XPTitle',
  'XPComment',
  'XPAuthor',
  'XPKeywords',
  'XPSubject',
];
const EXPOSURE_TAGS = ['DateTimeOriginal', 'CreateDate', 'UserComment'];
const PLACE_TAGS = ['GPSLatitudeRef', 'GPSLatitude', 'GPSLongitudeRef', 'GPSLongitude'];

const OPTIONS = {
  ifd0: { pick: PICTURE_TAGS },
  exif: { pick: EXPOSURE_TAGS },
  gps: { pick: PLACE_TAGS },
  xmp: { parse: false },
  iptc: true,
  icc: false,
  jfif: false,
  userComment: true,
  mergeOutput: false,
  reviveValues: false,
  translateValues: false,
};

/** Words a camera or a program wrote beside a picture. */
export interface ExifData {
  /** By EXIF's name. */
  readonly tags: ReadonlyMap<string, string>;
  /** By IPTC's name. */
  readonly captions: ReadonlyMap<string, readonly string[]>;
  /** Degrees; south and west are negative. */
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
  readonly xmp: string;
}

export const NO_EXIF: ExifData = { tags: new Map(), captions: new Map(), position: null, xmp: '' };

/** Reads JPEG and TIFF files, and the TIFF that other pictures carry. What is broken there costs its own words only. */
export async function readExif(bytes: Uint8Array): Promise<ExifData> {
  try {
    // CommonJS: its named exports are not there at run time.
    const { default: exifr } = await import('exifr');
    const found: unknown = await exifr.parse(bytes, OPTIONS);
    return exifData(partsOf(found));
  } catch {
    return NO_EXIF;
  }
}

function exifData(found: ReadonlyMap<string, unknown>): ExifData {
  const tags = new Map<string, string>();
  for (const [name, value] of [...partsOf(found.get('ifd0')), ...partsOf(found.get('exif'))]) {
    tags.set(name, tagText(name, value));
  }
  const comment = found.get('userComment');
  if (comment instanceof Uint8Array) tags.set('UserComment', commentText(comment));
  const captions = new Map(
    [...partsOf(found.get('iptc'))].map(([name, value]) => [name, captionTexts(value)]),
  );
  const xmp = found.get('xmp');
  return { tags, captions, position: positionOf(found.get('gps')), xmp: typeof xmp === 'string' ? xmp : '' };
}

function partsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

/** Windows writes its own tags in UTF-16. */
function tagText(name: string, value: unknown): string {
  if (!(value instanceof Uint8Array)) return typeof value === 'string' ? value : '';
  return new TextDecoder(name.startsWith('XP') ? 'utf-16le' : 'utf-8').decode(value).replaceAll('\0', '');
}

const COMMENT_MARK_BYTES = 8;

/** Eight bytes name the character set. */
function commentText(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, COMMENT_MARK_BYTES)).toString('latin1');
  const text = bytes.subarray(COMMENT_MARK_BYTES);
  if (mark.startsWith('UNICODE')) {
    const isBigEndian = text[0] === 0 && text[1] !== 0;
    return new TextDecoder(isBigEndian ? 'utf-16be' : 'utf-16le').decode(text).replaceAll('\0', '');
  }
  return /^(?:ASCII|\0)/.test(mark) ? decodeText(text).replaceAll('\0', '') : '';
}

/** The library gives a byte a character, whatever the bytes mean. */
function captionTexts(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((text) => typeof text === 'string')
    .map((text) => decodeText(Buffer.from(text, 'latin1')));
}

function positionOf(value: unknown): ExifData['position'] {
  const parts = partsOf(value);
  const [latitude, longitude] = [parts.get('latitude'), parts.get('longitude')];
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  // Cameras without a fix write zeros.
  if (!Number.isFinite(latitude + longitude) || (latitude === 0 && longitude === 0)) return null;
  return { latitude, longitude };
}
