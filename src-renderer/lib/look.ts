/** What of a document can be looked at but its text: its pages, or itself where it is a picture. */
export type Look = 'pages' | 'picture' | 'text';

/** Formats as the engine names them that a browser shows by itself; a drawing that is a document is not among them. */
const SHOWN_PICTURES: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp', 'gif']);

export function lookOf(format: string): Look {
  if (format === 'pdf') return 'pages';
  return SHOWN_PICTURES.has(format) ? 'picture' : 'text';
}
