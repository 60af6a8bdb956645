import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';

import { decodeText } from '../../../src-main/files/encoding.ts';

const GERMAN = 'Die Brücke über den Fluß wurde größer als geplant; die Straßenbahn fährt später. '.repeat(4);
const RUSSIAN =
  'Каждый охотник желает знать, где сидит фазан. Мосты через реку были построены давно. '.repeat(4);
const JAPANESE =
  '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で。'.repeat(
    4,
  );
const CHINESE = '学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？'.repeat(4);

describe('decodeText', () => {
  it.each([
    ['utf-8', GERMAN],
    ['windows-1252', GERMAN],
    ['iso-8859-1', GERMAN],
    ['koi8-r', RUSSIAN],
    ['windows-1251', RUSSIAN],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', CHINESE],
    ['utf-16le', GERMAN],
    ['utf-16be', GERMAN],
  ])('reads %s without a mark', (encoding, text) => {
    expect(decodeText(encode(text, encoding))).toBe(text);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('reads %s by its mark', (encoding) => {
    const decoded = decodeText(encode(RUSSIAN, encoding, { addBOM: true }));
    expect(decoded.replace(/^\ufeff/, '')).toBe(RUSSIAN);
  });

  it('keeps the curly quotes of Windows', () => {
    expect(decodeText(encode('“Nein”, sagte er – und ging. Größe zählt.', 'windows-1252'))).toContain(
      '“Nein”',
    );
  });

  it('takes the encoding a page declares, where the bytes allow it', () => {
    expect(decodeText(encode('Zażółć', 'iso-8859-2'), 'iso-8859-2')).toBe('Zażółć');
    expect(decodeText(encode('Zażółć', 'utf-8'), 'iso-8859-2')).toBe('Zażółć');
    expect(decodeText(encode('Größe', 'windows-1252'), 'no-such-code')).toBe('Größe');
  });

  it('stays with UTF-8 where a byte is damaged', () => {
    const bytes = Buffer.from(RUSSIAN);
    bytes[101] = 0xff;
    expect(decodeText(bytes)).toContain('охотник');
  });
});
