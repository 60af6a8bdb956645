export { createEngine } from './create-engine.ts';
export type { Engine, EngineOptions, SearchRequest } from './engine.ts';
