import type { Cut } from '../../../src-main/indexing/prepare.ts';
import { sentenceEnds } from '../../../src-main/lib/text/sentences.ts';
import type { Row } from '../report.ts';
import { borderError, bordersFound } from './border-error.ts';
import { CUTS, passageStarts } from './cuts.ts';
import type { Dataset } from './dataset.ts';
import { grouped, joinRecords, shuffled, type Joined } from './joined.ts';
import { mean } from '../../../src-main/engine/evaluation-measures.ts';

/** Records of a joined document. */
const JOINED = 5;

/** How well each way of cutting finds where one record ends and the next begins; the unit is the sentence. */
export function measureBorders(name: string, { records }: Dataset, seeds: readonly number[]): Row[] {
  const documents = seeds.flatMap((seed) =>
    grouped(shuffled(records, seed), ({ length }) => length === JOINED).map(joinRecords),
  );
  return Object.entries(CUTS).flatMap(([cutName, cut]) => {
    const measured = documents.map((document) => measureDocument(document, cut));
    const row = (work: string, value: number): Row => ({
      work: `${name} joined by ${JOINED}, ${cutName}: ${work}`,
      value,
      unit: '',
      isQuality: true,
    });
    return [
      row('Pk', mean(measured.map(({ error }) => error))),
      row('true borders met', mean(measured.map(({ met }) => met))),
      row('passages a document', mean(measured.map(({ passages }) => passages))),
    ];
  });
}

function measureDocument(
  { text, starts }: Joined,
  cut: Cut,
): { error: number; met: number; passages: number } {
  const ends = sentenceEnds(text);
  const sentenceAt = (place: number): number => ends.findIndex((end) => end > place);
  const found = passageStarts(text, cut);
  const foundSentences = [...new Set(found.map(sentenceAt))];
  const right = starts.map(sentenceAt);
  return {
    error: borderError(foundSentences, right, ends.length),
    met: bordersFound(foundSentences, right),
    passages: found.length,
  };
}
