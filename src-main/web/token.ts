import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 24;

/**
 * How a page proves that the person at this terminal opened it.
 *
 *   terminal ── URL#CODE ──▶ page ── POST /token {code} ──▶ token ── authorization: Bearer … ──▶ every call
 *
 * The code stands in the fragment, which no browser sends or puts into a Referer. It works once; it has no term,
 * for the person may come to the open terminal an hour later, and a term would not help against a program of
 * theirs that can read the terminal anyway. A new code replaces an unused one.
 *
 * The page keeps its token in sessionStorage: a reloaded tab goes on, another tab or a later start has nothing, and
 * closing the tab forgets it. A cookie would go to every port of this machine; localStorage would outlive the host,
 * and the history state would be kept by a restored session.
 */
export class Tokens {
  #code: Buffer | null = null;
  readonly #tokens: Buffer[] = [];

  newCode(): string {
    const code = secret();
    this.#code = digest(code);
    return code;
  }

  /** The token for a code, or null where it was used or is none. */
  exchange(code: string): string | null {
    if (this.#code === null || !timingSafeEqual(this.#code, digest(code))) return null;
    this.#code = null;
    const token = secret();
    this.#tokens.push(digest(token));
    return token;
  }

  accepts(token: string): boolean {
    const asked = digest(token);
    return this.#tokens.some((known) => timingSafeEqual(known, asked));
  }
}

/** A token of many uses, for programs of the person's: they cannot come by a code. */
export class ProgramToken {
  readonly text: string;
  readonly #known: Buffer;

  constructor(text: string) {
    this.text = text;
    this.#known = digest(text);
  }

  static make(): ProgramToken {
    return new ProgramToken(secret());
  }

  accepts(token: string): boolean {
    return timingSafeEqual(this.#known, digest(token));
  }
}

function secret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Digests are of one length, and comparing them tells nothing of the secret. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
