import { nameOfPath } from '../lib/document-path.ts';
import { laterByName, versionName, type VersionName } from './version-name.ts';

interface Dated {
  readonly id: number;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/**
 * Documents with the newest first: by when they were changed, and those whose names are alike but for a version or a
 * date by that, in the places they hold together. Comparing two at a time by names here and by dates there would go round
 * in circles.
 */
export function newestFirst<Document extends Dated>(documents: readonly Document[]): Document[] {
  const ordered = documents.toSorted(
    (left, right) =>
      right.modified - left.modified || left.path.length - right.path.length || left.id - right.id,
  );
  const names = ordered.map(({ path }) => comparable(versionName(nameOfPath(path))));
  for (const places of seriesOf(names)) {
    const held = places.toSorted((left, right) => laterByName(names[right]!, names[left]!) || left - right);
    const moved = held.map((place) => ordered[place]!);
    places.forEach((place, at) => {
      ordered[place] = moved[at]!;
    });
  }
  return ordered;
}

/** A name that gives a number is compared by that alone. */
function comparable(name: VersionName): VersionName {
  return name.number === null ? name : { ...name, date: null };
}

/** Places of names with one stem that all have a number, or all a date. */
function seriesOf(names: readonly VersionName[]): number[][] {
  const series = new Map<string, number[]>();
  names.forEach(({ stem, number, date }, place) => {
    if (number === null && date === null) return;
    const key = `${number === null ? 'dated' : 'numbered'} ${stem}`;
    const known = series.get(key);
    if (known === undefined) series.set(key, [place]);
    else known.push(place);
  });
  return [...series.values()];
}
