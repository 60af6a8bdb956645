/** Elements that stand on lines of their own; all others run within a line. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p pre ' +
    'search section select summary table tbody td textarea tfoot th thead title tr ul'
  ).split(' '),
);

/** Elements whose content nobody reads. */
export const SILENT_TAGS: ReadonlySet<string> = new Set(
  'script style noscript template iframe object audio video canvas annotation annotation-xml'.split(' '),
);

export const LIST_TAGS: ReadonlySet<string> = new Set(['ul', 'ol', 'dl', 'menu', 'dir']);

/** Verbatim: blanks and line ends are kept. */
export const VERBATIM_TAGS: ReadonlySet<string> = new Set(['pre', 'textarea', 'listing', 'xmp', 'plaintext']);

/** Names of `<meta>` that people wrote for readers. */
export const META_FIELDS: ReadonlySet<string> = new Set([
  'author',
  'description',
  'keywords',
  'dc.creator',
  'dc.subject',
]);

/** 1 to 6 for h1 to h6, else 0. */
export function headingLevel(tag: string): number {
  return tag.length === 2 && tag.startsWith('h') && tag > 'h0' && tag < 'h7' ? Number(tag.charAt(1)) : 0;
}

/** A note's mark would grow onto the word before it: a raised link, or one that books declare as such. */
export function isNoteMark(
  tag: string,
  outer: string,
  attributes: Readonly<Record<string, string>>,
): boolean {
  if (tag === 'sup') return outer === 'a';
  if (tag !== 'a') return false;
  return outer === 'sup' || /noteref/.test(`${attributes['epub:type'] ?? ''} ${attributes['role'] ?? ''}`);
}

export function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  if (attributes['hidden'] !== undefined) return attributes['hidden'] !== 'until-found';
  const style = attributes['style'];
  return style !== undefined && /display\s*:\s*none/i.test(style);
}
