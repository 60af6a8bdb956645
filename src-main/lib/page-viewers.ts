import type { Viewer } from './desktop.ts';

/** Programs that open a PDF at a page, by what a desktop calls them, and how each is told. */
const VIEWERS: readonly (readonly [called: RegExp, name: string, told: (page: string) => string[]])[] = [
  [/evince/i, 'evince', (page) => [`--page-index=${page}`]],
  [/okular/i, 'okular', (page) => ['--page', page]],
  [/zathura/i, 'zathura', (page) => [`--page=${page}`]],
  [/xreader/i, 'xreader', (page) => [`--page-index=${page}`]],
  [/atril/i, 'atril', (page) => [`--page-index=${page}`]],
  [/sumatra/i, 'SumatraPDF', (page) => ['-page', page]],
];

/** The same program, told which page; null where none is known that takes it. */
export function atPage(program: string, page: number): Viewer | null {
  const known = VIEWERS.find(([called]) => called.test(program));
  if (known === undefined) return null;
  const [, name, told] = known;
  return { name, arguments: told(String(page)) };
}
