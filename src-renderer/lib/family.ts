/** Formats as the engine names them, by what a person would call them. */
const FAMILIES = {
  pdf: ['pdf', 'postscript', 'djvu', 'xps'],
  word: ['docx', 'word', 'rtf', 'opendocument-text', 'pages', 'epub', 'fictionbook', 'vsdx'],
  note: ['markdown', 'org', 'asciidoc', 'restructuredtext', 'latex', 'wiki'],
  page: ['html', 'web-archive'],
  table: ['csv', 'excel', 'opendocument-sheet', 'numbers', 'contacts', 'calendar'],
  mail: ['mail', 'mailbox', 'outlook-mail', 'tnef'],
  code: ['source-code', 'notebook', 'json', 'yaml', 'xml', 'settings', 'log'],
  picture: ['png', 'jpeg', 'gif', 'tiff', 'webp', 'heif', 'svg', 'picture', 'opendocument-drawing'],
  archive: ['archive', 'packed'],
} as const;

export type Family = keyof typeof FAMILIES | 'text';

/** What kind of thing a format is, for its icon and its type of letters. */
export function family(format: string): Family {
  for (const [name, formats] of Object.entries(FAMILIES) as [keyof typeof FAMILIES, readonly string[]][]) {
    if (formats.includes(format)) return name;
  }
  return 'text';
}

/** How a text is set: as prose, as lines of code by their numbers, as rows and cells. */
export type TextKind = 'prose' | 'code' | 'table';

const SHEETS: ReadonlySet<string> = new Set(['csv', 'excel', 'opendocument-sheet', 'numbers']);

export function textKind(format: string): TextKind {
  if (SHEETS.has(format)) return 'table';
  return family(format) === 'code' ? 'code' : 'prose';
}
