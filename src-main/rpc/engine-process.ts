import { createEngine, watchFolder } from '../engine/index.ts';
import { runEngine } from './run-engine.ts';

await runEngine(
  (options) => createEngine(options.ephemeral ? options : { ...options, watch: watchFolder }),
  process.argv.slice(2),
);
