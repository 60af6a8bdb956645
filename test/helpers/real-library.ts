import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { connectEngine } from '../../src-main/rpc/connect.ts';
import { processEnded } from '../../src-main/rpc/process-ended.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PAPERS: Readonly<Record<string, string>> = {
  'flat.md': '# Moving house\n\nThe tenancy may be ended with three months notice, in writing.\n',
  'bread.txt': 'Knead the dough, let it rest overnight in the fridge, bake at 230 degrees.\n',
  'bees.html': '<h1>Hives</h1><p>Colonies overwinter on stored honey.</p>',
  '東京.txt': 'Der Zug nach 東京都 fährt um zehn.\n',
};

/** A folder of a person's, and a library beside it; what runs on the library is ended with the test. */
export async function realLibrary() {
  const folder = await temporaryFolder();
  const papers = join(folder.path, 'papers');
  const library = join(folder.path, 'library');
  await mkdir(papers);
  await Promise.all(Object.entries(PAPERS).map(([name, text]) => writeFile(join(papers, name), text)));
  await writeFile(join(papers, 'broken.pdf'), '%PDF-1.7\n\u0000 and then nothing that a PDF would hold');
  const dispose = async () => {
    await endEngine(library);
    await folder[Symbol.asyncDispose]();
  };
  return { papers, library, [Symbol.asyncDispose]: dispose };
}

/** Ends the engine of a library, where one runs. */
export async function endEngine(library: string): Promise<void> {
  const connection = await connectEngine({ library, host: 'test', startNone: true }).catch(() => null);
  await connection?.client.engine.stop();
  await connection?.ended;
  if (connection) await processEnded(connection.pid);
}
