import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** By these bytes the section of the fuses is found in Electron's binary. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Fuses of the version this stands in for, as Electron ships them: version 1, nine of them. */
const WIRE = [1, 9, ...'101100011'].map((value) => (typeof value === 'number' ? value : value.charCodeAt(0)));

/** Names of a Linux Electron's files, those aside that electron-builder neither reads nor renames. */
const FILES = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'chrome_100_percent.pak',
  'icudtl.dat',
  'libffmpeg.so',
  'locales/en-US.pak',
  'locales/de.pak',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
];

/**
 * A folder that looks like an unpacked Electron of Linux, for looking at packages where no Electron can be had: the
 * executable says what it is and holds the section that fuses are written into.
 */
export function makeStandIn(folder: string, version: string): string {
  rmSync(folder, { recursive: true, force: true });
  const put = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  for (const file of FILES) put(file, 'stand-in\n');
  put('version', version);
  put('electron', Buffer.concat([Buffer.from(SCRIPT), Buffer.from(SENTINEL), Buffer.from(WIRE)]));
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

const SCRIPT = `#!/bin/sh
echo 'This package was made around a stand-in for Electron, to be looked at; it does not start.' >&2
exit 1
# `;
