import { App } from '../../src-renderer/app.svelte.ts';
import { deepResults } from './fake-answers.ts';
import { clientOf } from './page-client.ts';
import { ScriptedEngine } from './scripted-engine.ts';

/** The page's state over a scripted engine, and the best document it finds. */
export function setUpApp() {
  const engine = new ScriptedEngine();
  const app = new App(clientOf(engine));
  const [lease] = deepResults();
  if (lease === undefined) throw new Error('there is a first result');
  return { engine, app, lease };
}
