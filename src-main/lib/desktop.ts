import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { InklingError } from './errors.ts';

/** A program, and what it is told before the name of the file. */
export interface Viewer {
  readonly name: string;
  readonly arguments: readonly string[];
}

/** What the person's own system does with a file or an address. */
export interface Desktop {
  /** Opens it with its own program, or with this one. @throws InklingError NO_DESKTOP, OPEN_FAILED */
  open(target: string, viewer?: Viewer): Promise<void>;
  /** Shows a file in its folder. @throws InklingError NO_DESKTOP, OPEN_FAILED */
  showFile(path: string): Promise<void>;
  /** What the system calls its program for PDF; '' where it does not tell. */
  pdfProgram(): Promise<string>;
}

/** A system that has no program for a file says so within this time; after it, one has come up. */
const FAILS_WITHIN_MILLISECONDS = 1_000;

const call = promisify(execFile);

/** Whether a window could show itself: not over ssh, not in a container. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

export const systemDesktop: Desktop = {
  async open(target, viewer) {
    if (!hasDisplay()) throw noDesktop();
    const { default: openTarget } = await import('open');
    const options = viewer && { app: { name: viewer.name, arguments: [...viewer.arguments] } };
    const program = await openTarget(target, options).catch(() => null);
    if (program === null) throw openFailed();
    await new Promise<void>((resolve, reject) => {
      setTimeout(resolve, FAILS_WITHIN_MILLISECONDS).unref();
      program.once('error', () => reject(openFailed()));
      program.once('exit', (code) => (code === 0 ? resolve() : reject(openFailed())));
    });
  },
  async showFile(path) {
    // A folder on a Mac may be a program; the Finder shows what is in it without starting it.
    if (process.platform !== 'darwin') return this.open(dirname(path));
    await call('/usr/bin/open', ['-R', path]).catch(() => {
      throw openFailed();
    });
  },
  async pdfProgram() {
    if (process.platform !== 'linux') return '';
    const asked = call('xdg-mime', ['query', 'default', 'application/pdf'], { timeout: 2_000 });
    return asked.then(
      ({ stdout }) => stdout.trim(),
      () => '',
    );
  },
};

function noDesktop(): InklingError {
  return new InklingError('NO_DESKTOP', {
    cause: 'Inkling runs where no window can be opened.',
    remedy: 'Copy the path, and open the file where you have a desktop.',
  });
}

export function openFailed(): InklingError {
  return new InklingError('OPEN_FAILED', {
    cause: 'The system has no program that opens this file.',
    remedy: 'Choose one in the settings of your system, or open the file from its folder.',
  });
}
