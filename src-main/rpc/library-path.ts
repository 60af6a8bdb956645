import { resolve } from 'node:path';

import envPaths from 'env-paths';

/** The library a host means: what was asked for, else INKLING_LIBRARY, else the platform's data folder. */
export function libraryPath(asked: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(asked || environment['INKLING_LIBRARY'] || envPaths('inkling', { suffix: '' }).data);
}
