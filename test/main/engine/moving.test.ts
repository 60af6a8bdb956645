import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createEngine, type Engine } from '../../../src-main/engine/index.ts';
import { MARKS, writeMark } from '../../../src-main/lib/library-marks.ts';
import { presentPlace, rememberArrival } from '../../../src-main/rpc/library-path.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';

const NOTES = { 'bees.md': '# Winter\n\nColonies overwinter on stored honey.\n' };
const DATABASES = ['index.db', 'person.db'];

/** A library that was closed, and a place beside it that it may move to. */
async function closedLibrary() {
  const bench = await EngineBench.read(NOTES);
  const target = join(bench.papers, '..', 'moved');
  return { bench, target, [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose]() };
}

/** Opens a library, and tells what of it is found by a word. */
async function foundIn(library: string, bench: EngineBench): Promise<string[]> {
  const engine: Engine = await createEngine({ library, spawn: bench.watched.spawn, desktop: bench.desktop });
  try {
    const request = { query: 'honey', mode: 'lexical' as const, limit: 5, passages: 1, asTyped: false };
    const names: string[] = [];
    for await (const { results } of engine.search(request, new AbortController().signal))
      names.push(...results.map(({ name }) => name));
    return names;
  } finally {
    await engine.close();
  }
}

test('a library moves once it is closed; what it left goes once it was opened where it is now', async () => {
  await using made = await closedLibrary();
  const { bench, target } = made;
  const moves = join(bench.papers, '..', 'config', 'libraries.json');
  writeFileSync(join(bench.library, 'not ours.txt'), 'mine');
  expect(await bench.engine.move(target)).toBe(target);
  expect(bench.engine.isMoving()).toBe(true);
  await bench.close();
  expect(presentPlace(bench.library, moves)).toBe(target);
  await expect(foundIn(bench.library, bench)).rejects.toMatchObject({ code: 'LIBRARY_MOVED' });
  rememberArrival(target, moves);
  expect(await foundIn(target, bench)).toEqual(['bees.md']);
  expect(readdirSync(bench.library)).toEqual(['not ours.txt']);
  expect(readdirSync(target)).toEqual(expect.arrayContaining(DATABASES));
  expect(Object.values(MARKS).filter((mark) => existsSync(join(target, mark)))).toEqual([]);
  expect(presentPlace(bench.library, moves)).toBe(target);
});

test('it moves on, and back, and is always found by the name it had first', async () => {
  await using made = await closedLibrary();
  const { bench, target } = made;
  const moves = join(bench.papers, '..', 'libraries.json');
  await bench.close();
  const places = [bench.library, target, join(bench.papers, '..', 'further'), bench.library];
  for (const [step, to] of places.slice(1).entries()) {
    const from = places[step] ?? '';
    const engine = await createEngine({ library: from, spawn: bench.watched.spawn });
    await engine.move(to);
    await engine.close();
    rememberArrival(to, moves);
    expect(await foundIn(to, bench)).toEqual(['bees.md']);
    expect([bench.library, from].map((name) => presentPlace(name, moves))).toEqual([to, to]);
    expect(existsSync(from)).toBe(false);
  }
});

describe('killed on the way,', () => {
  test.each([
    ['before anything is copied', () => {}],
    [
      'while it is copied',
      (library: string, target: string) => {
        writeMark(target, 'arriving', library);
        cpSync(join(library, 'person.db'), join(target, 'person.db'));
        writeFileSync(join(target, 'index.db'), 'half of it');
      },
    ],
    [
      'when all is copied, and nothing decided',
      (library: string, target: string) => {
        for (const name of DATABASES) cpSync(join(library, name), join(target, name));
        writeMark(target, 'former', library);
      },
    ],
  ])('%s, the library is whole where it was', async (_when, reach) => {
    await using made = await closedLibrary();
    const { bench, target } = made;
    await bench.close();
    mkdirSync(target);
    writeMark(bench.library, 'moving', target);
    reach(bench.library, target);
    expect(presentPlace(bench.library, join(target, 'none.json'))).toBe(bench.library);
    if (existsSync(join(target, MARKS.arriving)))
      await expect(foundIn(target, bench)).rejects.toMatchObject({ code: 'LIBRARY_INCOMPLETE' });
    expect(await foundIn(bench.library, bench)).toEqual(['bees.md']);
    // What was copied was for nothing, and gone; the folder may be named again.
    expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
    expect(existsSync(join(bench.library, MARKS.moving))).toBe(false);
  });

  test('once it is decided, it is whole where it is now, whatever of the old one is left', async () => {
    await using made = await closedLibrary();
    const { bench, target } = made;
    await bench.close();
    mkdirSync(target);
    for (const name of DATABASES) cpSync(join(bench.library, name), join(target, name));
    writeMark(target, 'former', bench.library);
    writeMark(bench.library, 'moved', target);
    rmSync(join(bench.library, 'index.db'));
    expect(presentPlace(bench.library, join(target, 'none.json'))).toBe(target);
    expect(await foundIn(target, bench)).toEqual(['bees.md']);
    expect(existsSync(bench.library)).toBe(false);
  });
});

test('what cannot be copied leaves everything as it was, and is told', async () => {
  await using made = await closedLibrary();
  const { bench, target } = made;
  await bench.engine.move(target);
  // A folder stands where a file is to be written.
  mkdirSync(join(target, 'index.db'));
  await bench.close();
  await bench.reopen();
  expect((await bench.engine.status()).notices).toMatchObject([{ code: 'LIBRARY_NOT_MOVED' }]);
  expect(await bench.found('honey', 'lexical')).toEqual(['bees.md']);
  renameSync(join(target, 'index.db'), join(target, 'elsewhere'));
});

test.each([
  ['a folder that is not empty', 'papers', 'MOVE_TARGET_TAKEN'],
  ['a folder in a folder that is not there', 'nowhere/library', 'FOLDER_MISSING'],
  ['a folder in itself', 'library/inner', 'MOVE_INTO_ITSELF'],
  ['itself', 'library', 'MOVE_INTO_ITSELF'],
])('is refused to %s', async (_where, to, code) => {
  await using bench = await EngineBench.read(NOTES);
  await expect(bench.engine.move(join(bench.papers, '..', to))).rejects.toMatchObject({ code });
  expect(bench.engine.isMoving()).toBe(false);
});

test('a library made anew where one was before is that one', async () => {
  await using made = await closedLibrary();
  const { bench, target } = made;
  const moves = join(bench.papers, '..', 'libraries.json');
  mkdirSync(target);
  writeMark(target, 'former', bench.library);
  rememberArrival(target, moves);
  expect(presentPlace(bench.library, moves)).toBe(bench.library);
});
