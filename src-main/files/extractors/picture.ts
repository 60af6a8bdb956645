import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { hasRoomForWords, pictureSize } from '../picture-size.ts';
import { NO_EXIF, readExif } from './exif.ts';
import { readHeifItems } from './heif-items.ts';
import { pictureWords } from './picture-words.ts';
import type { PictureSources, PictureWords } from './picture-words.ts';
import { readPngChunks } from './png-chunks.ts';
import { readWebpChunks } from './webp-chunks.ts';
import { readXmp } from './xmp.ts';

const NO_TEXTS: ReadonlyMap<string, string> = new Map();
const PNG_XMP = 'XML:com.adobe.xmp';
const LABELS: readonly (readonly [name: keyof PictureWords, label: string])[] = [
  ['keywords', 'Keywords: '],
  ['artist', 'By: '],
  ['copyright', 'Copyright: '],
  ['place', 'Place: '],
  ['taken', 'Taken: '],
  ['camera', 'Camera: '],
];

/** Pictures are found by the words beside them: title, caption, keywords, place, date, camera. */
export const pictureExtractors: readonly Extractor[] = [
  pictureExtractor('jpeg', embeddedSources),
  pictureExtractor('tiff', embeddedSources),
  pictureExtractor('png', pngSources),
  pictureExtractor('webp', (bytes) => {
    const { exif, xmp } = readWebpChunks(bytes);
    return carriedSources(exif, xmp);
  }),
  pictureExtractor('heif', (bytes) => {
    const { exif, xmp } = readHeifItems(bytes);
    return carriedSources(exif, xmp);
  }),
];

function pictureExtractor(format: string, read: (bytes: Uint8Array) => Promise<PictureSources>): Extractor {
  return {
    format,
    async extract(bytes: Uint8Array): Promise<Extraction> {
      const size = pictureSize(bytes);
      const pictured = size !== null && hasRoomForWords(size) ? [1] : [];
      return { ...extraction(pictureWords(await read(bytes))), pictured };
    },
  };
}

async function embeddedSources(bytes: Uint8Array): Promise<PictureSources> {
  const exif = await readExif(bytes);
  return { exif, xmp: readXmp(exif.xmp), texts: NO_TEXTS };
}

async function pngSources(bytes: Uint8Array): Promise<PictureSources> {
  const { texts, exif } = readPngChunks(bytes);
  return { ...(await carriedSources(exif, texts.get(PNG_XMP) ?? '')), texts };
}

/** `tiff` is what EXIF calls its data: a TIFF without a picture. */
async function carriedSources(tiff: Uint8Array | null, xmp: string): Promise<PictureSources> {
  const exif = tiff === null || tiff.length === 0 ? NO_EXIF : await readExif(tiff);
  return { exif, xmp: readXmp(xmp === '' ? exif.xmp : xmp), texts: NO_TEXTS };
}

/** What a camera alone wrote is data: found by its words, and cheap to keep for ten thousand photographs. */
function extraction(words: PictureWords): Extraction {
  const isCaptioned = [words.title, words.description, words.keywords].some((text) => text !== '');
  const outline = new Outline({ dataLike: !isCaptioned });
  outline.title(words.title);
  for (const [name, value] of Object.entries(words)) if (name !== 'title') outline.field(name, value);
  const labelled = LABELS.map(([name, label]) => (words[name] === '' ? '' : label + words[name]));
  const lines = [words.title, words.description, ...labelled].filter((line) => line !== '');
  outline.block(cleanCharacters(lines.join('\n')));
  return outline.finish();
}
