export { queryHelp } from '../search/query/help.ts';
export { watchFolder } from '../files/watch.ts';
export { createEngine } from './create-engine.ts';
export { evaluateDataset } from './evaluate.ts';
export { evaluateLabels } from './evaluate-labels.ts';
export type { MeasuredLabels } from './evaluate-labels.ts';
export { isLabelledSet } from './labelled-set.ts';
export type { Engine, EngineOptions, SearchRequest } from './engine.ts';
export type { Picture } from './previews.ts';
