import { basename, dirname, join } from 'node:path';

import type { Exported } from '../contract/index.ts';
import { InklingError } from '../lib/errors.ts';
import { exportLinks } from '../lib/export/links-export.ts';
import { EXPORTED_TEXTS, type TextFormat } from '../lib/export/texts.ts';
import { resolveFolder } from './folders.ts';
import type { Matching } from './matching.ts';
import { viewMatch } from './view-match.ts';

export interface TextExport {
  readonly query: string;
  readonly format: TextFormat;
  readonly documents: Exported;
}

/** A list as a text to save; documents that left since are missing. */
export async function exportText(
  matching: Matching,
  { query, format, documents: asked }: TextExport,
): Promise<{ text: string; documents: number }> {
  const shown = await matching.show(query, await matching.known(asked));
  const documents = shown.map((match) => viewMatch(match, false));
  const total = documents.length;
  return { text: EXPORTED_TEXTS[format]({ query, documents, total, about: false }), documents: total };
}

/**
 * Makes a folder, in one that is there, with a link to the file of each document.
 * @throws InklingError FOLDER_MISSING, EXPORT_EXISTS, EXPORT_UNWRITABLE
 */
export async function exportFolder(
  matching: Matching,
  typed: string,
  asked: Exported,
): Promise<{ folder: string; files: number }> {
  const folder = join(resolveFolder(dirname(typed)), basename(typed));
  const documents = await matching.show('', await matching.known(asked));
  const list = { query: '', documents, total: documents.length, about: false };
  try {
    return { folder, files: exportLinks(list, folder, { force: false, platform: process.platform }) };
  } catch (thrown) {
    throw thrown instanceof InklingError ? thrown : unwritable(folder, thrown);
  }
}

function unwritable(folder: string, thrown: unknown): InklingError {
  return new InklingError('EXPORT_UNWRITABLE', {
    cause: `${folder} could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    remedy: 'Check that you may write there and that the disk has room.',
  });
}
