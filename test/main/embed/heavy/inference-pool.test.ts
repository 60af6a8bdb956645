import { setImmediate as nextTurn } from 'node:timers/promises';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { InferencePool, type InferencePoolOptions } from '../../../../src-main/embed/heavy/inference-pool.ts';
import { fakeSpawn, type FakeChild } from '../../../helpers/fake-child.ts';

function pool(processes = 1, background = 1, more: Partial<InferencePoolOptions> = {}) {
  const { spawn, children } = fakeSpawn();
  const made = new InferencePool({ spawn, modelFolder: '/model', processes, background, ...more });
  const child = (place: number): FakeChild => {
    const found = children[place];
    if (found === undefined) throw new Error(`there is no child ${place}`);
    return found;
  };
  const asked = (place: number): unknown[] =>
    child(place).heard.map(({ argument }: { argument: object }) => argument);
  return { pool: made, children, child, asked, [Symbol.asyncDispose]: () => made.close() };
}

const failing = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('inference', () => {
  it('starts when it is first asked, and embeds once the model is there', async () => {
    await using made = pool(2);
    expect(made.children).toHaveLength(0);
    const vector = made.pool.embed('bees', 'query');
    expect(made.children).toHaveLength(2);
    expect(made.asked(0)).toEqual([{ folder: '/model', isLowest: false }]);
    await made.child(0).answer({});
    expect(made.asked(0)).toEqual([{ text: 'bees' }]);
    await made.child(0).answer(Int8Array.from([1, 2]));
    expect(await vector).toEqual(Int8Array.from([1, 2]));
  });

  it('takes questions before background work, in order', async () => {
    await using made = pool();
    const order: string[] = [];
    const texts = [
      ['b1', 'background'],
      ['q1', 'query'],
      ['b2', 'background'],
      ['q2', 'query'],
      ['q3', 'query'],
    ] as const;
    const all = texts.map(([text, urgency]) => made.pool.embed(text, urgency).then(() => order.push(text)));
    await made.child(0).answer({});
    while (order.length < texts.length) await made.child(0).answer(new Int8Array(1));
    await Promise.all(all);
    expect(order).toEqual(['q1', 'q2', 'q3', 'b1', 'b2']);
  });

  it('leaves processes to questions while background work is on', async () => {
    await using made = pool(2, 1);
    const work = ['b1', 'b2', 'b3', 'b4'].map((text) => failing(made.pool.embed(text, 'background')));
    await made.child(0).answer({});
    await made.child(1).answer({});
    expect([made.asked(0).length, made.asked(1).length].toSorted()).not.toEqual([2, 2]);
    const busy = made.asked(0).length > 0 ? 0 : 1;
    const question = failing(made.pool.embed('q', 'query'));
    expect(made.asked(1 - busy)).toEqual([{ text: 'q' }]);
    await made.pool.close();
    expect(await Promise.all([...work, question])).toEqual(
      Array(5).fill(expect.objectContaining({ code: 'INFERENCE_FAILED' })),
    );
  });

  it('takes no background work for a while after a question, however much waits', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    await using made = pool(1, 1, { rest: 500 });
    const work = ['b1', 'b2', 'b3'].map((text) => made.pool.embed(text, 'background'));
    await made.child(0).answer({});
    made.pool.giveWay();
    await made.child(0).answer(new Int8Array(1));
    await made.child(0).answer(new Int8Array(1));
    expect(made.asked(0)).toEqual([]);
    vi.advanceTimersByTime(400);
    // Another key: the rest begins anew; what is asked meanwhile is answered.
    made.pool.giveWay();
    const question = made.pool.embed('q', 'query');
    vi.advanceTimersByTime(400);
    expect(made.asked(0)).toEqual([{ text: 'q' }]);
    await made.child(0).answer(new Int8Array(1));
    await question;
    vi.advanceTimersByTime(100);
    expect(made.asked(0)).toEqual([{ text: 'b3' }]);
    await made.child(0).answer(new Int8Array(1));
    await Promise.all(work);
  });

  it('goes on with background work now and then though questions never stop', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    await using made = pool(1, 1, { rest: 500, longestRest: 1_200 });
    const work = ['b1', 'b2', 'b3', 'b4'].map((text) => made.pool.embed(text, 'background'));
    await made.child(0).answer({});
    made.pool.giveWay();
    await made.child(0).answer(new Int8Array(1));
    await made.child(0).answer(new Int8Array(1));
    for (let passed = 0; passed < 1_200; passed += 300) {
      expect(made.asked(0)).toEqual([]);
      made.pool.giveWay();
      vi.advanceTimersByTime(300);
    }
    // The longest rest is over: what is asked for a while does not begin another.
    made.pool.giveWay();
    expect(made.asked(0)).toEqual([{ text: 'b3' }, { text: 'b4' }]);
    await made.child(0).answer(new Int8Array(1));
    await made.child(0).answer(new Int8Array(1));
    await Promise.all(work);
  });

  it('goes on in one process alone while questions come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    await using made = pool(2, 2, { rest: 500, longestRest: 1_200 });
    const work = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((text) => made.pool.embed(text, 'background'));
    for (const child of [0, 1]) await made.child(child).answer({});
    made.pool.giveWay();
    for (const child of [0, 1, 0, 1]) await made.child(child).answer(new Int8Array(1));
    for (let passed = 0; passed < 1_200; passed += 300) {
      made.pool.giveWay();
      vi.advanceTimersByTime(300);
    }
    const running = (): number[] => [0, 1].map((child) => made.asked(child).length);
    for (const left of [2, 1]) {
      expect([left, running().toSorted()]).toEqual([left, [0, 1]]);
      await made.child(running().indexOf(1)).answer(new Int8Array(1));
    }
    await Promise.all(work);
  });

  it('lets go of background work at once where it is stopped while it rests', async () => {
    await using made = pool();
    made.pool.giveWay();
    const stop = new AbortController();
    const work = ['b1', 'b2'].map((text) => failing(made.pool.embed(text, 'background', stop.signal)));
    stop.abort(new Error('paused'));
    expect(await Promise.all(work)).toEqual([new Error('paused'), new Error('paused')]);
    expect(made.children).toHaveLength(0);
  });

  it('drops what nobody waits for any more before it reaches a process', async () => {
    await using made = pool();
    const abort = new AbortController();
    const dropped = failing(made.pool.embed('dropped', 'query', abort.signal));
    const wanted = made.pool.embed('wanted', 'query');
    abort.abort(new Error('a newer query came'));
    await made.child(0).answer({});
    expect(made.asked(0)).toEqual([{ text: 'wanted' }]);
    expect(await dropped).toEqual(new Error('a newer query came'));
    await made.child(0).answer(new Int8Array(1));
    await wanted;
  });

  it('is tried once more where its process dies, and not a third time', async () => {
    await using made = pool();
    const vector = failing(made.pool.embed('heavy', 'query'));
    await made.child(0).answer({});
    await made.child(0).die();
    await made.child(1).answer({});
    expect(made.asked(1)).toEqual([{ text: 'heavy' }]);
    await made.child(1).die();
    expect(await vector).toMatchObject({ code: 'INFERENCE_FAILED' });
  });

  it('refuses a text alone where the model refuses it', async () => {
    await using made = pool();
    const bad = failing(made.pool.embed('bad', 'query'));
    await made.child(0).answer({});
    await made.child(0).refuse('UNEXPECTED');
    expect(await bad).toMatchObject({ code: 'UNEXPECTED' });
    expect(made.children).toHaveLength(1);
  });

  it('refuses everything, at once and later, where the model cannot be loaded', async () => {
    await using made = pool(2);
    const waiting = [failing(made.pool.embed('a', 'query')), failing(made.pool.embed('b', 'background'))];
    await made.child(0).refuse('MODEL_CORRUPT');
    for (const error of [...waiting, failing(made.pool.embed('c', 'query'))]) {
      expect(await error).toMatchObject({ code: 'MODEL_CORRUPT' });
    }
    await nextTurn();
    expect(made.children).toHaveLength(2);
  });

  it('goes on where a process dies while it loads, unless none ever gets ready', async () => {
    await using made = pool();
    const vector = made.pool.embed('bees', 'query');
    await made.child(0).die();
    await made.child(1).answer({});
    await made.child(1).answer(new Int8Array(3));
    expect(await vector).toHaveLength(3);

    await using hopeless = pool();
    const never = failing(hopeless.pool.embed('bees', 'query'));
    for (const place of [0, 1, 2]) await hopeless.child(place).die();
    expect(await never).toMatchObject({ code: 'INFERENCE_FAILED' });
  });

  it('refuses all of it at the end', async () => {
    await using made = pool();
    const running = failing(made.pool.embed('a', 'query'));
    await made.child(0).answer({});
    await made.pool.close();
    expect(await running).toMatchObject({ code: 'INFERENCE_FAILED' });
    expect(await failing(made.pool.embed('b', 'query'))).toMatchObject({ code: 'INFERENCE_FAILED' });
  });

  it('deepens in one process of the lowest priority where it shall be gentle, and answers questions in others', async () => {
    let isLowest = true;
    const share = () => (isLowest ? { processes: 1, isLowest } : { processes: 2, isLowest });
    await using made = pool(2, 2, { share });
    const work = ['b1', 'b2', 'b3'].map((text) => made.pool.embed(text, 'background'));
    expect(made.children).toHaveLength(1);
    expect(made.asked(0)).toEqual([{ folder: '/model', isLowest: true }]);
    await made.child(0).answer({});
    const question = made.pool.embed('q', 'query');
    expect(made.children).toHaveLength(3);
    expect(made.asked(1)).toEqual([{ folder: '/model', isLowest: false }]);
    await made.child(1).answer({});
    await made.child(2).answer({});
    expect([made.asked(1), made.asked(2)].flat()).toEqual([{ text: 'q' }]);
    expect(made.asked(0)).toEqual([{ text: 'b1' }, { text: 'b2' }]);
    // From now on at full speed: what is left goes to the others.
    isLowest = false;
    await made.child(made.asked(1).length > 0 ? 1 : 2).answer(new Int8Array(1));
    await question;
    await made.child(0).answer(new Int8Array(1));
    await made.child(0).answer(new Int8Array(1));
    expect(made.asked(0)).toEqual([]);
    expect([made.asked(1), made.asked(2)].flat()).toEqual([{ text: 'b3' }]);
    await made.child(made.asked(1).length > 0 ? 1 : 2).answer(new Int8Array(1));
    await Promise.all(work);
  });

  it('starts no second process where memory is short', async () => {
    await using made = pool(3, 3, { hasRoom: () => false });
    const vector = made.pool.embed('bees', 'query');
    expect(made.children).toHaveLength(1);
    await made.child(0).answer({});
    await made.child(0).answer(new Int8Array(2));
    expect(await vector).toHaveLength(2);
  });
});
