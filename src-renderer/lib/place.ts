interface Located {
  page: number | null;
  heading: string | null;
}

/** Folders shown of a path outside every folder of the person's. */
const LAST_FOLDERS = 3;

/** "/home/ada/Papers/Sleep/x.pdf" under "/home/ada/Papers" → ["Papers", "Sleep"] */
export function breadcrumb(path: string, roots: readonly string[]): string[] {
  const parts = folders(path);
  const root = roots
    .map((candidate) => split(candidate))
    .filter((candidate) => candidate.every((part, index) => part === parts[index]))
    .sort((a, b) => b.length - a.length)[0];
  if (root === undefined || root.length === 0) return parts.slice(-LAST_FOLDERS);
  return parts.slice(root.length - 1);
}

export function breadcrumbText(path: string, roots: readonly string[]): string {
  return breadcrumb(path, roots).join(' › ');
}

/** "2 copies" of a document that lies in one more place. */
export function copiesText(others: number): string {
  return others === 0 ? '' : `${others + 1} copies`;
}

/** "/home/ada/Papers" → "ada › Papers" */
export function folderText(path: string): string {
  return split(path).slice(-2).join(' › ') || path;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return split(path).at(-1) ?? path;
}

/** "Lease.tar.gz" → ["Lease.tar", ".gz"]; ".profile" keeps its whole name. */
export function splitExtension(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  const plausible = dot > 0 && /^\.[\p{L}\p{N}]{1,8}$/u.test(name.slice(dot));
  return plausible ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

export interface Titled {
  stem: string;
  extension: string;
  /** The file's own name, where the document calls itself something else. */
  file: string;
}

/** What a document is called: by itself, else by its file. */
export function titled({ name, title }: { name: string; title: string }): Titled {
  const [stem, extension] = splitExtension(name);
  const own = title.trim();
  if (own === '' || own === stem || own === name) return { stem, extension, file: '' };
  return { stem: own, extension, file: name };
}

/** "page 3, § 4 Term and notice" */
export function placeText(place: Located): string {
  const page = place.page === null ? '' : `page ${place.page}`;
  return [page, place.heading ?? ''].filter((part) => part !== '').join(', ');
}

/** The few words beside a passage in a narrow column: its page, else the last heading. */
export function shortPlace(place: Located): string {
  if (place.page !== null) return `page ${place.page}`;
  return place.heading?.split(/ [›>] /).at(-1) ?? '';
}

function folders(path: string): string[] {
  return split(path).slice(0, -1);
}

/** What an archive or a mail holds lies in it as in a folder. */
function split(path: string): string[] {
  return path.split(/[/\\]| › /).filter((part) => part !== '');
}
