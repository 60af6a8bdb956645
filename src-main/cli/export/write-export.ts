import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';

import { Option } from 'commander';

import type { ExportOutput } from '../../contract/index.ts';
import { InklingError } from '../../lib/errors.ts';
import type { ExportList } from '../../lib/export/export-list.ts';
import { exportLinks } from '../../lib/export/links-export.ts';
import { EXPORTED_TEXTS, TEXT_FORMATS } from '../../lib/export/texts.ts';
import { givenPath } from '../common-options.ts';

const EXPORT_FORMATS = [...TEXT_FORMATS, 'links'] as const;
type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions {
  readonly format?: ExportFormat;
  readonly force?: boolean;
}

export function formatOption(): Option {
  return new Option(
    '--format <format>',
    'of the export; told by the ending of the name where it is left out',
  ).choices(EXPORT_FORMATS);
}

export function forceOption(): Option {
  return new Option('--force', 'replace the file that is there');
}

/**
 * The format that is asked for, before anything is searched.
 * @throws InklingError EXPORT_FORMAT
 */
export function exportFormat(typed: string, { format }: ExportOptions): ExportFormat {
  const ending = extname(typed).slice(1).toLowerCase();
  const known = format ?? EXPORT_FORMATS.find((one) => one !== 'links' && one === ending);
  if (known !== undefined) return known;
  throw new InklingError('EXPORT_FORMAT', {
    cause: `The name ${typed} does not tell a format.`,
    remedy: `Name it with .csv, .json, .bib or .md, or add --format, which also knows links: a folder of links.`,
  });
}

/**
 * Writes where the person said and nowhere else.
 * @throws InklingError EXPORT_EXISTS, EXPORT_UNWRITABLE
 */
export function writeExport(list: ExportList, typed: string, options: ExportOptions): ExportOutput {
  const path = givenPath(typed);
  const format = exportFormat(typed, options);
  const { force = false } = options;
  try {
    const documents =
      format === 'links'
        ? exportLinks(list, path, { force, platform: process.platform })
        : writeWhole(path, EXPORTED_TEXTS[format](list), force, list.documents.length);
    return { path, documents, total: list.total };
  } catch (thrown) {
    throw thrown instanceof InklingError ? thrown : unwritable(path, thrown);
  }
}

function writeWhole(path: string, text: string, force: boolean, documents: number): number {
  if (force) replaceWith(path, text);
  else writeNew(path, text);
  return documents;
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
    throw new InklingError('EXPORT_EXISTS', {
      cause: `${path} is there already.`,
      remedy: 'Choose another name, or add --force to replace it.',
    });
  }
}

/** The file that is there stays whole until the new one is; a link is replaced, not followed. */
function replaceWith(path: string, text: string): void {
  const made = `${path}.part-${process.pid}`;
  try {
    writeFileSync(made, text, { flag: 'wx' });
    renameSync(made, path);
  } finally {
    rmSync(made, { force: true });
  }
}

function unwritable(path: string, thrown: unknown): InklingError {
  return new InklingError('EXPORT_UNWRITABLE', {
    cause: `${path} could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    remedy: 'Check that its folder is there, that you may write to it and that the disk has room.',
  });
}
