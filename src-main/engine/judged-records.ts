import { loadLightModel } from '../embed/light/light-model.ts';
import { hashText, Preparer, type Cut } from '../indexing/prepare.ts';
import type { DataRecord } from './data-set.ts';
import type { OpenLibrary } from './open-library.ts';

/** The root that the records of a data set lie in, which is no folder. */
export const RECORDS = '/records';
export const RECORD_ROOTS = [{ id: 1, path: RECORDS, connected: true, meaning: true }];
const STORED_AT_ONCE = 500;

/** Answers the hashes of each record's passages. */
export async function storeRecords(
  { writer, readers, light }: OpenLibrary,
  records: readonly DataRecord[],
  cut: Cut | undefined,
): Promise<Map<string, Uint8Array>> {
  const preparer = new Preparer(loadLightModel(light.folder), cut);
  await readers.setRoots(RECORD_ROOTS);
  const look = await writer.beginLook({ root: 1 });
  const files = records.map((_, index) => ({ path: recordName(index), size: 0, modified: 0 }));
  await writer.see({ root: 1, look, files, exclusions: [], problems: [], retry: false });
  const waiting = await writer.waiting({ after: 0, limit: records.length });
  const documentOf = new Map(waiting.map(({ path, document }) => [path, document]));
  const hashes = new Map<string, Uint8Array>();
  for (let from = 0; from < records.length; from += STORED_AT_ONCE) {
    const outcomes = records.slice(from, from + STORED_AT_ONCE).map((record, offset) => {
      const content = preparer.prepare(asContent(record));
      hashes.set(record.id, content.passages.hashes);
      return { document: documentOf.get(recordName(from + offset)) ?? 0, content };
    });
    await writer.store({ outcomes });
  }
  await writer.settle(undefined);
  return hashes;
}

/** A name that no query asks for: files are found by name too. */
function recordName(index: number): string {
  return `r${index}x`;
}

/** The place of the record of a name. */
export function placeOf(name: string): number {
  return Number(name.slice(1, -1));
}

function asContent({ id, title, text }: DataRecord): Parameters<Preparer['prepare']>[0] {
  return {
    format: 'text',
    contentHash: hashText(`${id}\n${title}\n${text}`),
    extraction: {
      title: title === '' ? null : title,
      blocks: text === '' ? [] : [{ text, heading: [], page: null }],
      fields: {},
      dataLike: false,
      shortfall: null,
    },
  };
}
