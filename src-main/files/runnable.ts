import { lstat } from 'node:fs/promises';

import { InklingError } from '../lib/errors.ts';
import { endingOfPath } from '../lib/document-path.ts';
import { openFile } from './open.ts';

/** Endings that a system starts, installs or follows elsewhere instead of showing what they hold. */
const ENDINGS: ReadonlySet<string> = new Set(
  // Programs, installers and what they load.
  (
    'exe com scr pif msi msix msp appx appxbundle dll cpl sys jar appimage run bin app pkg dmg deb rpm apk flatpakref snap xpi ' +
    // Scripts.
    'sh bash zsh fish csh ksh command tool bat cmd ps1 psm1 psd1 vbs vbe vb js jse ws wsf wsh wsc hta py pyw pyc pyz rb pl pm ' +
    'php lua tcl awk scpt scptd applescript workflow action terminal ' +
    // Links, settings of systems and what starts other things.
    'desktop lnk url webloc inetloc fileloc reg inf scf library-ms search-ms settingcontent-ms msc gadget job jnlp service'
  ).split(' '),
);
/** Any of the bits that let somebody run a file. */
const EXECUTABLE = 0o111;
/** What programs and scripts begin with: ELF, Windows, Mach-O, a line that names an interpreter. */
const BEGINNINGS = [/^\x7fELF/, /^MZ/, /^\xcf\xfa\xed\xfe/, /^\xca\xfe\xba\xbe/, /^#!/];
const BEGINNING_BYTES = 4;

/** Why a system might run a file instead of showing it; null where it would not. */
export function runs({
  path,
  mode,
  beginning,
}: {
  readonly path: string;
  /** 0 where the system has no such bits. */
  readonly mode: number;
  readonly beginning: Uint8Array;
}): 'ending' | 'permission' | 'content' | null {
  if (ENDINGS.has(endingOfPath(path))) return 'ending';
  if ((mode & EXECUTABLE) !== 0) return 'permission';
  const bytes = Buffer.from(beginning).toString('latin1');
  return BEGINNINGS.some((begins) => begins.test(bytes)) ? 'content' : null;
}

/** @throws InklingError PROGRAM_NOT_OPENED, or why the file cannot be read */
export async function requireDocument(path: string): Promise<void> {
  const file = await openFile(path, Infinity);
  try {
    const beginning = await file.read(0, Math.min(file.size, BEGINNING_BYTES));
    const { mode } = await lstat(path);
    const why = runs({ path, mode: process.platform === 'win32' ? 0 : mode, beginning });
    if (why !== null) throw notOpened(CAUSES[why]);
  } finally {
    await file.close();
  }
}

const CAUSES = {
  ending: 'A file of this kind may run as a program; Inkling opens documents only.',
  permission: 'This file is allowed to run as a program; Inkling opens documents only.',
  content: 'This file begins as a program does; Inkling opens documents only.',
};

function notOpened(cause: string): InklingError {
  return new InklingError('PROGRAM_NOT_OPENED', {
    cause,
    remedy: 'Show it in its folder, and open it there if you trust it.',
  });
}
