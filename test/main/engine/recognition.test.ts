import { describe, expect, it } from 'vitest';

import { EngineBench } from '../../helpers/engine-bench.ts';
import { makeScan, noisyPage, pngOf, scannedPage, tiffOf } from '../../helpers/make-scan.ts';
import { makeZip } from '../../helpers/make-zip.ts';
import { waitUntil } from '../../helpers/wait-until.ts';
import { WHALE_LINES, whaleShareOf } from '../../helpers/whale-page.ts';

const RECEIPT = ['Receipt of the harbour office', 'Mooring of the schooner for a week: 84 crowns'];

/** What nobody should wait for: a machine may be busy. */
const PATIENCE_MILLISECONDS = 120_000;

async function recognised(bench: EngineBench): Promise<void> {
  await bench.engine.changeSettings({ recognition: 'on' });
  await waitUntil(async () => {
    const { total, recognised: done } = await pages(bench);
    return total > 0 && done === total;
  }, PATIENCE_MILLISECONDS);
  await waitUntil(() => ![...bench.watched.children.values()].includes('recognise'));
}

async function pages(bench: EngineBench): Promise<{ total: number; recognised: number }> {
  return (await bench.engine.status()).pictured;
}

describe('words in pictures', { timeout: 2 * PATIENCE_MILLISECONDS }, () => {
  it('are found in scans, pictures and archives, and copies are looked at once', async () => {
    const [whale, receipt] = [await scannedPage(WHALE_LINES), await scannedPage(RECEIPT)];
    await using bench = await EngineBench.read({
      'scan.pdf': makeScan([whale]),
      'mixed.pdf': makeScan([receipt], [['A letter about the lighthouse']]),
      'whale.png': pngOf(whale),
      'copy of whale.png': pngOf(whale),
      'receipts.zip': makeZip({ '2024/receipt.tif': tiffOf(receipt) }),
      'icon.png': pngOf(noisyPage(64, 64)),
    });
    expect(await bench.found('krill', 'lexical')).toEqual([]);
    expect(await pages(bench)).toEqual({ total: 4, recognised: 0 });
    expect(await bench.engine.errors()).toMatchObject([
      { code: 'PDF_NO_TEXT', remedy: expect.stringContaining('in Settings') },
      { code: 'PDF_NO_TEXT', remedy: expect.stringContaining('in Settings') },
    ]);
    expect(bench.watched.looked).toEqual([]);
    await recognised(bench);
    expect(bench.watched.looked).toHaveLength(4);
    expect(await bench.engine.errors()).toEqual([]);
    expect((await bench.found('humpback', 'lexical')).toSorted()).toEqual(['scan.pdf', 'whale.png']);
    expect((await bench.found('schooner', 'lexical')).toSorted()).toEqual([
      'mixed.pdf',
      'receipts.zip › 2024/receipt.tif',
    ]);
    expect(await bench.results('lighthouse', 'lexical')).toMatchObject([
      { name: 'mixed.pdf', recognised: true },
    ]);
    const { text, recognised: isRecognised } = await bench.engine.readDocument(
      bench.path('scan.pdf'),
      0,
      9_999,
    );
    expect(whaleShareOf(text)).toBeGreaterThanOrEqual(0.95);
    expect(isRecognised).toBe(true);
    await bench.engine.forgetFolder(bench.papers);
    expect(bench.rows(`SELECT rowid FROM postings WHERE postings MATCH 'krill'`)).toEqual([]);
  });

  it('leave no error where there are none in a picture; a scan without words says so', async () => {
    await using bench = await EngineBench.read({
      'noise.png': pngOf(noisyPage()),
      'noise.pdf': makeScan([noisyPage()]),
    });
    await recognised(bench);
    expect(await pages(bench)).toEqual({ total: 2, recognised: 2 });
    expect(await bench.engine.errors()).toMatchObject([
      { path: bench.path('noise.pdf'), code: 'PDF_NO_WORDS' },
    ]);
    const results = await bench.results('noise', 'lexical');
    expect(results.map((result) => result.recognised)).toEqual([false, false]);
  });

  it('stay after a start and a look, and are looked for again where other languages are asked for', async () => {
    await using bench = await EngineBench.read({ 'whale.png': pngOf(await scannedPage(WHALE_LINES)) });
    await recognised(bench);
    await bench.reopen();
    await bench.lookAgain();
    expect(await pages(bench)).toEqual({ total: 1, recognised: 1 });
    await bench.engine.changeSettings({ recognition: 'off', recognitionLanguages: ['eng', 'fra', 'xyz'] });
    expect((await bench.engine.settings()).recognitionLanguages).toEqual(['eng', 'fra']);
    await bench.lookAgain();
    expect(await pages(bench)).toEqual({ total: 1, recognised: 0 });
    expect(await bench.found('humpback', 'lexical')).toEqual(['whale.png']);
    await recognised(bench);
    expect(bench.rows('SELECT languages, recognised FROM contents')).toEqual([
      { languages: 'eng+fra', recognised: 1 },
    ]);
  });

  it('that were read before an end are not read again', async () => {
    const [whale, receipt] = [await scannedPage(WHALE_LINES), await scannedPage(RECEIPT)];
    await using bench = await EngineBench.read({ 'scan.pdf': makeScan([whale, receipt, whale, whale]) });
    await bench.engine.changeSettings({ recognition: 'on' });
    // Whoever asks for a page has stored the one before.
    await waitUntil(() => bench.watched.looked.length >= 2, PATIENCE_MILLISECONDS);
    await bench.close();
    const kept = bench.rows<{ page: number }>('SELECT page FROM recognised_pages').map(({ page }) => page);
    expect(kept[0]).toBe(1);
    expect(bench.rows('SELECT id FROM contents WHERE languages IS NOT NULL')).toEqual([]);
    bench.watched.clear();
    await bench.reopen();
    await recognised(bench);
    expect(bench.watched.looked).toEqual([1, 2, 3, 4].slice(kept.length));
    expect(await bench.found('schooner', 'lexical')).toEqual(['scan.pdf']);
    expect(bench.rows('SELECT page FROM recognised_pages')).toEqual([]);
  });
});
