import { describe, expect, it } from 'vitest';

import { openForReading, openForWriting } from '../../../src-main/storage/connection.ts';
import { KeptAnswers } from '../../../src-main/storage/kept-answers.ts';
import { storedLibrary } from '../../helpers/stored-library.ts';

/** Answers with how often it was asked. */
function counting(): () => number {
  let asked = 0;
  return () => (asked += 1);
}

describe('what a database was asked', () => {
  it('is asked once as long as it stays as it is, were the answer none', async () => {
    await using library = await storedLibrary();
    const kept = new KeptAnswers<number | undefined>(library.connection, 10);
    const answer = counting();
    expect([kept.of('oak', answer), kept.of('oak', answer), kept.of('elm', answer)]).toEqual([1, 1, 2]);
    const none = (): undefined => void answer();
    expect([kept.of('ash', none), kept.of('ash', none)]).toEqual([undefined, undefined]);
    expect(answer()).toBe(4);
  });

  it('is asked anew once anybody has written, this connection or another', async () => {
    await using library = await storedLibrary();
    const reader = openForReading(library.file);
    const [own, read] = [
      new KeptAnswers<number>(library.connection, 10),
      new KeptAnswers<number>(reader, 10),
    ];
    const [ofOwn, ofRead] = [counting(), counting()];
    const both = () => [own.of('oak', ofOwn), reader.snapshot(() => read.of('oak', ofRead))];
    expect([both(), both()].flat()).toEqual([1, 1, 1, 1]);
    library.see('a');
    expect([both(), both()].flat()).toEqual([2, 2, 2, 2]);
    const other = openForWriting(library.file, { durable: false });
    other.exec(`DELETE FROM documents`);
    expect([both(), both()].flat()).toEqual([3, 3, 3, 3]);
    other.close();
    reader.close();
  });

  it('goes where it has become much', async () => {
    await using library = await storedLibrary();
    const kept = new KeptAnswers<number>(library.connection, 2);
    const answer = counting();
    for (const question of ['oak', 'elm', 'ash', 'ash']) kept.of(question, answer);
    expect(kept.of('oak', answer)).toBe(4);
  });
});
