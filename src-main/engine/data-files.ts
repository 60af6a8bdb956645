import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { z } from 'zod';

import { InklingError } from '../lib/errors.ts';

/** Where a file of a data set lies, and what helps where it is not there or not as it should be. */
export interface DataFile {
  readonly folder: string;
  readonly name: string;
  readonly remedy: string;
}

/** What the system says of a path that leads nowhere. */
const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

/** @throws InklingError DATASET_MISSING, DATASET_UNREADABLE */
export function readDataFile({ folder, name, remedy }: DataFile): string {
  try {
    // Editors that put a byte order mark before JSON mean nothing by it.
    return readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '');
  } catch (thrown) {
    if (isMissing(thrown))
      throw new InklingError('DATASET_MISSING', { cause: `${folder} holds no ${name}.`, remedy });
    throw new InklingError('DATASET_UNREADABLE', {
      cause: `${name} of ${folder} could not be read: ${messageOf(thrown)}.`,
      remedy: 'Check what it is and who may read it; a file of half a gigabyte and more is too large.',
    });
  }
}

/**
 * The whole of a file, as its schema has it, whose messages go on from "… needs".
 * @throws InklingError DATASET_MISSING, DATASET_UNREADABLE, DATASET_MALFORMED
 */
export function readJson<Value>(file: DataFile, schema: z.ZodType<Value>): Value {
  return parsed(readDataFile(file), schema, { where: file.name, remedy: file.remedy });
}

/**
 * A value of each line that is not blank.
 * @throws InklingError DATASET_MISSING, DATASET_UNREADABLE, DATASET_MALFORMED
 */
export function readJsonLines<Value>(file: DataFile, schema: z.ZodType<Value>): Value[] {
  return readDataFile(file)
    .split('\n')
    .flatMap((line, index) => {
      const said = { where: `${file.name}, line ${index + 1}`, remedy: file.remedy };
      return line.trim() === '' ? [] : [parsed(line, schema, said)];
    });
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && MISSING.has(thrown.code);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

export function malformed(cause: string, remedy: string): InklingError {
  return new InklingError('DATASET_MALFORMED', { cause, remedy });
}

/** Parsed JSON enters here. */
function parsed<Value>(
  json: string,
  schema: z.ZodType<Value>,
  { where, remedy }: { readonly where: string; readonly remedy: string },
): Value {
  const { success, data, error } = schema.safeParse(valueOf(json, where, remedy));
  if (success) return data;
  const [issue] = error.issues;
  const entry = issue?.path.find((step) => typeof step === 'number');
  const place = entry === undefined ? where : `${where}, entry ${entry + 1}`;
  throw malformed(`${place} needs ${issue?.message ?? 'another form'}.`, remedy);
}

function valueOf(json: string, where: string, remedy: string): unknown {
  try {
    return JSON.parse(json);
  } catch (thrown) {
    throw malformed(`${where} is no JSON: ${messageOf(thrown)}.`, remedy);
  }
}
