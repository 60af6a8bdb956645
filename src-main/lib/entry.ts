import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The URL of a process or thread entry beside `base`; .ts in a checkout, .js once compiled. */
export function entryBeside(name: string, base: string): URL {
  return new URL(`./${name}${extname(new URL(base).pathname)}`, base);
}

/** The folder that holds package.json and resources/. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json was not found above the program');
    folder = parent;
  }
  return folder;
}

/**
 * Where a file of the program lies for who opens it without Electron's help: native code and other programs see no
 * archive, and find what they need beside it. Outside a packaged app it is the path itself.
 */
export function onDisk(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
}
