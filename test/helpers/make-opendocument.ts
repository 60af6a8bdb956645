import { makeZip } from './make-zip.ts';

type Kind = 'text' | 'spreadsheet' | 'presentation' | 'graphics';

/** An OpenDocument whose body is written by hand, with further parts. */
export function makeOpenDocument(
  kind: Kind,
  body: string,
  parts: Readonly<Record<string, string>> = {},
): Uint8Array {
  return makeZip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<office:document-content>${STYLES}${openBody(kind, body)}</office:document-content>`,
    ...parts,
  });
}

/** The same as one XML file. */
export function makeFlatOpenDocument(kind: Kind, body: string, meta = ''): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><office:document office:mimetype="application/vnd.oasis.opendocument.${kind}">` +
    `<office:meta>${meta}</office:meta>${STYLES}${openBody(kind, body)}</office:document>`
  );
}

/** P1 is the title's style by another name. */
const STYLES =
  '<office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/></office:automatic-styles>';

function openBody(kind: Kind, body: string): string {
  const element = kind === 'graphics' ? 'drawing' : kind;
  return `<office:body><office:${element}>${body}</office:${element}></office:body>`;
}
