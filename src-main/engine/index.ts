export { watchFolder } from '../files/watch.ts';
export { createEngine } from './create-engine.ts';
export { evaluateDataset } from './evaluate.ts';
export type { Engine, EngineOptions, SearchRequest } from './engine.ts';
