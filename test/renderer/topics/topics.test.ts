import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { readCarriers } from '../../../src-renderer/topics/read-documents.ts';
import { Topics } from '../../../src-renderer/topics/topics.svelte.ts';
import { DOCUMENTS, type FakeDocument } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

async function setUp({ documents = DOCUMENTS, labels = true } = {}) {
  const engine = new ScriptedEngine();
  engine.documents = documents;
  if (labels) {
    engine.topics.add('Bread', ['flour']);
    engine.topics.add('Tenancy', ['notice', 'flat']);
  }
  const said: string[] = [];
  const say = (message: string): number => said.push(message);
  const topics = new Topics(clientOf(engine), { say, also: say }, say);
  await topics.start();
  if (labels) await topics.choose(2);
  return { engine, topics, said };
}

/** Someone's hand is on the list. */
function holdList(topics: Topics): void {
  const list = document.createElement('ol');
  const row = document.createElement('button');
  list.append(row);
  document.body.append(list);
  row.focus();
  topics.ranked.hand.list = list;
}

function many(count: number): FakeDocument[] {
  return Array.from({ length: count }, (_, index) => ({
    path: `/home/ada/${index}.txt`,
    title: `Note ${index}`,
    format: 'text',
    modified: '2020-01-01',
    text: index < 3 ? 'notice and flat' : 'something else',
    places: [],
  }));
}

const paths = (topics: Topics): string[] => topics.ranked.documents.map(({ path }) => path);
const verdicts = (engine: ScriptedEngine) => engine.topics.judged.map(({ path, verdict }) => [path, verdict]);

test('the first label is chosen by itself, its documents come best first', async () => {
  const { topics } = await setUp();
  await topics.choose(1);
  expect(topics.label?.name).toBe('Bread');
  await topics.choose(2);
  const scores = topics.ranked.documents.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(topics.suggested.words.map(({ word }) => word)).toEqual(['landlord', 'registered', 'meters']);
});

test('no label yet: groups of alike documents are offered, and one becomes a label at once', async () => {
  const { engine, topics, said } = await setUp({ labels: false });
  expect(topics.suggested.labels).toEqual([]);
  await topics.take({ words: ['notice', 'flat', 'meters'], documents: 3, examples: [] });
  expect(engine.topics.labels.map(({ name, words }) => [name, words])).toEqual([
    ['Notice, flat', ['notice', 'flat', 'meters']],
  ]);
  expect(topics.label?.name).toBe('Notice, flat');
  expect(topics.pane).toBe('documents');
  expect(said.at(-1)).toMatch(/^Notice, flat is made: \d+ documents?\.$/);
});

test('a judgement shows at once; the list is asked again 300 ms after the last one', async () => {
  const { engine, topics, said } = await setUp();
  const [first = '', second = ''] = paths(topics);
  const shown = engine.topics.shown;
  topics.ranked.judge(first, 'not');
  expect(topics.ranked.documents[0]).toMatchObject({ verdict: 'not', belongs: false });
  expect(said.at(-1)).toMatch(/: does not belong\.$/);
  await vi.advanceTimersByTimeAsync(250);
  topics.ranked.judge(second, 'belongs');
  await vi.advanceTimersByTimeAsync(250);
  expect(engine.topics.shown).toBe(shown);
  expect(topics.label?.examples.map(({ verdict }) => verdict).toSorted()).toEqual(['belongs', 'not']);
  await vi.advanceTimersByTimeAsync(100);
  expect(engine.topics.shown).toBe(shown + 1);
  expect(paths(topics)[0]).not.toBe(first);
});

test('under a hand the order stays until it is asked for; what is known is updated in place', async () => {
  const { topics, said } = await setUp();
  holdList(topics);
  const before = paths(topics);
  const score = topics.ranked.documents[0]?.score ?? 0;
  topics.ranked.judge(before[0] ?? '', 'not');
  await vi.advanceTimersByTimeAsync(400);
  expect(paths(topics)).toEqual(before);
  expect(topics.ranked.documents[0]?.score).toBeLessThan(score);
  expect(said.at(-1)).toBe('A better order is ready, press R.');
  topics.ranked.takeBetterOrder();
  expect(said.at(-1)).toMatch(/^Order improved; first is .+\.$/);
  expect(paths(topics)).not.toEqual(before);
});

test('judging goes on to the next; the last one stays', async () => {
  const { engine, topics } = await setUp();
  const all = paths(topics);
  topics.ranked.judgeAndGoOn('belongs');
  topics.ranked.judgeAndGoOn('not');
  expect(topics.ranked.active).toBe(all[2]);
  topics.ranked.select(all.at(-1) ?? '');
  topics.ranked.judgeAndGoOn('not');
  expect(topics.ranked.active).toBe(all.at(-1));
  await vi.advanceTimersByTimeAsync(1);
  expect(verdicts(engine)).toEqual([
    [all[0], 'belongs'],
    [all[1], 'not'],
    [all.at(-1), 'not'],
  ]);
});

test('what carries no label is counted anew after a judgement', async () => {
  const { topics } = await setUp();
  const carriers = topics.ranked.documents.filter(({ belongs }) => belongs);
  const before = topics.overview?.unlabelled ?? 0;
  for (const { path } of carriers) topics.ranked.judge(path, 'not');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(topics.overview?.labels.find(({ id }) => id === 2)?.documents).toBe(0);
  expect(topics.overview?.unlabelled).toBe(before + carriers.length);
});

test('the same judgement twice is one', async () => {
  const { engine, topics } = await setUp();
  const [first = ''] = paths(topics);
  topics.ranked.judge(first, 'not');
  topics.ranked.judge(first, 'not');
  await vi.advanceTimersByTimeAsync(1);
  expect(engine.topics.judged).toHaveLength(1);
});

test('a judgement that fails is taken back in the list, and it is said why', async () => {
  const { engine, topics, said } = await setUp();
  const [first = ''] = paths(topics);
  engine.topics.trouble = { code: 'DISK_FULL', cause: 'The disk is full.', remedy: 'Make room.' };
  topics.ranked.judge(first, 'not');
  await vi.advanceTimersByTimeAsync(1);
  expect(topics.ranked.documents[0]).toMatchObject({ verdict: null, belongs: true });
  expect(topics.refused?.code).toBe('DISK_FULL');
  expect(said.at(-1)).toBe('The disk is full. Make room.');
});

test('those near the line are gone through, one after the other', async () => {
  const { engine, topics, said } = await setUp();
  await topics.change({ threshold: topics.ranked.documents[1]?.score ?? 0 });
  const near = topics.ranked.documents.filter(({ nearLine }) => nearLine).map(({ path }) => path);
  expect(near.length).toBeGreaterThan(1);
  expect(await topics.ranked.judgeNearLine()).toBe(near.length);
  expect(said.at(-1)).toBe(`${near.length} documents near the line.`);
  for (const path of near) {
    expect(topics.ranked.active).toBe(path);
    topics.ranked.judgeAndGoOn('belongs');
  }
  expect(topics.ranked.queue).toEqual([]);
  expect(said.at(-1)).toBe('All near the line are judged.');
  await vi.advanceTimersByTimeAsync(1);
  expect(verdicts(engine).map(([path]) => path)).toEqual(near);
});

test('the last judgement is taken back, and it is said which', async () => {
  const { engine, topics, said } = await setUp();
  const [first = ''] = paths(topics);
  topics.ranked.judgeAndGoOn('not');
  await topics.undo();
  expect(said.at(-1)).toMatch(/^Taken back in Tenancy: the judgement of .+\.$/);
  expect(topics.ranked.active).toBe(first);
  expect(topics.ranked.documents.find(({ path }) => path === first)?.verdict).toBeNull();
  expect(engine.topics.list().labels.at(-1)?.examples).toEqual([]);
  await topics.undo();
  expect(said.at(-1)).toBe('Nothing to take back.');
});

test('words are added, mended and removed; the rest of the label stays as it is', async () => {
  const { engine, topics, said } = await setUp();
  await topics.change({ threshold: 0.4, parent: 1 });
  await topics.addWords(['noticce', 'flat']);
  expect(topics.label?.words.map(({ word, meant }) => [word, meant])).toContainEqual(['noticce', 'notice']);
  await topics.dropWord('noticce', 'notice');
  await topics.dropWord('flat');
  expect(said.at(-1)).toMatch(/^flat removed; \d+ documents?\.$/);
  const { id: _, ...kept } = engine.topics.saved.at(-1) ?? { id: 0 };
  expect(kept).toEqual({ name: 'Tenancy', words: ['notice'], parent: 1, colour: 1, threshold: 0.4 });
});

test('changes made at once build on each other', async () => {
  const { topics } = await setUp();
  await Promise.all([topics.change({ name: 'Lease' }), topics.change({ threshold: 0.3 })]);
  expect(topics.label).toMatchObject({ name: 'Lease', threshold: 0.3 });
});

test('a name that is taken is refused, and nothing is lost', async () => {
  const { topics } = await setUp();
  expect(await topics.create({ name: 'Bread', words: [] })).toBe(false);
  expect(topics.refused?.cause).toBe('There is a label Bread already.');
  expect(topics.label?.name).toBe('Tenancy');
});

test('the threshold is saved once it is let go, by keys once they rest', async () => {
  const { engine, topics, said } = await setUp();
  const saved = engine.topics.saved.length;
  for (const value of [0.45, 0.4, 0.35]) {
    topics.threshold.move(value);
    topics.threshold.letGo();
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(topics.threshold.moving).toBe(0.35);
  expect(engine.topics.saved).toHaveLength(saved);
  await vi.advanceTimersByTimeAsync(300);
  expect(engine.topics.saved.slice(saved).map(({ threshold }) => threshold)).toEqual([0.35]);
  expect(topics.threshold.moving).toBeNull();
  expect(said.at(-1)).toMatch(/^Threshold 0\.35: \d+ documents\.$/);
  await topics.threshold.reset();
  expect(topics.label?.threshold).toBeNull();
});

test('a threshold being moved is kept for its own label when another is chosen', async () => {
  const { engine, topics } = await setUp();
  topics.threshold.move(0.2);
  await topics.choose(1);
  expect(engine.topics.saved.at(-1)).toMatchObject({ name: 'Tenancy', threshold: 0.2 });
  expect(topics.threshold.moving).toBeNull();
});

test('documents that come in are asked for, but not more often than every few seconds', async () => {
  const { engine, topics } = await setUp();
  const { shown, listed } = engine.topics;
  for (let time = 0; time < 40; time += 1) {
    topics.documentsChanged();
    await vi.advanceTimersByTimeAsync(250);
  }
  expect(engine.topics.shown - shown).toBe(2);
  expect(engine.topics.listed - listed).toBe(2);
  topics.documentsChanged();
  topics.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(engine.topics.shown - shown).toBe(2);
});

test('a long list comes in parts, and what is asked again is as long as it was', async () => {
  const { topics } = await setUp({ documents: many(130) });
  expect(topics.ranked.documents).toHaveLength(50);
  await Promise.all([topics.ranked.more(), topics.ranked.more()]);
  expect(new Set(paths(topics)).size).toBe(100);
  await topics.ranked.refresh();
  expect(topics.ranked.documents).toHaveLength(100);
  topics.ranked.select(paths(topics).at(-1) ?? '');
  topics.ranked.move(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(topics.ranked.documents).toHaveLength(130);
  await topics.ranked.more();
  expect(topics.ranked.total).toBe(130);
});

test('all that carry a label are listed, however many there are', async () => {
  const documents = many(1203).map((each) => ({ ...each, text: 'notice and flat' }));
  const { engine } = await setUp({ documents });
  expect(await readCarriers(clientOf(engine), 2)).toHaveLength(1203);
  expect(await readCarriers(clientOf(engine), 1)).toEqual([]);
});

test('a label chosen elsewhere is opened at once; one that is gone gives way', async () => {
  const { engine, topics } = await setUp();
  topics.chosen = 1;
  const start = topics.start();
  expect([topics.ranked.id, topics.ranked.documents]).toEqual([1, []]);
  await start;
  expect(topics.ranked.documents).not.toEqual([]);
  engine.topics.remove(1);
  await topics.start();
  expect([topics.label?.name, topics.ranked.id]).toEqual(['Tenancy', 2]);
});

test('a list that stands stays where it cannot be asked again', async () => {
  const { engine, topics } = await setUp();
  const before = paths(topics);
  engine.topics.trouble = { code: 'DISK_FULL', cause: 'The disk is full.', remedy: 'Make room.' };
  await topics.ranked.refresh();
  expect(topics.ranked.failure?.code).toBe('DISK_FULL');
  expect(paths(topics)).toEqual(before);
});

test('a label that is removed gives way to another', async () => {
  const { topics, said } = await setUp();
  topics.removing = true;
  await topics.remove();
  expect(said.at(-1)).toBe('Tenancy is removed.');
  expect([topics.removing, topics.label?.name, topics.overview?.labels.length]).toEqual([false, 'Bread', 1]);
});

test('an engine that ended is asked once more; one that stays away is an error with a way out', async () => {
  const { engine, topics } = await setUp();
  engine.topics.ended = true;
  await topics.start();
  expect(topics.failure).toBeNull();
  expect(topics.label?.name).toBe('Tenancy');
  engine.topics.trouble = { code: 'BROKEN', cause: 'The library is damaged.', remedy: 'Try again.' };
  await topics.start();
  expect([topics.failure?.code, topics.ranked.failure?.code]).toEqual(['BROKEN', 'BROKEN']);
  engine.topics.trouble = null;
  await topics.start();
  expect([topics.failure, topics.ranked.failure]).toEqual([null, null]);
});

test('an answer for the label before is never shown', async () => {
  const { engine, topics } = await setUp();
  const before = topics.choose(1);
  await topics.choose(2);
  await before;
  expect(topics.ranked.id).toBe(2);
  expect(topics.ranked.documents.map(({ score }) => score)).toEqual(
    engine.topics.show({ id: 2, offset: 0, limit: 50 }).documents.map(({ score }) => score),
  );
});
