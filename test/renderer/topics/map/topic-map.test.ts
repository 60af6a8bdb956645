import { beforeEach, expect, test, vi } from 'vitest';

import { onMapKey } from '../../../../src-renderer/topics/map/map-keys.ts';
import { TopicMap } from '../../../../src-renderer/topics/map/topic-map.svelte.ts';
import { WHOLE } from '../../../../src-renderer/topics/map/view.ts';
import { clientOf } from '../../../helpers/page-client.ts';
import { ScriptedEngine } from '../../../helpers/scripted-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

async function open(prepare: (engine: ScriptedEngine) => void = () => {}) {
  const engine = new ScriptedEngine();
  engine.topics.add('Tenancy', ['notice', 'flat']);
  prepare(engine);
  const { labels } = engine.topics.list();
  const map = new TopicMap(clientOf(engine), () => labels);
  map.size = { width: 700, height: 500 };
  map.open();
  await map.opened;
  return { engine, map, labels };
}

const HEARD = { onPoint: () => {}, onChoose: () => {}, onGather: () => {}, onLeave: () => {} };
const press = (map: TopicMap, key: string, more: KeyboardEventInit = {}, heard = HEARD): boolean =>
  onMapKey(map, new KeyboardEvent('keydown', { key, ...more }), heard);

test('points are counted by label and left out with it', async () => {
  const { engine, map, labels } = await open();
  const [label] = map.labels;
  expect(map.points.count).toBe(engine.documents.length);
  expect(label?.count).toBe(labels[0]?.documents);
  expect(map.unlabelled).toBe(map.points.count - (label?.count ?? 0));
  const carrier = [...map.points.label].indexOf(0);
  map.point(carrier);
  map.toggle(label?.id ?? 0);
  expect(map.shown(carrier)).toBe(false);
  expect(map.active).toBe(-1);
  map.toggle(null);
  expect([...map.points.documents.keys()].some((at) => map.shown(at))).toBe(false);
});

test('while it is being made it is asked again, until it stands', async () => {
  const { engine, map } = await open(({ topics }) => {
    topics.computing = { done: 1, total: 4 };
  });
  expect(map.answer?.computing).toEqual({ done: 1, total: 4 });
  engine.topics.computing = null;
  await vi.advanceTimersByTimeAsync(800);
  expect(map.answer?.computing).toBeNull();
  const asked = vi.spyOn(engine.topics, 'map');
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).not.toHaveBeenCalled();
});

test('what was spoken of and gathered stays with its document when points come', async () => {
  const { engine, map } = await open();
  map.point(2);
  map.gathered.take([3, 4]);
  const answer = engine.topics.map();
  engine.topics.map = () => ({
    ...answer,
    documents: answer.documents.toReversed().filter((document) => document !== 4),
    x: answer.x.slice(1),
    y: answer.y.slice(1),
    labels: answer.labels.slice(1),
  });
  await map.refresh();
  expect(map.points.documents[map.active]).toBe(3);
  expect(map.gathered.documents).toEqual([3]);
});

test('a loop gathers what lies within; as examples at most two hundred', async () => {
  const { map } = await open();
  map.loop = [
    [0, 0],
    [0.36, 0],
    [0.36, 1],
    [0, 1],
  ];
  expect(map.gather()).toBe(4);
  expect(map.gathered.documents).toEqual([1, 2, 3, 4]);
  expect(await map.gathered.paths()).toHaveLength(4);
  map.gathered.take(Array.from({ length: 1000 }, (_, at) => at + 1));
  const asked = vi.spyOn(map.documents, 'ask');
  await map.gathered.examples();
  expect(asked.mock.calls.at(-1)?.[0]).toHaveLength(200);
});

test('keys: enter by the middle, walk, size, gather, and step by step back', async () => {
  const { map } = await open();
  expect(press(map, 'ArrowRight')).toBe(true);
  const first = map.active;
  expect(first).toBeGreaterThanOrEqual(0);
  press(map, 'ArrowRight');
  expect(map.points.x[map.active]).toBeGreaterThan(map.points.x[first] ?? 1);
  press(map, '+');
  expect(map.view.scale).toBeGreaterThan(1);
  press(map, '0');
  expect(map.view).toEqual(WHOLE);
  press(map, ' ');
  expect(map.gathered.documents).toEqual([map.points.documents[map.active]]);
  press(map, 'a');
  expect(map.gathered.documents).toHaveLength(map.points.count);
  const onLeave = vi.fn<() => void>();
  press(map, 'Escape', {}, { ...HEARD, onLeave });
  expect(map.active).toBe(-1);
  expect(onLeave).not.toHaveBeenCalled();
  press(map, 'Escape', {}, { ...HEARD, onLeave });
  expect(onLeave).toHaveBeenCalledOnce();
  expect(press(map, 'q')).toBe(false);
  expect(press(map, 'ArrowRight', { ctrlKey: true })).toBe(false);
});

test('a map that cannot be asked says why, and keeps what stood', async () => {
  const { engine, map } = await open();
  engine.topics.trouble = { code: 'BROKEN', cause: 'The library is damaged.', remedy: 'Repair it.' };
  await map.refresh();
  expect(map.failure?.code).toBe('BROKEN');
  expect(map.points.count).toBe(engine.documents.length);
});
