import { createHash } from 'node:crypto';

import { LightEmbedder } from '../embed/light/light-embedder.ts';
import { LIGHT_DIMENSIONS } from '../embed/light/light-manifest.ts';
import type { LightModel } from '../embed/light/light-model.ts';
import { LightTokenizer } from '../embed/light/light-tokenizer.ts';
import { TokenBuffer } from '../embed/light/token-buffer.ts';
import type { ReadContent, ReadDocument } from '../files/read.ts';
import {
  CODE_BYTES,
  HASH_BYTES,
  type PassageColumns,
  type PreparedContent,
  type PreparedDocument,
} from '../storage/content.ts';
import { DocumentMean } from '../lib/document-mean.ts';
import { embeddedText, embeddingContext } from '../lib/text/embedded-text.ts';
import { groupPieces, type Group, type WeighedPiece } from './segment/group.ts';
import { segment, type Segmentation } from './segment/segment.ts';

interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** Groups the pieces of a document to passages; their tokens are the first of the buffer, piece by piece. */
export type Cut = (pieces: readonly WeighedPiece[], tokens: TokenBuffer) => Group[];

/** Segments a document and makes the light codes of its passages: all that needs the processor, nothing that needs the disk. */
export class Preparer {
  readonly #tokenizer: LightTokenizer;
  readonly #embedder: LightEmbedder;
  readonly #tokens = new TokenBuffer();
  readonly #cut: Cut;

  constructor(model: LightModel, cut: Cut = (pieces) => groupPieces(pieces)) {
    this.#cut = cut;
    this.#tokenizer = new LightTokenizer(model);
    this.#embedder = new LightEmbedder(model);
  }

  prepareDocument({ parts, ...content }: ReadDocument): PreparedDocument {
    return {
      content: this.prepare(content),
      parts: parts.map(({ content: read, ...part }) => ({
        ...part,
        content: read === null ? null : this.prepare(read),
      })),
    };
  }

  prepare({ format, extraction, contentHash }: ReadContent): PreparedContent {
    this.#tokens.clear();
    const segmentation = segment(
      extraction.blocks,
      (text, start, end) => this.#tokenizer.encode(text, this.#tokens, start, end),
      (pieces) => this.#cut(pieces, this.#tokens),
    );
    return {
      hash: contentHash,
      format,
      title: extraction.title,
      fields: extraction.fields,
      dataLike: extraction.dataLike,
      shortfall: extraction.shortfall,
      pictured: extraction.pictured?.length ?? 0,
      text: segmentation.text,
      ...this.#columns(extraction.title, segmentation),
    };
  }

  #columns(
    title: string | null,
    { text, headings, segments }: Segmentation,
  ): Pick<PreparedContent, 'passages' | 'light'> {
    const count = segments.length;
    const hashes = new Uint8Array(count * HASH_BYTES);
    const codes = new Uint8Array(count * CODE_BYTES);
    const mean = new DocumentMean(LIGHT_DIMENSIONS);
    const contexts = new Map<number, { text: string; tokens: TokenRange }>();
    segments.forEach((passage, index) => {
      const context =
        contexts.get(passage.heading) ?? this.#context(title, headings[passage.heading] ?? null);
      contexts.set(passage.heading, context);
      const embedded = embeddedText(context.text, text.slice(passage.start, passage.end));
      hashes.set(hashText(embedded), index * HASH_BYTES);
      const vector = this.#embed(context.tokens, { from: passage.tokensFrom, to: passage.tokensTo });
      codes.set(this.#embedder.code(vector), index * CODE_BYTES);
      mean.add(vector);
    });
    const passages: PassageColumns = {
      starts: Uint32Array.from(segments, (passage) => passage.start),
      lengths: Uint32Array.from(segments, (passage) => passage.end - passage.start),
      pages: Uint32Array.from(segments, (passage) => passage.page),
      headingOf: Int32Array.from(segments, (passage) => passage.heading),
      headings,
      hashes,
      codes,
    };
    return { passages, light: mean.rounded() };
  }

  #context(title: string | null, heading: string | null): { text: string; tokens: TokenRange } {
    const text = embeddingContext(title, heading);
    const from = this.#tokens.length;
    this.#tokenizer.encode(text, this.#tokens);
    return { text, tokens: { from, to: this.#tokens.length } };
  }

  /** Contexts stand behind the passages in one buffer, so that a passage is embedded as two ranges without a copy. */
  #embed(context: TokenRange, passage: TokenRange): Float32Array {
    return this.#embedder.embed(this.#tokens, [context, passage]);
  }
}

/** The first 16 bytes of SHA-256: the key of everything computed from a text. */
export function hashText(text: string): Uint8Array {
  return createHash('sha256').update(text, 'utf8').digest().subarray(0, HASH_BYTES);
}
