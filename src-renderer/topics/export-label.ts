import { toFailure, failureText } from '../api/failure.ts';
import type { Label } from '../api/types.ts';
import type { App } from '../app.svelte.ts';
import { download } from '../lib/download.ts';
import { counted } from '../lib/format.ts';
import { fileNameOf, labelAsCsv, labelAsJson, labelAsPaths } from '../lib/label-list.ts';
import { readCarriers } from './read-documents.ts';

const TYPES = { csv: 'text/csv', json: 'application/json', txt: 'text/plain' } as const;

/** Saves a list of all documents that carry the label. */
export async function exportLabel(app: App, label: Label, format: keyof typeof TYPES): Promise<void> {
  try {
    const documents = await readCarriers(app.client, label.id);
    const text = {
      csv: () => labelAsCsv(documents),
      json: () => labelAsJson(label.name, documents),
      txt: () => labelAsPaths(documents),
    }[format]();
    download(`${fileNameOf(label.name)}.${format}`, TYPES[format], text);
    app.tell(`${counted(documents.length, 'document')} listed.`);
  } catch (error) {
    app.tell(failureText(toFailure(error)));
  }
}
