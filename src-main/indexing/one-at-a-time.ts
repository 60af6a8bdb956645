import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Reads one file at a time: what is sent ahead hides the channel's latency and no more. The next begins only once the
 * answer has left the process, for a file that blocks the thread would keep it back and have both of them blamed.
 */
export function oneAtATime<Argument, Result>(
  read: (argument: Argument) => Result | Promise<Result>,
): (argument: Argument) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (argument) => {
    const turn = last.then(() => read(argument));
    last = turn.then(answerLeft, answerLeft);
    return turn;
  };
}

/** The answer is posted within this turn; a message behind it tells when the pipe took all of it. */
async function answerLeft(): Promise<void> {
  await nextTurn();
  if (process.send === undefined) return;
  await new Promise((resolve) => process.send?.('left', resolve));
}
