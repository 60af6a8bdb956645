import {
  ara,
  ces,
  dan,
  deu,
  ell,
  eng,
  fin,
  fra,
  hun,
  ita,
  jpn,
  kor,
  nld,
  nob,
  pol,
  por,
  porBr,
  ron,
  rus,
  spa,
  swe,
  tur,
  ukr,
  zho,
} from 'stopword';

const ENGLISH = 'en';
/** By the code that languages of documents are told by. */
const LISTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ar', ara],
  ['cs', ces],
  ['da', dan],
  ['de', deu],
  ['el', ell],
  [ENGLISH, eng],
  ['fi', fin],
  ['fr', fra],
  ['hu', hun],
  ['it', ita],
  ['ja', jpn],
  ['ko', kor],
  ['nl', nld],
  ['no', nob],
  ['pl', pol],
  ['pt', [...por, ...porBr]],
  ['ro', ron],
  ['ru', rus],
  ['es', spa],
  ['sv', swe],
  ['tr', tur],
  ['uk', ukr],
  ['zh', zho],
]);
const sets = new Map<string, ReadonlySet<string>>();

/** Words in lower case that hold sentences of a language together; those of English where it is not told. */
export function functionWords(language: string): ReadonlySet<string> {
  const known = sets.get(language);
  if (known !== undefined) return known;
  const words = new Set(LISTS.get(language) ?? LISTS.get(ENGLISH));
  sets.set(language, words);
  return words;
}
