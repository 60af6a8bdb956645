export { seededRandom } from '../../src-main/lib/seeded-random.ts';

/** A whole number below `bound`. */
export function below(bound: number, random: () => number): number {
  return Math.floor(random() * bound);
}
