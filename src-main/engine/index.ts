export type { Engine, EngineOptions, SearchRequest } from './engine.ts';
