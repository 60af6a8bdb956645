import { createHash } from 'node:crypto';

import type { CloseReading, CloseRequest } from '../../src-main/embed/heavy/close-reader.ts';
import type { Inference } from '../../src-main/embed/heavy/inference-pool.ts';

/** What models said, so that who asks the same of several libraries, or of one in several ways, waits for it once. */
export class RememberedInference {
  readonly #vectors = new Map<string, Promise<Int8Array>>();
  readonly #readings = new Map<string, Promise<CloseReading>>();

  /** The models, asked only for what no one asked before. */
  before(models: Inference): Inference {
    return {
      embed: (text, urgency, signal) =>
        remembered(this.#vectors, keyOf(text), () => models.embed(text, urgency, signal)),
      read: (request, signal) =>
        remembered(this.#readings, keyOf(...partsOf(request)), () => models.read(request, signal)),
    };
  }
}

/** What failed is asked again. */
function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  ask: () => Promise<Value>,
): Promise<Value> {
  const met = known.get(key);
  if (met !== undefined) return met;
  const asked = ask();
  known.set(key, asked);
  asked.catch(() => known.delete(key));
  return asked;
}

function partsOf({ query, text, bodyStart }: CloseRequest): string[] {
  return [query, text, String(bodyStart)];
}

/** A digest: thousands of texts, each with hundreds of queries, would fill the memory. */
function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
