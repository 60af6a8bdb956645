import { HeavyCodec, SIGN_LANES } from '../embed/heavy/heavy-codec.ts';
import { HeavyCoder } from '../embed/heavy/heavy-coder.ts';
import { LightPrediction, PredictionLearner } from '../embed/heavy/light-prediction.ts';
import { readFit } from '../storage/code-fits.ts';
import type { CodeMaker } from '../storage/code-making.ts';
import type { ReadConnection } from '../storage/connection.ts';

/** Codecs kept: that of the codes that stand, and for a moment of those they took the place of. */
const MOST_KEPT = 2;

/** How codes of vectors of so many lanes are made. */
export function codeMaker(dimensions: number): CodeMaker {
  const rotation = new HeavyCoder(dimensions, SIGN_LANES);
  return {
    codeOf: (fit) => {
      const codec = new HeavyCodec(rotation, fit && LightPrediction.from(fit));
      return (vector, light) => codec.code(vector, light);
    },
    learner: () => {
      const learner = new PredictionLearner(dimensions);
      return {
        add: (vector, light) => {
          learner.add(vector, light);
        },
        fit: () => learner.prediction().bytes,
      };
    },
  };
}

/** What made the codes of each edition of a model's vectors; undefined where this snapshot does not know it. */
export function codecsOf(
  connection: ReadConnection,
  model: number,
  dimensions: number,
): (edition: number) => HeavyCodec | undefined {
  const rotation = new HeavyCoder(dimensions, SIGN_LANES);
  const kept = new Map<number, HeavyCodec>([[0, new HeavyCodec(rotation, null)]]);
  return (edition) => {
    const known = kept.get(edition);
    if (known !== undefined) return known;
    const fit = readFit(connection, model, edition);
    if (fit === undefined) return undefined;
    const codec = new HeavyCodec(rotation, LightPrediction.from(fit.fit));
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(edition, codec);
    return codec;
  };
}
