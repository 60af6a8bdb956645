import type { TextForm } from './read-text.ts'

/**
 * The open text the light embedder learns from. Dictionaries teach rare words, manuals and essays teach running text.
 * `share` is the part of the snippets a package gives as long as it has enough paragraphs.
 */
export interface SourcePackage {
  readonly name: string
  readonly licence: string
  readonly share: number
  /** Files of the unpacked package that hold English text, and how to read them. */
  readonly files: readonly { readonly pattern: RegExp; readonly form: TextForm }[]
}

export const SOURCE_PACKAGES: readonly SourcePackage[] = [
  { name: 'wordnet-base', licence: 'WordNet-3.0', share: 30, files: [{ pattern: /wordnet\/data\.(noun|verb|adj|adv)$/, form: 'wordnet' }] },
  { name: 'dict-gcide', licence: 'GPL-2.0-or-later', share: 22, files: [{ pattern: /gcide\.dict\.dz$/, form: 'dictionary' }] },
  { name: 'dict-foldoc', licence: 'GFDL-1.1-or-later', share: 10, files: [{ pattern: /foldoc\.dict\.dz$/, form: 'dictionary' }] },
  { name: 'dict-jargon', licence: 'public domain', share: 3, files: [{ pattern: /jargon\.dict\.dz$/, form: 'dictionary' }] },
  { name: 'debian-handbook', licence: 'GPL-2.0-or-later OR CC-BY-SA-3.0', share: 6, files: [{ pattern: /html\/en-US\/[^/]+\.html$/, form: 'html' }] },
  { name: 'debian-reference-en', licence: 'GPL-2.0-or-later', share: 3, files: [{ pattern: /ch\d+\.en\.html$/, form: 'html' }] },
  { name: 'developers-reference', licence: 'GPL-2.0-or-later', share: 2, files: [{ pattern: /_sources\/.*\.rst\.txt$/, form: 'plain' }] },
  { name: 'python3.11-doc', licence: 'PSF-2.0', share: 8, files: [{ pattern: /html\/(tutorial|howto|library|reference|faq|using)\/[^/]+\.html$/, form: 'html' }] },
  { name: 'anarchism', licence: 'GFDL-1.1-or-later OR GPL-2.0', share: 8, files: [{ pattern: /html\/.*\.html$/, form: 'html' }] },
  { name: 'miscfiles', licence: 'GPL-2.0-or-later AND public domain', share: 1, files: [{ pattern: /share\/(misc|state|doc)\/.*(inc|GNU-manifesto|na\.phone|airport|mailinglists|abbrevs\.talk|birthtoken|languages|country|jargon|constitution|hosts)[^/]*$/, form: 'plain' }] },
  { name: 'fortunes', licence: 'BSD-4-Clause (collection), quotations', share: 4, files: [{ pattern: /games\/fortunes\/[a-z-]+$/, form: 'fortunes' }] },
  { name: 'manpages', licence: 'Linux-man-pages-copyleft AND GPL-2.0-or-later', share: 3, files: [{ pattern: /man\/man\d\/[^/]+\.gz$/, form: 'manual' }] },
]
