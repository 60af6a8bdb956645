import { failureText, toFailure } from '../api/failure.ts';
import type { Judgings, Label, SearchResult } from '../api/types.ts';
import type { App } from '../app.svelte.ts';
import { counted } from '../lib/format.ts';

/** Those that are chosen, in the order that is seen. */
export function pickedResults({ search }: App): SearchResult[] {
  return search.arrangement.rows
    .map(({ result }) => result)
    .filter(({ path }) => search.picks.paths.has(path));
}

export async function copyPicked(app: App): Promise<void> {
  const results = pickedResults(app);
  const paths = results.map(({ path }) => path).join('\n');
  await app.copy(paths, `${counted(results.length, 'path')} copied.`);
}

/** Each becomes an example of the label, as if it were judged on the label's page. */
export async function labelPicked(app: App, label: Pick<Label, 'id' | 'name'>): Promise<void> {
  const judgings = pickedResults(app).map(({ path }) => ({ path, verdict: 'belongs' as const }));
  const before = await judgeAll(app, label.id, judgings);
  if (before === null) return;
  const run = (): void => void takeBack(app, label, before);
  app.tell(`${counted(judgings.length, 'document')} labelled ${label.name}.`, {
    kind: `label ${label.id}`,
    action: { name: 'Undo', run },
  });
}

/** What was said of them before stands again. */
async function takeBack(app: App, { id, name }: Pick<Label, 'id' | 'name'>, before: Judgings): Promise<void> {
  if ((await judgeAll(app, id, before)) !== null)
    app.tell(`${counted(before.length, 'document')} as before, not labelled ${name}.`);
}

/** What stood before; null where it was not done, which is told. */
async function judgeAll(app: App, id: number, judgings: Judgings): Promise<Judgings | null> {
  try {
    const { before } = await app.client.topics.judgeAll({ id, judgings });
    void app.search.renew();
    return before;
  } catch (error) {
    app.tell(failureText(toFailure(error)));
    return null;
  }
}
