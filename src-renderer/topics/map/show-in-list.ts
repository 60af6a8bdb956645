import type { MappedDocument } from '../../api/types.ts';
import type { App } from '../../app.svelte.ts';
import { titled } from '../../lib/place.ts';
import { focusDocument } from '../topics-keys.ts';

/** The ranked list with a document of the map selected in it, under the chosen label where it carries this one. */
export async function showInList(app: App, document: MappedDocument): Promise<void> {
  const { topics } = app;
  const { chosen } = topics;
  const label =
    typeof chosen === 'number' && document.labels.includes(chosen) ? chosen : document.labels.at(0);
  if (label === undefined) return;
  topics.view = 'ranked';
  if (label !== chosen) await topics.choose(label);
  if (await topics.ranked.reveal(document.path)) await focusDocument();
  else app.tell(`${titled(document).stem} is too far down the list to show.`);
}
