import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

import type { CloseReading, CloseRequest } from '../../src-main/embed/heavy/close-reader.ts';
import type { Inference } from '../../src-main/embed/heavy/inference-pool.ts';

/** What models said, so that who asks the same of several libraries, or of one in several ways, waits for it once. */
export class RememberedInference {
  readonly #vectors: Map<string, Promise<Int8Array>>;
  readonly #readings = new Map<string, Promise<CloseReading>>();
  readonly #file: string | undefined;

  /** @param file keeps vectors from one run to the next; of one model alone */
  constructor(file?: string) {
    this.#file = file;
    this.#vectors = new Map(file === undefined ? [] : keptVectors(file));
  }

  /** The models, asked only for what no one asked before. */
  before(models: Inference): Inference {
    return {
      embed: (text, urgency, signal) => {
        const key = keyOf(text);
        return remembered(this.#vectors, key, async () => {
          const vector = await models.embed(text, urgency, signal);
          this.#keep(key, vector);
          return vector;
        });
      },
      embedQuery: (text, signal) => {
        const key = keyOf('query', text);
        return remembered(this.#vectors, key, async () => {
          const vector = await models.embedQuery(text, signal);
          this.#keep(key, vector);
          return vector;
        });
      },
      read: (request, signal) =>
        remembered(this.#readings, keyOf(...partsOf(request)), () => models.read(request, signal)),
    };
  }

  #keep(key: string, vector: Int8Array): void {
    if (this.#file === undefined) return;
    appendFileSync(
      this.#file,
      `${key} ${Buffer.from(vector.buffer, vector.byteOffset, vector.length).toString('base64')}\n`,
    );
  }
}

/** A line each: its key and the vector. The last may have been cut off when a run was ended, and is passed over. */
function keptVectors(file: string): [string, Promise<Int8Array>][] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'latin1').split('\n');
  const length = lines[0]?.length;
  return lines
    .filter((line) => line.length === length)
    .map((line) => {
      const [key = '', vector = ''] = line.split(' ');
      return [key, Promise.resolve(new Int8Array(Buffer.from(vector, 'base64')))];
    });
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
