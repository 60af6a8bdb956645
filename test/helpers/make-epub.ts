import { makeZip } from './make-zip.ts';

/** A book of pages by file name, in the order they are read; `contents` is its EPUB 3 table of contents. */
export function makeEpub(
  pages: Readonly<Record<string, string>>,
  contents = '',
  parts: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names = Object.keys(pages);
  const items = names.map(
    (name) => `<item id="${name}" href="text/${name}" media-type="application/xhtml+xml"/>`,
  );
  return makeZip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    'OEBPS/book.opf':
      '<package><metadata><dc:title>On Whales</dc:title><dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator></metadata>' +
      `<manifest><item id="nav" href="nav.xhtml" properties="nav"/>${items.join('')}</manifest>` +
      `<spine>${names.map((name) => `<itemref idref="${name}"/>`).join('')}</spine></package>`,
    'OEBPS/nav.xhtml': `<html><nav><ol>${contents}</ol></nav></html>`,
    ...Object.fromEntries(
      names.map((name) => [
        `OEBPS/text/${name}`,
        `<html xmlns="http://www.w3.org/1999/xhtml"><body>${pages[name]}</body></html>`,
      ]),
    ),
    ...parts,
  });
}
