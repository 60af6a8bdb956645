export interface PdfContent {
  /** Lines of text by page. */
  readonly pages: readonly (readonly string[])[];
  readonly title?: string;
  /** Title and zero-based page. */
  readonly bookmarks?: readonly (readonly [title: string, page: number])[];
  /** Values of form fields, and notes, on every page with text. */
  readonly fields?: readonly string[];
  readonly notes?: readonly string[];
  /** Pages at the end that show a picture alone. */
  readonly pictures?: number;
  /** Pages behind those, each filled by one picture; sizes in points. */
  readonly scans?: readonly PdfScan[];
}

interface PdfScan {
  readonly size: readonly [width: string, height: string];
  readonly entries: string;
  readonly data: string;
}

const PICTURE = 'q 300 0 0 300 50 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q';

/** A PDF of a few objects, written as the format's own description does it. */
export function makePdf(content: PdfContent): Uint8Array {
  const { pages, title = '', bookmarks = [], pictures = 0, scans = [] } = content;
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const [catalog, tree, font] = [add(''), add(''), add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')];
  const resources = `/Resources<</Font<</F1 ${font} 0 R>>>>`;
  const addStream = (stream: string, entries = ''): number =>
    add(`<<${entries}/Length ${stream.length}>>stream\n${stream}\nendstream`);
  const annotations = annotationsOf(content, (value) =>
    addStream(textStream([value], '2 4'), `/Type/XObject/Subtype/Form/BBox[0 0 200 20]${resources}`),
  );
  const addPage = (stream: string, { shown = resources, size = '595 842' } = {}): number =>
    add(
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${size}]/Contents ${addStream(stream)} 0 R${shown}/Annots[${annotations}]>>`,
    );
  const pageNumbers = pages.map((lines) => addPage(textStream(lines, '50 780')));
  for (let order = 0; order < pictures; order++) pageNumbers.push(addPage(PICTURE));
  for (const { size, entries, data } of scans) {
    const shown = `/Resources<</XObject<</S ${addStream(data, entries)} 0 R>>>>`;
    const [width, height] = size;
    pageNumbers.push(addPage(`q ${width} 0 0 ${height} 0 0 cm /S Do Q`, { shown, size: size.join(' ') }));
  }
  objects[tree - 1] =
    `<</Type/Pages/Count ${pageNumbers.length}/Kids[${pageNumbers.map((page) => `${page} 0 R`).join(' ')}]>>`;
  const outlines =
    bookmarks.length === 0 ? '' : `/Outlines ${addBookmarks(bookmarks, pageNumbers, objects)} 0 R`;
  objects[catalog - 1] = `<</Type/Catalog/Pages ${tree} 0 R${outlines}>>`;
  const info = add(`<</Title(${title})>>`);
  return assemble(objects, { catalog, info });
}

function textStream(lines: readonly string[], start: string): string {
  const text = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj T*`).join('\n');
  return `BT /F1 11 Tf 14 TL ${start} Td\n${text}\nET`;
}

function annotationsOf(
  { fields = [], notes = [] }: PdfContent,
  addAppearance: (value: string) => number,
): string {
  const written = fields.map(
    (value, order) =>
      `<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T(f${order})/V(${value})/Rect[50 ${600 - order * 30} 250 ${620 - order * 30}]/AP<</N ${addAppearance(value)} 0 R>>>>`,
  );
  const noted = notes.map((note) => `<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(${note})>>`);
  return [...written, ...noted].join('');
}

function addBookmarks(
  bookmarks: readonly (readonly [title: string, page: number])[],
  pages: readonly number[],
  objects: string[],
): number {
  const root = objects.push('');
  const first = root + 1;
  const last = root + bookmarks.length;
  for (const [order, [title, page]] of bookmarks.entries()) {
    const next = first + order < last ? `/Next ${first + order + 1} 0 R` : '';
    objects.push(`<</Title(${title})/Parent ${root} 0 R/Dest[${pages[page]} 0 R/Fit]${next}>>`);
  }
  objects[root - 1] = `<</Type/Outlines/First ${first} 0 R/Last ${last} 0 R/Count ${bookmarks.length}>>`;
  return root;
}

function assemble(
  objects: readonly string[],
  { catalog, info }: { catalog: number; info: number },
): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, order) => {
    const offset = file.length;
    file += `${order + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer<</Size ${objects.length + 1}/Root ${catalog} 0 R/Info ${info} 0 R>>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}
