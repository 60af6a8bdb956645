import type { IAudioMetadata } from 'music-metadata';

import type { Extraction, Extractor } from '../extraction.ts';
import { cleanCharacters, oneLine } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { failure } from '../reasons.ts';

/** Lyrics and notes of a whole opera take less. */
const TEXT_LIMIT = 200_000;
const CHAPTER_LIMIT = 2000;

/** Sound and films are found by what their tags say, and by their lyrics and chapters. */
export const soundExtractors: readonly Extractor[] = [soundExtractor('audio'), soundExtractor('video')];

function soundExtractor(format: string): Extractor {
  return {
    format,
    async extract(bytes: Uint8Array, name: string): Promise<Extraction> {
      return extraction(await readTags(bytes, name));
    },
  };
}

async function readTags(bytes: Uint8Array, path: string): Promise<IAudioMetadata> {
  // Loaded by need: it takes 50 ms, a sixth of the time in which a process that reads files starts.
  const { parseBuffer } = await import('music-metadata');
  const options = { skipCovers: true, duration: false, includeChapters: true };
  try {
    return await parseBuffer(bytes, { size: bytes.length }, options);
  } catch {
    // Sound without a header is told by its name only.
    return await parseBuffer(bytes, { size: bytes.length, path }, options);
  }
}

function extraction({ common, format }: IAudioMetadata): Extraction {
  if (format.container === undefined && common.title === undefined) throw failure('FILE_BROKEN');
  const outline = new Outline({ isTitledByHeading: false });
  outline.title(common.title ?? '');
  const fields = fieldsOf(common).filter(([, value]) => value !== '');
  for (const [name, value] of fields) outline.field(name, value);
  const labelled = fields.map(([name, value]) => `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${value}`);
  if (common.title !== undefined || fields.length > 0)
    outline.block(clean([common.title ?? '', ...labelled].join('\n')));
  addSection('Chapters', chaptersOf(format), outline);
  addSection('Lyrics', lyricsOf(common), outline);
  return outline.finish();
}

function addSection(heading: string, text: string, outline: Outline): void {
  if (text.trim() === '') return;
  outline.heading(1, heading);
  for (const verse of text.split(/\n\s*\n/)) outline.block(verse);
}

/** In the order people ask for them. */
function fieldsOf(common: IAudioMetadata['common']): [name: string, value: string][] {
  return [
    ['artist', distinct([common.artist, ...(common.artists ?? []), common.albumartist])],
    ['album', distinct([common.album])],
    ['series', distinct([common.tvShow])],
    ['composer', distinct(common.composer ?? [])],
    ['genre', distinct(common.genre ?? [])],
    ['year', distinct([String(common.year ?? common.originalyear ?? '')])],
    [
      'description',
      lines([...(common.subtitle ?? []), ...(common.description ?? []), common.longDescription]),
    ],
    ['comment', lines((common.comment ?? []).map(commentText))],
    ['keywords', distinct(common.keywords ?? [])],
    ['copyright', distinct([common.copyright])],
  ];
}

/** Programs keep numbers of their own among the comments (iTunNORM, Songs-DB). */
function commentText({ descriptor = '', text = '' }: { descriptor?: string; text?: string }): string {
  return /^(?:iTun|Songs-DB|ID3v1 Comment)/.test(descriptor) || /^[\s\da-fA-F]+$/.test(text) ? '' : text;
}

function chaptersOf(format: IAudioMetadata['format']): string {
  const titles = (format.chapters ?? []).slice(0, CHAPTER_LIMIT).map(({ title }) => oneLine(title));
  return clean(titles.join('\n'));
}

/** Timed lyrics may stand there beside plain ones. */
function lyricsOf(common: IAudioMetadata['common']): string {
  const texts = (common.lyrics ?? []).map(
    ({ text, syncText }) => text ?? syncText.map((line) => line.text).join('\n'),
  );
  return clean([...new Set(texts)].join('\n\n'));
}

function distinct(values: readonly (string | undefined)[]): string {
  return [...new Set(values.map((value) => oneLine(value ?? '')))].filter((value) => value !== '').join(', ');
}

function lines(values: readonly (string | undefined)[]): string {
  return [...new Set(values.map((value) => (value ?? '').trim()))].filter((value) => value !== '').join('\n');
}

function clean(text: string): string {
  return cleanCharacters(text.slice(0, TEXT_LIMIT));
}
