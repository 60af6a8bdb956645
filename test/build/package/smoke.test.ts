import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from 'vitest';

import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** smoke.sh among programs that write down how they were called, and answer what they are to answer. */

const SCRIPT = join(import.meta.dirname, '../../../build/package/smoke.sh');
const VERSION = '1.2.3';

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o755);
}

/** What was called, a line each, with the folder of it all left out. */
async function callsOn(system: string, programs: Readonly<Record<string, string>>): Promise<string[]> {
  await using folder = await temporaryFolder();
  const at = (path: string): string => join(folder.path, path);
  const log = at('calls');
  for (const [path, answer] of Object.entries({ uname: system, node: VERSION, npm: '', ...programs })) {
    const file = at(path.includes('/') ? path : `bin/${path}`);
    await put(file, `#!/bin/sh\necho "\${0##*/} $*" >> '${log}'\necho '${answer}'\n`);
  }
  await mkdir(at('build/package'), { recursive: true });
  await copyFile(SCRIPT, at('build/package/smoke.sh'));
  const env = { PATH: `${at('bin')}:${process.env['PATH']}`, LOCALAPPDATA: at('local') };
  await promisify(execFile)('bash', [at('build/package/smoke.sh')], { env });
  return (await readFile(log, 'utf8')).replaceAll(`${folder.path}/`, '').trimEnd().split('\n');
}

test('on Windows the installer asks nobody, and the installed program is held to its checks', async () => {
  const calls = await callsOn('MINGW64_NT-10.0-26100', {
    'out/package/Inkling-1.2.3-win-x64.exe': '',
    'local/Programs/Inkling/resources/bin/inkling.cmd': VERSION,
  });
  // Of //S Git Bash makes /S; of /S a path.
  expect(calls).toContain('Inkling-1.2.3-win-x64.exe //S');
  expect(calls).toContain('inkling.cmd --version');
  expect(calls.at(-1)).toBe('npm run smoke:electron -- local/Programs/Inkling/Inkling.exe');
});

test('on Linux the installed program is held to its checks on a display', async () => {
  const programs = { sudo: '', dpkg: 'amd64', 'desktop-file-validate': '', 'xvfb-run': VERSION };
  const calls = await callsOn('Linux', programs);
  expect(calls).toContain('sudo apt-get install --yes ./out/package/inkling_1.2.3_amd64.deb');
  expect(calls.at(-1)).toBe(
    'xvfb-run --auto-servernum npm run smoke:electron -- /opt/Inkling/inkling-desktop',
  );
});

test('a program of another version is no success', async () => {
  const programs = { sudo: '', dpkg: 'amd64', 'desktop-file-validate': '', 'xvfb-run': '1.2.2' };
  await expect(callsOn('Linux', programs)).rejects.toThrow("answered '1.2.2', not 1.2.3");
});
