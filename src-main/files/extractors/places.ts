import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters, oneLine } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';
import { readHtml } from './html.ts';
import { readXmlPart } from './xml-events.ts';
import { isZip, unzipParts } from './zip.ts';

/** Elements of KML and GPX that are a place, a way or a folder of them. */
const PLACES: ReadonlySet<string> = new Set([
  'Document',
  'Folder',
  'Placemark',
  'wpt',
  'rte',
  'trk',
  'metadata',
]);
const WORDS: ReadonlySet<string> = new Set([
  'description',
  'desc',
  'cmt',
  'address',
  'phoneNumber',
  'value',
  'keywords',
]);
/** Points of a way, and how things look: no words. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'trkseg',
  'Style',
  'StyleMap',
  'coordinates',
  'LookAt',
  'Schema',
]);
const DEEPEST = 6;

/** Maps of places and ways (KML, KMZ, GPX): the name of each place over what is said of it. */
export const placesExtractor: Extractor = {
  format: 'places',
  extract(bytes: Uint8Array): Extraction {
    const maps = isZip(bytes) ? [...unzipParts(bytes, (name) => /\.kml$/i.test(name)).values()] : [bytes];
    if (maps.length === 0) throw failure('FILE_BROKEN');
    const outline = new Outline();
    for (const map of maps) readPlaces(map, outline);
    return outline.finish();
  },
};

function readPlaces(map: Uint8Array, outline: Outline): void {
  let depth = 0;
  let text = '';
  readXmlPart(map, {
    leavesOut: (name) => LEFT_OUT.has(name),
    open: (name) => {
      if (PLACES.has(name)) outline.closeHeadings(Math.min(++depth, DEEPEST));
      text = '';
    },
    text: (words) => {
      text += words;
    },
    close: (name) => {
      if (PLACES.has(name)) depth--;
      else if (name === 'name') outline.heading(Math.max(Math.min(depth, DEEPEST), 1), oneLine(text));
      else if (WORDS.has(name)) readHtml(cleanCharacters(text), outline);
      text = '';
    },
  });
  outline.closeHeadings();
}
