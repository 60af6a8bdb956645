import { counted, languageName } from './format.ts';

/** Languages named one by one. */
const MOST_NAMED = 4;

/** ["de", "fr"] → "German and French"; more than a few are counted. */
export function languageWords(codes: readonly string[]): string {
  if (codes.length === 0) return 'Languages not known';
  if (codes.length > MOST_NAMED) return counted(codes.length, 'language');
  return new Intl.ListFormat('en-GB').format(codes.map(languageName));
}
