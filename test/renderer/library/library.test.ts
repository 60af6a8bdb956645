import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Announcer } from '../../../src-renderer/lib/announcer.svelte.ts';
import { follow } from '../../../src-renderer/library/follow.ts';
import { Library } from '../../../src-renderer/library/library.svelte.ts';
import { HOME } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ERRORS } from '../../helpers/scripted-data.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const engine = new ScriptedEngine();
  engine.addFolder(HOME);
  const announcer = new Announcer();
  return { engine, announcer, library: new Library(clientOf(engine), announcer) };
}

test('follows the progress, and speaks at quarters only', async () => {
  const { engine, announcer, library } = setUp();
  await library.start();
  await vi.advanceTimersByTimeAsync(1);
  expect(library.progress?.searchable.done).toBe(8405);
  expect(announcer.message).toBe('');
  engine.searchable = { ...engine.searchable, done: 8999 };
  engine.change();
  await vi.advanceTimersByTimeAsync(3000);
  expect(announcer.message).toBe('75 % searchable, 8,999 files.');
  library.stop();
});

test('what is refused says why; what is taken is there', async () => {
  const { library } = setUp();
  expect((await library.add('nowhere'))?.cause).toBe('There is no folder nowhere.');
  expect(await library.add('/home/ada/Papers')).toBeNull();
  expect(library.roots).toEqual([HOME, '/home/ada/Papers']);
});

test('a broken stream is opened again after growing waits', async () => {
  const opened: number[] = [];
  const breaks: number[] = [];
  const end = new AbortController();
  void follow({
    open: () => {
      opened.push(Date.now());
      return Promise.reject(new Error('away'));
    },
    take: () => {},
    broken: (times) => breaks.push(times),
    signal: end.signal,
  });
  await vi.advanceTimersByTimeAsync(3000);
  end.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  const waits = opened.slice(1).map((time, index) => time - (opened[index] ?? 0));
  expect(waits).toEqual([400, 800, 1600]);
  expect(breaks).toEqual([1, 2, 3, 4]);
});

test('a folder is paused and resumed, and it is said', async () => {
  const { engine, announcer, library } = setUp();
  await library.refresh();
  const folder = () => library.status?.roots[0] ?? engine.addFolder('/none');
  await library.pauseFolder(folder());
  await vi.advanceTimersByTimeAsync(2_100);
  expect([folder().paused, announcer.message]).toEqual([true, 'Documents is paused.']);
  await library.pauseFolder(folder());
  await vi.advanceTimersByTimeAsync(2_100);
  expect([folder().paused, announcer.message]).toEqual([false, 'Documents is read again.']);
});

test('what was not done is not said to be, and why stays until something is', async () => {
  const { engine, announcer, library } = setUp();
  await library.refresh();
  const folder = engine.addFolder('/elsewhere');
  engine.folders = engine.folders.filter(({ path }) => path !== folder.path);
  await library.pauseFolder(folder);
  await library.refresh();
  await vi.advanceTimersByTimeAsync(2_100);
  expect([library.refused?.code, library.failure, announcer.message]).toEqual(['DOCUMENT_UNKNOWN', null, '']);
  await library.lookAgain();
  expect(library.refused).toBeNull();
});

test('a folder that leaves is heard of, by whomever it was forgotten', async () => {
  const engine = new ScriptedEngine();
  engine.addFolder(HOME);
  engine.addFolder('/home/ada/Papers');
  const left = vi.fn<() => void>();
  const library = new Library(clientOf(engine), new Announcer(), { onLeave: left });
  await library.refresh();
  engine.addFolder('/home/ada/Pictures');
  await library.refresh();
  expect(left).not.toHaveBeenCalled();
  engine.folders = engine.folders.filter(({ path }) => path !== HOME);
  await library.refresh();
  await library.refresh();
  expect(left).toHaveBeenCalledTimes(1);
});

test('a file is tried again once at a time; what is read leaves the list, and what is not says why', async () => {
  const { engine, announcer, library } = setUp();
  engine.errors = ERRORS;
  const [first, second] = ERRORS.map(({ path }) => path);
  engine.stubborn.add(second ?? '');
  await library.refresh();
  const trying = library.retry(first ?? '');
  expect([...library.retrying]).toEqual([first]);
  await library.retry(first ?? '');
  await trying;
  await vi.advanceTimersByTimeAsync(2_100);
  expect([library.errors, announcer.message]).toEqual([ERRORS.slice(1), 'Payslips 2021.pdf could be read.']);
  await library.retry(second ?? '');
  await vi.advanceTimersByTimeAsync(2_100);
  expect(announcer.message).toBe(`Land register, scan.pdf was tried again. ${ERRORS[1]?.cause}`);
  expect([library.errors, library.refused, library.retrying.size]).toEqual([ERRORS.slice(1), null, 0]);
});
