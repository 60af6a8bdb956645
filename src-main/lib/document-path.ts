/** Stands between a file that holds documents and the path of one of them: `letters.zip › 2023/may.pdf`. */
export const WITHIN = ' › ';

/** A document's own name. */
export function nameOfPath(path: string): string {
  return path.slice(nameStart(path));
}

/** The folders it lies in, and the files that hold it; '' where there are none. */
export function foldersOfPath(path: string): string {
  const start = nameStart(path);
  const isWithin = path.endsWith(WITHIN, start);
  return path.slice(0, Math.max(0, start - (isWithin ? WITHIN.length : 1)));
}

function nameStart(path: string): number {
  const within = path.lastIndexOf(WITHIN);
  return Math.max(path.lastIndexOf('/') + 1, within < 0 ? 0 : within + WITHIN.length);
}

/** What stands behind the last dot of its name, in lower case; '' where none does. */
export function endingOfPath(path: string): string {
  const name = nameOfPath(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}
