import { createEngine } from '../engine/index.ts';
import { runEngine } from './run-engine.ts';

await runEngine(createEngine, process.argv.slice(2));
