import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { safeStorage } from 'electron';
import { expect, test } from 'vitest';

import { Keychain, lendKeychain, type SafeStorage } from '../../../src-main/electron/keychain.ts';
import { EngineBench } from '../../helpers/engine-bench.ts';
import { makeLockedPdf } from '../../helpers/make-locked.ts';
import { routerClient } from '../../helpers/router-client.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const PASSWORD = 'krill-and-plankton';

/** A stand-in for Electron's: what it writes is not what it was given. */
function standIn(options: { there?: boolean; backend?: string; key?: number } = {}): SafeStorage {
  const { there = true, backend = 'kwallet6', key = 7 } = options;
  const turn = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    isEncryptionAvailable: () => there,
    encryptString: (text) => turn(Buffer.from(text)),
    decryptString: (bytes) => turn(bytes).toString(),
    getSelectedStorageBackend: () => backend,
  } satisfies Pick<typeof safeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
    SafeStorage;
}

test('what is kept is there again, and its file holds nothing of it in clear', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'passwords');
  const keychain = Keychain.open(standIn(), file);
  keychain?.apply({ path: '/papers/a.pdf', password: PASSWORD });
  keychain?.apply({ path: '/papers/b.pdf', password: 'other' });
  keychain?.apply({ path: '/papers/b.pdf', password: null });
  const kept = [{ path: '/papers/a.pdf', password: PASSWORD }];
  expect(keychain?.all()).toEqual(kept);
  expect(Keychain.open(standIn(), file)?.all()).toEqual(kept);
  expect(readFileSync(file, 'latin1')).not.toMatch(/krill|papers/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('one that cannot be read is empty', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'passwords');
  Keychain.open(standIn(), file)?.apply({ path: '/papers/a.pdf', password: PASSWORD });
  expect(Keychain.open(standIn({ key: 9 }), file)?.all()).toEqual([]);
  writeFileSync(file, '');
  expect(Keychain.open(standIn(), file)?.all()).toEqual([]);
});

test('a system without one, or whose key every program knows, keeps nothing', () => {
  expect(Keychain.open(standIn({ there: false }), '/nowhere')).toBeNull();
  expect(Keychain.open(standIn({ backend: 'basic_text' }), '/nowhere')).toBeNull();
});

test('an engine is lent it: what was asked to be kept opens the document of the next session', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'passwords');
  await using bench = await EngineBench.read({ 'a.pdf': makeLockedPdf('The whale sings.', PASSWORD) });
  const client = () => routerClient(bench.engine);
  const lend = async (use: () => Promise<void>): Promise<void> => {
    const keychain = Keychain.open(standIn(), file);
    if (keychain === null) throw new Error('there is one');
    const end = new AbortController();
    const lending = lendKeychain(client(), keychain, end.signal);
    await waitUntil(() => bench.engine.canKeepPasswords());
    await use();
    end.abort();
    await lending;
  };
  const path = bench.path('a.pdf');
  await lend(async () => {
    const unlocked = await client().library.unlock({ path, password: PASSWORD, keep: true });
    expect(unlocked).toEqual({ opened: true, kept: true });
    await waitUntil(() => Keychain.open(standIn(), file)?.all().length === 1, 60_000);
  });
  expect(await client().library.keychain()).toEqual({ isThere: false });
  await bench.reopen();
  writeFileSync(path, makeLockedPdf('The whale dives deep.', PASSWORD));
  await bench.lookAgain();
  expect(await bench.found('dives', 'lexical')).toEqual([]);
  await lend(() => waitUntil(async () => (await bench.found('dives', 'lexical')).length === 1, 60_000));
});
