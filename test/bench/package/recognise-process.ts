import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Recognition } from '../../../src-main/files/recognise.ts';

/** node recognise-process.ts APP PICTURE: the words that the recognition of that app finds in a picture, in every language it has. */
const [app = '', picture = ''] = process.argv.slice(2);
const load = (file: string): Promise<unknown> => import(pathToFileURL(join(app, file)).href);
const { Recognition: Recogniser } = (await load('out/main/files/recognise.js')) as {
  Recognition: typeof Recognition;
};
const { installedLanguages } = (await load('out/main/files/recognition-data.js')) as {
  installedLanguages: () => string[];
};
const recognition = new Recogniser(installedLanguages());
console.log(await recognition.read(readFileSync(picture)));
recognition.close();
