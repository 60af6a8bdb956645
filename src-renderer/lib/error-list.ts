import type { FileError } from '../api/types.ts';

/** Every path is absolute, so no cell can begin a formula of a spreadsheet program. */
export function errorsAsCsv(errors: readonly FileError[]): string {
  const rows = errors.map(({ path, code, cause, remedy }) => [path, code, cause, remedy]);
  return (
    [['path', 'code', 'cause', 'remedy'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
  );
}

export function errorsAsJson(errors: readonly FileError[]): string {
  return `${JSON.stringify({ errors }, null, 2)}\n`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
