import { oc } from '@orpc/contract';
import { z } from 'zod';

import { documentContract } from './document.ts';
import { keepingContract } from './keeping.ts';
import { libraryContract } from './library.ts';
import { searchContract, searchInputSchema, searchStageSchema } from './search.ts';
import { searchesContract } from './searches.ts';
import { similarContract } from './similar.ts';
import { topicsContract } from './topics.ts';

/**
 * What scripts may ask over HTTP of the whole library, where the person says so: every call of the contract that changes
 * nothing and answers once, as plain JSON. What has an input is posted; the rest is got.
 */
export const scriptsContract = {
  search: oc
    .route({
      method: 'POST',
      path: '/search',
      summary: 'The last list of a search: the one read most closely',
    })
    .input(searchInputSchema)
    .output(searchStageSchema),
  complete: searchContract.complete.route({
    method: 'POST',
    path: '/search/complete',
    summary: 'What a query may go on with at its caret',
  }),
  matches: searchesContract.matches.route({
    method: 'POST',
    path: '/matches',
    summary: 'Every document that matches a query',
  }),
  searches: searchesContract.list.route({
    method: 'POST',
    path: '/searches',
    summary: 'Saved searches, with what is new',
  }),
  news: searchesContract.news.route({
    method: 'POST',
    path: '/searches/news',
    summary: 'What is new under saved searches',
  }),
  read: documentContract.read.route({
    method: 'POST',
    path: '/document',
    summary: 'The stored text of a document, or a part of it',
  }),
  similar: similarContract.documents.route({
    method: 'POST',
    path: '/similar',
    summary: 'Documents like one, or passages like one of its passages',
  }),
  versions: similarContract.versions.route({
    method: 'POST',
    path: '/versions',
    summary: 'Newer and older versions of a document',
  }),
  where: similarContract.where.route({ method: 'POST', path: '/where', summary: 'Where a text was read' }),
  duplicates: similarContract.duplicates.route({
    method: 'POST',
    path: '/duplicates',
    summary: 'Documents that are identical or nearly so',
  }),
  difference: similarContract.difference.route({
    method: 'POST',
    path: '/difference',
    summary: 'In what two documents differ',
  }),
  quotes: similarContract.quotes.route({
    method: 'POST',
    path: '/quotes',
    summary: 'Documents that share runs of words with one',
  }),
  topics: topicsContract.list.route({
    method: 'GET',
    path: '/topics',
    summary: 'Labels, with how many documents carry each',
  }),
  topic: topicsContract.show.route({
    method: 'POST',
    path: '/topic',
    summary: 'Documents of a label, best first',
  }),
  unlabelled: topicsContract.unlabelled.route({
    method: 'POST',
    path: '/topics/unlabelled',
    summary: 'Documents that carry no label',
  }),
  status: libraryContract.status.route({
    method: 'GET',
    path: '/status',
    summary: 'How far the library is, folder by folder',
  }),
  errors: libraryContract.errors.route({
    method: 'GET',
    path: '/errors',
    summary: 'Files that could not be read, or only in part',
  }),
  storage: keepingContract.storage.route({
    method: 'GET',
    path: '/storage',
    summary: 'What the library takes, by kind',
  }),
  about: keepingContract.about.route({
    method: 'GET',
    path: '/about',
    summary: 'What this Inkling is, and how often it tried to reach another computer',
  }),
};

/** What a refused or failed call answers, with a status of 400 or more. */
export const scriptFailureSchema = z.object({
  error: z.object({ code: z.string(), cause: z.string(), remedy: z.string() }),
});

export type ScriptsContract = typeof scriptsContract;
