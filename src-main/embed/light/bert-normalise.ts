/** Dropped: NUL, the replacement character, controls but tab and line ends, formats, private use, lone surrogates. */
const DROPPED = /[\0\u{fffd}]|(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
/** Chinese, Japanese and Korean ideographs of the basic plane, each a word of its own. */
const IDEOGRAPHS = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;
/** Words, or one sign of punctuation; BERT counts every printable ASCII sign as punctuation. */
const WORDS = /[^\s\p{P}!-/:-@[-`{-~]+|[\p{P}!-/:-@[-`{-~]/gu;

/**
 * What BertNormalizer and BertPreTokenizer do (Devlin et al., BERT, 2018: tokenization.py): drop controls, part ideographs,
 * lower the case, take the accents off, split at blanks and punctuation.
 */
export function bertWords(text: string): readonly string[] {
  const parted = text.replace(DROPPED, '').replace(IDEOGRAPHS, ' $& ');
  const plain = parted
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  return plain.match(WORDS) ?? [];
}
