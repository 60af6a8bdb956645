import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { launchBrowser } from '../helpers/browser-page.ts';
import { inklingOpen } from '../helpers/command-line.ts';
import { endEngine, realLibrary } from '../helpers/real-library.ts';
import { measureAnswers } from './page/answers.ts';
import { measureList } from './page/list.ts';
import { measureMap } from './page/map.ts';
import { scriptBytes } from './page/script-bytes.ts';
import { asTyped, readQuestions } from './questions.ts';
import { printRows, type Row } from './report.ts';

/**
 * npm run bench:page -- [FOLDER] [--library DIR] [--queries N]: what the page costs a person in real Chromium: from a
 * key press to the list painted by the real engine on a folder (one that is made, where none is given), scrolling ten
 * thousand results, moving a map of twenty thousand documents, the weight of its script, the first paint. With
 * --library DIR one that stands already is asked.
 * The browser is found, or installed, as `npm test` does it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { library: { type: 'string' }, queries: { type: 'string', default: '100' } },
});
const [folder] = positionals;
const QUESTIONS = fileURLToPath(new URL('../quality/home-questions.tsv', import.meta.url));
if (folder !== undefined && !existsSync(folder)) {
  process.stderr.write(`There is no folder ${folder}.\n`);
  process.exit(2);
}

const isSound = printRows(await measure());
process.exit(isSound ? 0 : 1);

async function measure(): Promise<Row[]> {
  await using made = await realLibrary();
  const browser = await launchBrowser();
  const library = values.library ?? made.library;
  const folders =
    folder === undefined && values.library === undefined ? [made.papers] : [folder ?? []].flat();
  try {
    const opened = await inklingOpen(library, ...folders);
    const queries = asTyped(readQuestions(QUESTIONS), Number(values.queries));
    const answers = await measureAnswers(browser, opened.url, queries);
    await opened.end('SIGINT');
    return [...answers, ...(await measureList(browser)), ...(await measureMap(browser)), await scriptBytes()];
  } finally {
    await browser.close();
    await endEngine(library);
  }
}
