import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Picture, Pictures } from '../../../src-renderer/api/pictures.ts';
import { PageView } from '../../../src-renderer/search/page-view.svelte.ts';
import { deepResults, LEASE } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Pictures that come when they are let, and are counted while they are held. */
class HeldPictures implements Pictures {
  readonly asked: string[] = [];
  readonly held = new Set<string>();
  #waiting: (() => void)[] = [];
  isSlow = false;

  async open(
    { page, width }: { readonly page: number | null; readonly width: number },
    signal: AbortSignal,
  ): Promise<Picture> {
    const url = `${page} at ${width}`;
    this.asked.push(url);
    if (this.isSlow) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    signal.throwIfAborted();
    this.held.add(url);
    return { url, release: () => this.held.delete(url) };
  }

  come(): void {
    this.isSlow = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function setUp() {
  const engine = new ScriptedEngine();
  const pictures = new HeldPictures();
  const view = new PageView(clientOf(engine), pictures);
  const [lease] = deepResults();
  if (lease?.path !== LEASE.path) throw new Error('the lease is first');
  const look = async (at: number): Promise<void> => {
    view.look(lease, at, 'pages');
    await vi.advanceTimersByTimeAsync(1);
  };
  return { engine, pictures, view, look, lease };
}

test('the page of a passage, with its marks; another passage of it needs no other picture', async () => {
  const { pictures, view, look } = setUp();
  await look(0);
  expect(view.drawn).toMatchObject({ page: 3, pages: 8, picture: { url: '3 at 640' } });
  expect(view.drawn?.marks.some(({ kind }) => kind === 'passage')).toBe(true);
  await look(1);
  expect(pictures.asked).toEqual(['3 at 640']);
  await look(2);
  expect(view.drawn?.page).toBe(7);
  expect([...pictures.held]).toEqual(['7 at 640']);
});

test('the page before stays until the next has come, and a page nobody waits for is never shown', async () => {
  const { pictures, view, look } = setUp();
  await look(0);
  pictures.isSlow = true;
  view.turn(1);
  await vi.advanceTimersByTimeAsync(1);
  expect([view.page, view.drawn?.page]).toEqual([4, 3]);
  view.turn(1);
  await vi.advanceTimersByTimeAsync(1);
  pictures.come();
  await vi.advanceTimersByTimeAsync(1);
  expect(view.drawn?.page).toBe(5);
  expect([...pictures.held]).toEqual(['5 at 640']);
});

test('is drawn again, once, when the pane or the zoom has come to rest', async () => {
  const { pictures, view, look } = setUp();
  await look(0);
  view.measure(500, 2);
  view.zoomBy(1);
  view.zoomBy(1);
  expect(view.width).toBe(750);
  await vi.advanceTimersByTimeAsync(200);
  expect(pictures.asked).toEqual(['3 at 640', '3 at 1536']);
  view.zoomBack();
  expect(view.zoom).toBe(1);
});

test('pages end where the document does', async () => {
  const { view, look } = setUp();
  await look(3);
  expect(view.page).toBe(8);
  view.turn(1);
  expect(view.page).toBe(8);
  view.turn(-99);
  expect(view.page).toBe(1);
});

test('a failure is told and nothing is held; another document begins anew', async () => {
  const { engine, pictures, view, look, lease } = setUp();
  await look(0);
  engine.documents = [];
  await look(2);
  expect(view.failure?.code).toBe('DOCUMENT_UNKNOWN');
  expect([view.drawn, pictures.held.size]).toEqual([null, 0]);
  view.look({ ...lease, path: '/another.pdf' }, 0, 'pages');
  expect(view.failure).toBeNull();
});

test('better passages of the same document leave a page that was turned to', async () => {
  const { view, look, lease } = setUp();
  await look(0);
  view.turn(2);
  await vi.advanceTimersByTimeAsync(1);
  view.look({ ...lease }, 0, 'pages');
  await vi.advanceTimersByTimeAsync(1);
  expect(view.drawn?.page).toBe(5);
});
