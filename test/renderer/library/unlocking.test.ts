import { expect, test, vi } from 'vitest';

import { Announcer } from '../../../src-renderer/lib/announcer.svelte.ts';
import { Library } from '../../../src-renderer/library/library.svelte.ts';
import { isLocked } from '../../../src-renderer/library/unlocking.svelte.ts';
import { HOME } from '../../helpers/fake-answers.ts';
import { clientOf } from '../../helpers/page-client.ts';
import { ERRORS } from '../../helpers/scripted-data.ts';
import { ScriptedEngine } from '../../helpers/scripted-engine.ts';

const [locked] = ERRORS;
const PATH = locked?.path ?? '';

function setUp() {
  const engine = new ScriptedEngine();
  engine.addFolder(HOME);
  engine.errors = ERRORS;
  const announcer = new Announcer();
  return { engine, announcer, library: new Library(clientOf(engine), announcer) };
}

test('only what a password opens asks for one', () => {
  expect(ERRORS.filter(isLocked)).toEqual([locked]);
});

test('a wrong password is said in place, until another is typed', async () => {
  const { engine, library } = setUp();
  const unlocking = library.unlocking(PATH);
  unlocking.type('wrong');
  expect(await unlocking.give()).toBe(false);
  expect(unlocking.failed).toBe('This password does not open the document.');
  unlocking.type('right');
  expect(unlocking.failed).toBeUndefined();
  expect(await unlocking.give()).toBe(true);
  expect(engine.unlocked.map(({ opened }) => opened)).toEqual([false, true]);
});

test('what is opened leaves the list, and it is spoken', async () => {
  const { announcer, library } = setUp();
  await library.refresh();
  const unlocking = library.unlocking(PATH);
  unlocking.type('right');
  await unlocking.give();
  await library.unlocked(PATH);
  expect(library.errors).toEqual(ERRORS.slice(1));
  await vi.waitFor(() =>
    expect(announcer.message).toBe('Payslips 2021.pdf is open, and found by its words.'),
  );
});

test('it is kept only where a keychain is, and only if that was asked for', async () => {
  const { engine, library } = setUp();
  const give = async (keep: boolean): Promise<void> => {
    const unlocking = library.unlocking(PATH);
    await unlocking.start();
    unlocking.keep = keep;
    unlocking.type('right');
    await unlocking.give();
  };
  await give(true);
  engine.hasKeychain = true;
  await give(false);
  await give(true);
  expect(engine.unlocked.map(({ keep }) => keep)).toEqual([false, false, true]);
});
