import type { AskedVectors } from './asked-vectors.ts';
import { CodedSpace, type CodedAnswer } from './coded-space.ts';
import type { Found } from './found.ts';
import { UNREAD, type Candidate } from './fusion.ts';
import { liken } from './likening.ts';
import type { Muting } from './muting.ts';
import type { SearchLibrary } from './search-library.ts';

type Spaces = Pick<SearchLibrary, 'heavy' | 'leaving' | 'resident' | 'scanner' | 'passages'>;

/** What the codes of heavy vectors say of candidates, and which they bring. */
export class HeavyCandidates {
  readonly #library: Spaces;
  readonly #muting: Muting;
  readonly #coded: CodedSpace;
  readonly #codedBefore: CodedSpace | null;

  constructor(library: Spaces, muting: Muting) {
    this.#library = library;
    this.#muting = muting;
    const { heavy, leaving, resident, scanner } = library;
    this.#coded = new CodedSpace(heavy, resident, scanner);
    this.#codedBefore = leaving && new CodedSpace(leaving, resident, scanner);
  }

  /** Whether a heavy vector of a passage is stored, of the model that reads now or of the one before. */
  isRead(passage: number): boolean {
    const { heavy, leaving } = this.#library;
    return heavy.resident.live[passage] === 1 || leaving?.resident.live[passage] === 1;
  }

  /** All candidates with their likely similarity, and those among them that only heavy codes bring. */
  of(found: Found, asked: AskedVectors): { candidates: Candidate[]; brought: readonly Candidate[] } {
    // Another search may have looked at another part since.
    this.#muting.begin(found.scope);
    const likely = this.#likely(found, asked);
    const known = new Set(found.candidates.map((candidate) => candidate.passage));
    const brought = likely.passages.flatMap((passage) => {
      const content = known.has(passage) ? undefined : this.#library.passages.contentOf(passage);
      if (content === undefined) return [];
      return [{ passage, content, lexical: 0, light: found.lightOf(passage), ...UNREAD }];
    });
    const candidates = [...found.candidates, ...brought].map((candidate) => {
      const isMuted = this.#muting.isMuted(candidate.passage);
      const deep = isMuted ? null : likely.similarityOf(candidate.passage);
      return deep === null ? candidate : { ...candidate, deep };
    });
    return { candidates, brought };
  }

  /** What heavy codes say: those of the model that reads now, and of the one before where only that has read. */
  #likely({ weights, allowance }: Found, { now, before }: AskedVectors): CodedAnswer {
    const options = {
      limit: weights.candidates.heavy,
      allowed: this.#muting.heard(allowance?.passages ?? null),
    };
    const answer = this.#coded.ask(now, options);
    if (before === null || this.#codedBefore === null) return answer;
    const earlier = this.#codedBefore.ask(before.vector, options);
    const earlierOf = (passage: number): number | null => {
      const similarity = earlier.similarityOf(passage);
      return similarity === null ? null : liken(similarity, before.likening);
    };
    return {
      passages: [...new Set([...answer.passages, ...earlier.passages])],
      similarityOf: (passage) => answer.similarityOf(passage) ?? earlierOf(passage),
    };
  }
}
