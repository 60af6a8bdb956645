import { z } from 'zod';

import { agentsContract } from './agents.ts';
import { documentContract } from './document.ts';
import { engineContract } from './engine.ts';
import { keepingContract } from './keeping.ts';
import { libraryContract } from './library.ts';
import { searchContract } from './search.ts';
import { searchesContract } from './searches.ts';
import { similarContract } from './similar.ts';
import { topicsContract } from './topics.ts';

/** Every call a host or the page can make; plain data crosses it, nothing else. */
export const contract = {
  search: searchContract,
  searches: searchesContract,
  library: libraryContract,
  document: documentContract,
  topics: topicsContract,
  similar: similarContract,
  keeping: keepingContract,
  agents: agentsContract,
  engine: engineContract,
};

/** What a failed call carries as its data. */
export const errorDataSchema = z.object({ code: z.string(), cause: z.string(), remedy: z.string() });

export type Contract = typeof contract;
export type ErrorData = z.infer<typeof errorDataSchema>;

export * from './agents.ts';
export * from './document.ts';
export * from './engine.ts';
export * from './keeping.ts';
export * from './library.ts';
export * from './opened-scripts.ts';
export * from './scripts.ts';
export * from './search.ts';
export * from './searches.ts';
export * from './shell.ts';
export * from './similar.ts';
export * from './terminal.ts';
export * from './terminal-searches.ts';
export * from './terminal-similar.ts';
export * from './terminal-topics.ts';
export * from './topic-map.ts';
export * from './topics.ts';
