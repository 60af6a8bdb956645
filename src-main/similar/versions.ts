import { nameOfPath } from '../lib/document-path.ts';
import type { ContentRow } from '../storage/passages.ts';
import { hashOf, heldDocument, type HeldDocument, type Place } from './documents.ts';
import type { NearLibrary } from './near-library.ts';
import type { SimilarLibrary } from './similar-library.ts';
import { laterByName, versionName, type VersionName } from './version-name.ts';

/** Another version of a document. */
export interface Version {
  readonly document: HeldDocument;
  /** `unknown` where neither names nor dates tell. */
  readonly relation: 'newer' | 'older' | 'unknown';
  /** By a name that differs in its version alone, or by a text that is nearly the same. */
  readonly by: 'name' | 'text';
  /** Of what either says the share that both say: twice what they share, by all they have (Dice). */
  readonly common: number;
}

/** Names that say "version" and hold this much of the same are versions; dated ones are as likely a series. */
const NAMED_VERSION = 0.15;
const DATED_VERSION = 0.5;
const MOST_VERSIONS = 20;
/** Names of one stem beyond this many are a series, as photos are. */
const MOST_OF_A_STEM = 100;
/** File systems round times: within this many milliseconds nothing was changed. */
const SAME_TIME = 2_000;

interface Named extends Place {
  readonly content: number;
  readonly name: VersionName;
}

/** Finds newer and older versions of a document, by names and by texts. */
export class Versions {
  readonly #library: SimilarLibrary;
  readonly #near: NearLibrary;
  #stems: { readonly edition: number; readonly of: ReadonlyMap<string, readonly Named[]> } | null = null;

  constructor(library: SimilarLibrary, near: NearLibrary) {
    this.#library = library;
    this.#near = near;
  }

  /** Newer ones first, the newest of them before. */
  of(place: Place, content: ContentRow): Version[] {
    const { connection } = this.#library;
    const own = heldDocument(connection, content.id);
    const name = versionName(nameOfPath(place.path));
    const hash = hashOf(connection, content.id);
    const found = new Map<number, Pick<Version, 'by' | 'common'>>();
    for (const { content: other, alike } of this.#near.nearTo(content.id))
      found.set(other, { by: 'text', common: commonOf(alike.both) });
    for (const other of this.#named(content.id, name)) found.set(other.content, other);
    const modified = modifiedOf(this.#library, place) ?? own?.modified ?? 0;
    return [...found]
      .filter(([other]) => hashOf(connection, other) !== hash)
      .flatMap(([other, how]) => {
        const document = heldDocument(connection, other);
        if (document === null) return [];
        const relation = relationOf(
          { name, modified },
          { name: versionName(nameOfPath(document.path)), modified: document.modified },
        );
        return [{ document, relation, ...how }];
      })
      .toSorted(
        (left, right) =>
          ORDER[left.relation] - ORDER[right.relation] ||
          right.document.modified - left.document.modified ||
          right.common - left.common,
      )
      .slice(0, MOST_VERSIONS);
  }

  /** Contents whose names have the same stem, and that have enough in common. */
  #named(content: number, name: VersionName): ({ content: number } & Pick<Version, 'by' | 'common'>)[] {
    if (name.stem.length < 2) return [];
    const named = this.#stemsNow().get(name.stem) ?? [];
    if (named.length > MOST_OF_A_STEM) return [];
    const others = new Map(named.filter((one) => one.content !== content).map((one) => [one.content, one]));
    return [...others.values()].flatMap((other) => {
      const isMarked = name.isMarked || other.name.isMarked;
      const isDated = name.date !== null || other.name.date !== null;
      if (!isMarked && !isDated) return [];
      const { both } = this.#near.resemblance(content, other.content);
      if (both < (isMarked ? NAMED_VERSION : DATED_VERSION)) return [];
      return [{ content: other.content, by: 'name' as const, common: commonOf(both) }];
    });
  }

  #stemsNow(): ReadonlyMap<string, readonly Named[]> {
    const { connection } = this.#library;
    const edition = connection.edition();
    if (this.#stems?.edition === edition) return this.#stems.of;
    const rows = connection
      .prepare<[], Place & { content: number }>(
        'SELECT root, path, content FROM documents WHERE content IS NOT NULL',
      )
      .all();
    const stems = new Map<string, Named[]>();
    for (const row of rows) {
      const named = { ...row, name: versionName(nameOfPath(row.path)) };
      const known = stems.get(named.name.stem);
      if (known === undefined) stems.set(named.name.stem, [named]);
      else known.push(named);
    }
    this.#stems = { edition, of: stems };
    return stems;
  }
}

const ORDER = { newer: 0, unknown: 1, older: 2 } as const;

interface Dated {
  readonly name: VersionName;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Whether the second is newer: names tell before dates, for copying a file may date it anew. */
export function relationOf(one: Dated, other: Dated): Version['relation'] {
  const named = one.name.stem === other.name.stem ? laterByName(other.name, one.name) : 0;
  const later = named !== 0 ? named : other.modified - one.modified;
  if (named === 0 && Math.abs(later) < SAME_TIME) return 'unknown';
  return later > 0 ? 'newer' : 'older';
}

/** Of all that two texts say the share that both say. */
export function commonOf(both: number): number {
  return (2 * both) / (1 + both);
}

function modifiedOf({ connection }: SimilarLibrary, { root, path }: Place): number | undefined {
  return connection
    .prepare<[number, string], { modified: number }>(
      'SELECT modified FROM documents WHERE root = ? AND path = ?',
    )
    .get(root, path)?.modified;
}
