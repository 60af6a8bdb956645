/** Primary language numbers of Windows and the code page of their 8-bit text. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  0x01: 'cp1256',
  0x04: 'cp936',
  0x05: 'cp1250',
  0x08: 'cp1253',
  0x0d: 'cp1255',
  0x0e: 'cp1250',
  0x11: 'cp932',
  0x12: 'cp949',
  0x15: 'cp1250',
  0x18: 'cp1250',
  0x19: 'cp1251',
  0x1a: 'cp1250',
  0x1b: 'cp1250',
  0x1e: 'cp874',
  0x1f: 'cp1254',
  0x22: 'cp1251',
  0x24: 'cp1250',
};

/** Taiwan, Hong Kong, Macao. */
const TRADITIONAL_CHINESE: ReadonlySet<number> = new Set([0x0404, 0x0c04, 0x1404]);
/** The bits of a language's number that do not name a country. */
const PRIMARY = 0x3ff;

/** The encoding of 8-bit text of a language, by Windows' number for it; null for western and unknown ones. */
export function encodingOfLanguage(language: number): string | null {
  if (TRADITIONAL_CHINESE.has(language)) return 'cp950';
  return CODE_PAGES[language & PRIMARY] ?? null;
}
