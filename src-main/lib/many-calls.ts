import { InklingError } from './errors.ts';
import { Turns } from './turns.ts';

/** More would make each slower: a search keeps both read threads and every core busy. */
const AT_ONCE = 4;
/** Some of which answer within a second each: who waits longer asked for too much. */
const WAITING = 60;

/** Turns of programs that ask by themselves: they may ask more than can be answered, and the person asks beside them. */
export function programTurns(): Turns {
  return new Turns({ atOnce: AT_ONCE, waiting: WAITING, refusal: tooMany });
}

function tooMany(): InklingError {
  return new InklingError('TOO_MANY_CALLS', {
    cause: `${AT_ONCE} calls are being answered and ${WAITING} wait already.`,
    remedy: 'Wait for answers before you ask more.',
  });
}
