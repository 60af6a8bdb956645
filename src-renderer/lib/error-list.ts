import type { FileError } from '../api/types.ts';
import { csv } from './csv.ts';

/** Every path is absolute, so no cell can begin a formula of a spreadsheet program. */
export function errorsAsCsv(errors: readonly FileError[]): string {
  const rows = errors.map(({ path, code, cause, remedy }) => [path, code, cause, remedy]);
  return csv([['path', 'code', 'cause', 'remedy'], ...rows]);
}

export function errorsAsJson(errors: readonly FileError[]): string {
  return `${JSON.stringify({ errors }, null, 2)}\n`;
}
