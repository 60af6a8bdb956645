import { join } from 'node:path';

import { LightTokenizer } from '../../../src-main/embed/light/light-tokenizer.ts';
import { loadLightModel } from '../../../src-main/embed/light/light-model.ts';
import { TokenBuffer } from '../../../src-main/embed/light/token-buffer.ts';
import type { Cut } from '../../../src-main/indexing/prepare.ts';
import { groupPieces } from '../../../src-main/indexing/segment/group.ts';
import { segment } from '../../../src-main/indexing/segment/segment.ts';
import { TopicCutter } from './topic-cutter.ts';

const model = loadLightModel(join(import.meta.dirname, '../../../resources/models/inkling-light'));
const tokenizer = new LightTokenizer(model);
const tokens = new TokenBuffer();
const topics = new TopicCutter(model);

/** The ways of cutting that are compared. */
export const CUTS: Readonly<{ [name: string]: Cut }> = {
  windows: (pieces) => groupPieces(pieces),
  topics: (pieces, counted) => topics.group(pieces, counted),
};

/** Where the passages of a text without headings begin. */
export function passageStarts(text: string, cut: Cut): number[] {
  tokens.clear();
  const { segments } = segment(
    [{ text, heading: [], page: null }],
    (whole, start, end) => tokenizer.encode(whole, tokens, start, end),
    (pieces) => cut(pieces, tokens),
  );
  return segments.map(({ start }) => start);
}
