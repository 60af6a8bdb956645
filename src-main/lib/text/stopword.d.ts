/** The package comes without types: lists of words in lower case, by the three letters of ISO 639-3. */
declare module 'stopword' {
  type Words = readonly string[];
  export const ara: Words, ces: Words, dan: Words, deu: Words, ell: Words, eng: Words, fin: Words, fra: Words;
  export const hun: Words, ita: Words, jpn: Words, kor: Words, nld: Words, nob: Words, pol: Words, por: Words;
  export const porBr: Words,
    ron: Words,
    rus: Words,
    spa: Words,
    swe: Words,
    tur: Words,
    ukr: Words,
    zho: Words;
}
