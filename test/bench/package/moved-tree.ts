import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { extractFile } from '@electron/asar';

import { packedFiles } from '../../../build/package/tree.ts';

/**
 * Lays a package's archive out as a folder of the same name in another place, so that plain Node sees what Electron
 * would show it. Of what lies beside the archive only the libraries that Node loads itself are linked, as Electron does
 * for them; the rest is an empty file there, so that who opens it by the archive's path is found out.
 * @returns the folder that stands for app.asar
 */
export function layMovedTree(resources: string, place: string): string {
  const archive = join(resources, 'app.asar');
  const app = join(place, 'resources', 'app.asar');
  const beside = `${app}.unpacked`;
  cpSync(`${archive}.unpacked`, beside, { recursive: true });
  for (const { path, isUnpacked } of packedFiles(archive)) {
    const file = join(app, path);
    mkdirSync(dirname(file), { recursive: true });
    if (!isUnpacked) writeFileSync(file, extractFile(archive, path));
    else if (path.endsWith('.node')) symlinkSync(join(beside, path), file);
    else writeFileSync(file, '');
    if (isUnpacked && !existsSync(join(beside, path))) throw new Error(`${path} is nowhere`);
  }
  return app;
}
