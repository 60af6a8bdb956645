import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FetchedPackage } from './fetch-sources.ts';
import type { QuantisedTable } from './quantise.ts';

export interface ModelParts {
  readonly quantised: QuantisedTable;
  readonly centre: Float32Array;
  readonly sources: readonly FetchedPackage[];
}

/** Writes the folder the app loads: vocabulary, table, scales and centre, where the text came from, and their checksums. */
export function writeModel(directory: string, teacherDirectory: string, parts: ModelParts): void {
  mkdirSync(directory, { recursive: true });
  const files: Record<string, Uint8Array> = {
    'vocabulary.txt': Buffer.from(`${readVocabulary(teacherDirectory).join('\n')}\n`),
    'table.bin': new Uint8Array(parts.quantised.steps.buffer),
    'scales.bin': new Uint8Array(Float32Array.of(...parts.quantised.scales, ...parts.centre).buffer),
    'sources.json': toJson(
      parts.sources.map(({ name, version, licence, sha256 }) => ({
        package: name,
        version,
        licence,
        sha256,
      })),
    ),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(directory, name), bytes);
  const checksums = Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  writeFileSync(join(directory, 'manifest.json'), toJson({ ...description(parts), files: checksums }));
}

function description(parts: ModelParts): object {
  return {
    name: 'inkling-light',
    kind: 'light',
    version: 1,
    source: 'build/light-model/train.ts, distilled from minilm-l6-v2',
    licence: 'MIT',
    dimensions: parts.centre.length,
    pooling: 'mean',
    normalize: true,
    languages: ['en'],
  };
}

function readVocabulary(directory: string): string[] {
  const definition = JSON.parse(readFileSync(join(directory, 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number> };
  };
  const pieces: string[] = [];
  for (const [piece, id] of Object.entries(definition.model.vocab)) pieces[id] = piece;
  return pieces;
}

function toJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
