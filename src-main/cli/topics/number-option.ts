import { InvalidArgumentError, Option } from 'commander';

const SHOWN = 10;
/** What the engine answers at once. */
export const MOST_SHOWN = 500;

export function numberOption(): Option {
  return new Option('-n, --number <count>', 'how many to show').default(SHOWN).argParser((text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= 1 && count <= MOST_SHOWN) return count;
    throw new InvalidArgumentError(`give a whole number from 1 to ${MOST_SHOWN}.`);
  });
}
