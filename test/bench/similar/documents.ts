import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Preparer } from '../../../src-main/indexing/prepare.ts';
import { cut, type PoolPassage } from '../codes/collection.ts';
import { readDataset } from '../segmentation/dataset.ts';
import { grouped, joinRecords, shuffled } from '../segmentation/joined.ts';

/** A document as its passages. */
export type Passages = readonly PoolPassage[];

/** Of fewer passages a half is one passage or none. */
const FEWEST = 4;
const MOST = 40;
const JOINED = 5;
const SEED = 20_261_122;
const TEXTS = /\.(?:md|txt|rst|adoc)$/u;
const LONGEST = 60_000;

/** Records of a judged set joined by fives, drawn without regard to what they are about. */
export function joinedDocuments(folder: string, preparer: Preparer): Passages[] {
  const { records } = readDataset(folder);
  const groups = grouped(shuffled(records, SEED), (group) => group.length === JOINED);
  return long(groups.map((group) => cut(preparer, { title: '', text: joinRecords(group).text })));
}

/** Texts of a folder in an order that says nothing. */
export function folderDocuments(folder: string, preparer: Preparer, most: number): Passages[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => TEXTS.test(file));
  const found: Passages[] = [];
  for (const file of shuffled(files.sort(), SEED)) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (text.length > LONGEST) continue;
    found.push(...long([cut(preparer, { title: '', text })]));
    if (found.length >= most) break;
  }
  return found;
}

function long(documents: readonly Passages[]): Passages[] {
  return documents.filter(({ length }) => length >= FEWEST && length <= MOST);
}
