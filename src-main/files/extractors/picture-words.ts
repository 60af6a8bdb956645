import { oneLine } from '../normalise.ts';
import type { ExifData } from './exif.ts';
import type { XmpProperties } from './xmp.ts';

/** Where the words of a picture stand: each kind of file has one or more of these. */
export interface PictureSources {
  readonly exif: ExifData;
  readonly xmp: XmpProperties;
  /** PNG's texts by keyword. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What people wrote about a picture and what the camera did, '' where nothing is known. */
export interface PictureWords {
  readonly title: string;
  readonly description: string;
  readonly keywords: string;
  readonly artist: string;
  readonly copyright: string;
  readonly place: string;
  readonly camera: string;
  readonly taken: string;
}

/** The same words stand in a picture up to four times: XMP is the youngest and says its encoding, so it comes first. */
export function pictureWords(sources: PictureSources): PictureWords {
  const { exif, xmp, texts } = sources;
  const of = (...names: readonly string[]): string[] => names.flatMap((name) => namedValues(sources, name));
  const titles = distinct(of('xmp title', 'iptc ObjectName', 'iptc Headline', 'exif XPTitle', 'png Title'));
  const headlines = distinct([...of('xmp Headline', 'exif XPSubject'), ...titles.slice(1)]);
  const descriptions = of(
    'xmp description',
    'iptc Caption',
    'exif ImageDescription',
    'xmp UserComment',
    'exif UserComment',
    'exif XPComment',
    'png Description',
    'png Comment',
    'png parameters',
  );
  return {
    title: titles[0] ?? '',
    description: distinct([...headlines, ...descriptions]).join('\n'),
    keywords: distinct(keywordsOf(sources)).join(', '),
    artist: distinct(of('xmp creator', 'iptc Byline', 'exif Artist', 'exif XPAuthor', 'png Author')).join(
      ', ',
    ),
    copyright: distinct(of('xmp rights', 'iptc CopyrightNotice', 'exif Copyright', 'png Copyright')).join(
      '; ',
    ),
    place: placeOf(sources),
    camera: cameraOf(of('exif Make', 'xmp Make')[0] ?? '', of('exif Model', 'xmp Model')[0] ?? ''),
    taken: dateWords(
      exif.tags.get('DateTimeOriginal') ??
        exif.tags.get('CreateDate') ??
        xmp.get('DateTimeOriginal')?.[0] ??
        xmp.get('DateCreated')?.[0] ??
        texts.get('Creation Time') ??
        '',
    ),
  };
}

/** `name` is the source and its own name of the property. */
function namedValues({ exif, xmp, texts }: PictureSources, name: string): readonly string[] {
  const [source, property] = name.split(' ');
  if (property === undefined) return [];
  if (source === 'xmp') return xmp.get(property) ?? [];
  if (source === 'iptc') return exif.captions.get(property) ?? [];
  return [(source === 'exif' ? exif.tags : texts).get(property) ?? ''];
}

/** Values that say something, once each; what cameras write into every picture says nothing. */
function distinct(values: readonly string[]): string[] {
  const said = values.map((value) => value.trim()).filter((value) => /[\p{L}\p{N}]/u.test(value));
  return [...new Set(said)].filter((value) => !CAMERA_FILLING.test(value));
}

const CAMERA_FILLING =
  /^(?:OLYMPUS DIGITAL CAMERA|SONY DSC|MINOLTA DIGITAL CAMERA|KONICA MINOLTA DIGITAL CAMERA|SAMSUNG|DCIM|Picture|Default|x-default|DIGITAL CAMERA|Exif_JPEG_PICTURE|binary comment|screenshot|untitled)$/i;

/** Programs of albums write a path of keywords (Places|France|Paris, or with slashes). */
function keywordsOf(sources: PictureSources): string[] {
  const lists = ['exif XPKeywords', 'png Keywords'].flatMap((name) => namedValues(sources, name));
  const single = ['xmp subject', 'iptc Keywords', 'xmp TagsList', 'xmp PersonInImage', 'xmp Name'];
  return [
    ...single.flatMap((name) => namedValues(sources, name)).flatMap((path) => path.split(/[|/]/)),
    ...lists.flatMap((list) => list.split(/[;,]/)),
  ];
}

function placeOf(sources: PictureSources): string {
  const named = [
    'xmp Location',
    'iptc Sublocation',
    'xmp Sublocation',
    'xmp LocationName',
    'xmp City',
    'iptc City',
    'xmp State',
    'iptc State',
    'xmp Country',
    'iptc Country',
    'xmp CountryName',
  ];
  const names = distinct(named.flatMap((name) => namedValues(sources, name)));
  const { position } = sources.exif;
  if (position === null) return names.join(', ');
  const { latitude, longitude } = position;
  const degrees =
    `${Math.abs(latitude).toFixed(4)} degrees ${latitude < 0 ? 'south' : 'north'}, ` +
    `${Math.abs(longitude).toFixed(4)} degrees ${longitude < 0 ? 'west' : 'east'}`;
  return [...names, degrees].join(', ');
}

/** Most models repeat their maker: "Canon Canon EOS 5D". */
function cameraOf(maker: string, model: string): string {
  const [firm, type] = [oneLine(maker), oneLine(model)];
  const first = firm.split(' ', 1)[0] ?? '';
  return type.toLowerCase().startsWith(first.toLowerCase()) ? type : `${firm} ${type}`.trim();
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** EXIF (2019:05:12 14:03:00) and XMP (2019-05-12T14:03:00+02:00) as people say it; '' where it is no date. */
function dateWords(date: string): string {
  const [, year, month = '', day = '', hours, minutes] =
    /^(\d{4})[:-](\d\d)(?:[:-](\d\d))?(?:[T ](\d\d):(\d\d))?/.exec(date.trim()) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined || year === '0000') return '';
  const calendar = `${day === '' ? '' : `${Number(day)} `}${name} ${year}`;
  return hours === undefined ? calendar : `${calendar}, ${hours}:${minutes}`;
}
