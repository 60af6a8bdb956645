import { isDeepStrictEqual } from 'node:util';

import type { DocumentSpace } from '../lib/document-space.ts';
import type { LabelSeed, Spoken } from './first-vector.ts';
import type { LabelFitter, StartedLabel } from './fit-labels.ts';
import type { LabelDefinition, WordVectors } from './label.ts';
import { toldByWords, type Told, type Untold } from './told-by-words.ts';
import { wordDirections, wordShares } from './word-vector.ts';

/** Which documents speak of words as they stand; the same for the same words as long as the documents are the same. */
export type Speaks = (words: readonly string[], shares: readonly number[]) => Spoken;

/** Documents as they are compared in one way: by light vectors, or by heavy ones. */
export interface ComparedDocuments {
  readonly space: DocumentSpace;
  readonly fitter: LabelFitter;
  /** What words have in common, as vectors of the space; null where it is not known. */
  readonly wordMean: Float32Array | null;
  /** Where the document of a row lies in the space; −1 where it does not. */
  readonly placeOf: (row: number) => number;
}

export interface StartedLabelsOptions {
  readonly light: ComparedDocuments;
  /** Null until enough documents were read closely. */
  readonly heavy: ComparedDocuments | null;
  /** The row of a content; −1 where it has none. */
  readonly rowOf: (content: number) => number;
}

/** A label, and what each of its words counts. */
interface Wanted {
  readonly label: LabelDefinition;
  readonly shares: readonly number[];
}

/** A label by itself, as long as nothing of it changes. */
interface Started extends Wanted {
  readonly light: StartedLabel;
  readonly heavy: StartedLabel | null;
}

const NOTHING_TOLD: Told = { rows: [], isEnough: false, isPart: false };

/** Labels by themselves, before they contend for documents; one that is as it was is not made again. */
export class StartedLabels {
  readonly #options: StartedLabelsOptions;
  #started: readonly Started[] = [];

  constructor(options: StartedLabelsOptions) {
    this.#options = options;
  }

  /** @param speaks asked for every label that has words and is made anew */
  start(labels: readonly LabelDefinition[], speaks: Speaks): readonly Started[] {
    const before = new Map(this.#started.map((started) => [started.label.id, started]));
    const shares = wordShares(labels);
    const wanted = labels.map((label, index): Wanted => ({ label, shares: shares[index]! }));
    const known = wanted.map((one) => {
      const started = before.get(one.label.id);
      return started !== undefined && isSame(started, one) ? started : null;
    });
    const made = this.#startAnew(
      wanted.filter((_, index) => known[index] === null),
      speaks,
    );
    this.#started = known.map((started) => started ?? made.shift()!);
    return this.#started;
  }

  #startAnew(wanted: readonly Wanted[], speaks: Speaks): Started[] {
    const spoken = wanted.map(({ label, shares }) =>
      label.words.length === 0 ? null : speaks(label.words, shares),
    );
    const { light: lightly, heavy: closely } = this.#options;
    const light = wanted.map((one, index) =>
      this.#seed(one, lightly, { vectors: one.label.light, spoken: spoken[index]! }),
    );
    const heavy = wanted.map((one, index) =>
      closely === null || one.label.heavy === null
        ? null
        : this.#seed(one, closely, { vectors: one.label.heavy, spoken: spoken[index]! }),
    );
    const told = this.#told(light, heavy);
    const startedLight = lightly.fitter.start(
      light.map((seed, index) => ({ ...seed, ...told[index]!.light })),
    );
    const startedHeavy = closely?.fitter.start(
      heavy.flatMap((seed, index) => (seed === null ? [] : [{ ...seed, ...told[index]!.heavy }])),
    );
    return wanted.map((one, index) => ({
      ...one,
      light: startedLight[index]!,
      heavy: heavy[index] === null ? null : (startedHeavy?.shift() ?? null),
    }));
  }

  /** In each space the documents that a label's words tell; null where words tell enough of them in either one. */
  #told(
    light: readonly Untold[],
    heavy: readonly (Untold | null)[],
  ): Record<'light' | 'heavy', Pick<LabelSeed, 'told' | 'first'>>[] {
    const lightly = toldByWords(this.#options.light.space, light);
    const closely =
      this.#options.heavy === null
        ? []
        : toldByWords(
            this.#options.heavy.space,
            heavy.flatMap((seed) => seed ?? []),
          );
    return lightly.map((told, index) => {
      const other: Told = (heavy[index] === null ? undefined : closely.shift()) ?? NOTHING_TOLD;
      const isFollowed = told.isEnough || other.isEnough;
      const led = ({ rows, isPart }: Told): Pick<LabelSeed, 'told' | 'first'> => ({
        told: isFollowed ? null : rows,
        first: isPart ? rows : null,
      });
      return { light: led(told), heavy: led(other) };
    });
  }

  #seed(
    { label: { belongs, not }, shares }: Wanted,
    { space, wordMean, placeOf }: ComparedDocuments,
    { vectors, spoken }: { readonly vectors: WordVectors; readonly spoken: Spoken | null },
  ): Untold {
    const placesOf = (contents: readonly number[]): number[] =>
      contents
        .map((content) => this.#options.rowOf(content))
        .filter((row) => row >= 0)
        .map(placeOf)
        .filter((place) => place >= 0);
    return {
      ...wordDirections(space, vectors, { shares, wordMean }),
      spoken: spoken === null ? null : spokenAt(spoken, placeOf),
      examples: placesOf(belongs),
      counterexamples: placesOf(not),
    };
  }
}

/** By places of a space, without documents that do not lie there. */
function spokenAt({ rows, weights }: Spoken, placeOf: ComparedDocuments['placeOf']): Spoken {
  const liesThere = (row: number): boolean => placeOf(row) >= 0;
  return {
    rows: rows.filter(liesThere).map(placeOf),
    weights: weights.filter((_, index) => liesThere(rows[index]!)),
  };
}

function isSame(known: Started, wanted: Wanted): boolean {
  return isDeepStrictEqual(known.label, wanted.label) && isDeepStrictEqual(known.shares, wanted.shares);
}
