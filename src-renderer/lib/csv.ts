/** Rows as a spreadsheet program reads them. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text of a document's own: kept from being taken for a formula. */
export function plainCell(text: string): string {
  return /^[=+\-@\t]/.test(text) ? `'${text}` : text;
}
