import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { hasRoomForWords, pictureSize } from '../../../src-main/files/picture-size.ts';
import { installedLanguages } from '../../../src-main/files/recognition-data.ts';
import { Recognition, type Bitmap } from '../../../src-main/files/recognise.ts';
import { noisyPage, pngOf, scannedPage, tiffOf } from '../../helpers/make-scan.ts';
import { WHALE_LINES, whaleShareOf } from '../../helpers/whale-page.ts';

function open(languages: readonly string[] = ['eng']): Recognition & Disposable {
  const recognition = new Recognition(languages);
  return Object.assign(recognition, { [Symbol.dispose]: () => recognition.close() });
}

/** Each language is loaded anew, which a busy machine takes its time for. */
describe('recognition', { timeout: 180_000 }, () => {
  it('reads a rendered page, a PNG and a TIFF of it, and leaves no file behind', async () => {
    using recognition = open();
    const page = await scannedPage(WHALE_LINES);
    const before = readdirSync('.');
    for (const picture of [page, pngOf(page), tiffOf(page)])
      expect(whaleShareOf(await recognition.read(picture))).toBeGreaterThanOrEqual(0.95);
    expect(readdirSync('.')).toEqual(before);
  });

  it('finds no words in noise', async () => {
    using recognition = open();
    expect(await recognition.read(noisyPage())).toBe('');
  });

  it('takes scattered letters for what they are, and a short line for text', async () => {
    using recognition = open();
    expect(await recognition.read(await scannedPage(['i  l  I  x', 'A  o', 'i  T  fi']))).toBe('');
    expect(await recognition.read(await scannedPage(['Total 84 crowns']))).toBe('Total 84 crowns');
  });

  it('reads the letters of another language once it is among those asked for', async () => {
    // Where the standard encoding of PDF has its sharp s.
    const page = await scannedPage(['Die Straße ist groß und weiß, der Fuß heiß.'.replaceAll('ß', '\xfb')]);
    using english = open();
    using both = open(['deu', 'eng']);
    expect(await english.read(page)).not.toContain('Straße');
    expect(await both.read(page)).toContain('Straße');
  });

  it('refuses what is no picture, is broken, or has too many pixels, and reads the next', async () => {
    using recognition = open();
    await expect(recognition.read(Buffer.from('words'))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    const page = await scannedPage(WHALE_LINES);
    const cut = pngOf(page).subarray(0, 60);
    await expect(recognition.read(cut)).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    const large: Bitmap = { width: 10_000, height: 10_000, grey: new Uint8Array() };
    await expect(recognition.read(large)).rejects.toMatchObject({ code: 'PICTURE_TOO_LARGE' });
    expect(whaleShareOf(await recognition.read(page))).toBeGreaterThanOrEqual(0.95);
  });

  it('knows which languages are installed', () => {
    expect(installedLanguages().slice(0, 3)).toEqual(['eng', 'deu', 'fra']);
  });
});

describe('the size of a picture', () => {
  const webp = (kind: string, place: number, size: readonly number[]): Buffer => {
    const file = Buffer.alloc(40);
    file.write('RIFF    WEBP', 'latin1');
    file.write(kind, 12, 'latin1');
    file.set(size, place);
    return file;
  };

  it.each([
    ['PNG', pngOf(noisyPage(300, 200))],
    ['TIFF', tiffOf(noisyPage(300, 200))],
    ['lossy WebP', webp('VP8 ', 26, [44, 1, 200, 0])],
    ['lossless WebP', webp('VP8L', 21, [0x2b, 0xc1, 0x31, 0])],
    ['extended WebP', webp('VP8X', 24, [43, 1, 0, 199, 0, 0])],
  ])('stands in the header of a %s', (_, file) => {
    expect(pictureSize(file)).toEqual({ width: 300, height: 200 });
  });

  it('is unknown of what is cut or something else', () => {
    for (const file of [Buffer.from('II*\0'), Buffer.from('II*\0\xff\xff\xff\xff'), webp('VP9 ', 26, [])])
      expect(pictureSize(file)).toBeNull();
  });

  it('says whether words have room', () => {
    expect(hasRoomForWords({ width: 128, height: 128 })).toBe(false);
    expect(hasRoomForWords({ width: 4_000, height: 16 })).toBe(false);
    expect(hasRoomForWords({ width: 640, height: 60 })).toBe(true);
    expect(hasRoomForWords({ width: 9_000, height: 6_000 })).toBe(false);
  });
});
