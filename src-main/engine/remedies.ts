import type { Settings } from '../contract/index.ts';
import { REASONS } from '../files/reasons.ts';

/** What helps against failures of reading that are not the file's own. */
const OTHERS: Readonly<Record<string, string>> = {
  READING_TOO_LONG: 'It is found by its name; look again to try once more.',
  READING_TOO_LARGE: 'It is found by its name; a smaller file can be read.',
  READER_ENDED: 'The file may be damaged; it is found by its name. Look again to try once more.',
};

/** Files read by an earlier Inkling may have a code that another one took the place of. */
export function presentCode(stored: string): string {
  return stored === 'PDF_PASSWORD' ? 'DOCUMENT_PASSWORD' : stored;
}

/** What helps where a file has this code. */
export function remedyFor(code: string): string {
  const known: Readonly<Record<string, { readonly remedy: string }>> = REASONS;
  return known[code]?.remedy ?? OTHERS[code] ?? 'It is found by its name; look again to try once more.';
}

/** What helps where the words stand in pictures that nobody has looked at. */
export function remedyOfPictures(setting: Settings['recognition']): string {
  if (setting === 'off') return REASONS.PDF_NO_TEXT.remedy;
  const when = setting === 'on' ? 'soon' : 'when nothing else is to do';
  return `Inkling will look for words in its pictures ${when}; until then it is found by its name.`;
}
