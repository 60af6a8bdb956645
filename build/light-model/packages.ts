import type { TextForm } from './read-text.ts';

/**
 * The open text the light embedder learns from. Dictionaries teach rare words; manuals, essays and sayings teach running
 * text. `share` is the part of the snippets that a package gives as long as it has enough text.
 */
export interface SourcePackage {
  readonly name: string;
  readonly licence: string;
  readonly share: number;
  /** Which files of the unpacked package hold English text, and in what form. */
  readonly pattern: RegExp;
  readonly form: TextForm;
}

export const SOURCE_PACKAGES: readonly SourcePackage[] = [
  {
    name: 'wordnet-base',
    licence: 'WordNet-3.0',
    share: 28,
    pattern: /wordnet\/data\.(noun|verb|adj|adv)$/,
    form: 'wordnet',
  },
  {
    name: 'dict-gcide',
    licence: 'GPL-2.0-or-later',
    share: 20,
    pattern: /gcide\.dict\.dz$/,
    form: 'dictionary',
  },
  {
    name: 'dict-foldoc',
    licence: 'GFDL-1.1-or-later',
    share: 10,
    pattern: /foldoc\.dict\.dz$/,
    form: 'dictionary',
  },
  {
    name: 'dict-jargon',
    licence: 'public domain',
    share: 4,
    pattern: /jargon\.dict\.dz$/,
    form: 'dictionary',
  },
  {
    name: 'debian-handbook',
    licence: 'GPL-2.0-or-later OR CC-BY-SA-3.0',
    share: 6,
    pattern: /html\/en-US\/[^/]+\.html$/,
    form: 'html',
  },
  {
    name: 'debian-reference-en',
    licence: 'GPL-2.0-or-later',
    share: 3,
    pattern: /ch\d+\.en\.html$/,
    form: 'html',
  },
  {
    name: 'developers-reference',
    licence: 'GPL-2.0-or-later',
    share: 2,
    pattern: /_sources\/[^/]+\.rst\.txt$/,
    form: 'plain',
  },
  {
    name: 'python3.11-doc',
    licence: 'PSF-2.0',
    share: 9,
    pattern: /html\/(tutorial|howto|library|faq|using)\/[^/]+\.html$/,
    form: 'html',
  },
  { name: 'anarchism', licence: 'GPL-2.0-only', share: 10, pattern: /html\/[^/]+\.html$/, form: 'html' },
  {
    name: 'miscfiles',
    licence: 'GPL-2.0-or-later AND public domain',
    share: 1,
    pattern: /share\/state\/us-[^/]+\.gz$/,
    form: 'plain',
  },
  // Without `definitions`: most of it is Bierce's Devil's Dictionary, a book people may search for and tests do.
  {
    name: 'fortunes',
    licence: 'BSD-4-Clause (collection)',
    share: 4,
    pattern: /games\/fortunes\/(?!definitions)[a-z-]+$/,
    form: 'fortunes',
  },
  {
    name: 'manpages',
    licence: 'Linux-man-pages-copyleft AND GPL-2.0-or-later',
    share: 3,
    pattern: /man\/man\d\/[^/]+\.gz$/,
    form: 'manual',
  },
];
