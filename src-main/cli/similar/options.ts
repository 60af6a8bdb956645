import { InvalidArgumentError, Option } from 'commander';

import type { CommonOptions } from '../common-options.ts';

const SHOWN = 10;
/** What the engine answers at once. */
const MOST_SHOWN = 100;

export interface PageOptions extends CommonOptions {
  readonly number: number;
  /** Counted from 1. */
  readonly from: number;
}

export function numberOption(): Option {
  return new Option('-n, --number <count>', `how many to show, at most ${MOST_SHOWN}`)
    .default(SHOWN)
    .argParser((text) => wholeNumber(text, MOST_SHOWN));
}

export function fromOption(): Option {
  return new Option('--from <place>', 'go on from this place of the list')
    .default(1)
    .argParser((text) => wholeNumber(text, 1_000_000));
}

export function wholeNumber(text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${most}.`);
}

export function pageOf({ number, from }: PageOptions): { offset: number; limit: number } {
  return { offset: from - 1, limit: number };
}
