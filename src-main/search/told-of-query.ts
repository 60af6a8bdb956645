import { countUndescribed } from '../storage/document-columns.ts';
import type { LightAnswer } from './answer-stages.ts';
import type { Found } from './found.ts';
import { describeQuery } from './query/describe.ts';
import { hasFilters, hasText } from './query/parse.ts';
import type { FilterName } from './query/syntax-tree.ts';
import { valuesOf } from './query/text.ts';
import type { SearchLibrary } from './search-library.ts';
import type { Searcher } from './searcher.ts';

/** Filters of what is read of a document after it is stored. */
const DESCRIBED_FILTERS: readonly FilterName[] = ['date', 'lang', 'from', 'to', 'subject'];

interface Asked {
  readonly library: Pick<SearchLibrary, 'connection' | 'labels'>;
  readonly searcher: Pick<Searcher, 'isCarried'>;
}

/** What an answer says of its query, whatever was found. */
export function toldOf(
  found: Found,
  { library, searcher }: Asked,
): Omit<LightAnswer, 'results' | 'total' | 'strong' | 'meaning' | 'verifiable'> {
  return {
    corrections: found.corrections,
    isForeign: found.isForeign,
    unknownLabels: unknownLabels(found, { library, searcher }),
    errors: found.query.errors,
    inWords: describeQuery(found.query.parts),
    isStrict: hasFilters(found.query),
    isEmpty: !hasText(found.query) && !hasFilters(found.query),
    undescribed: undescribed(found, library),
  };
}

/** How many there are is said of the whole library alone. */
function undescribed({ query, scope }: Found, { connection }: Asked['library']): number {
  const asks = DESCRIBED_FILTERS.some((name) => valuesOf(query.parts, name).length > 0);
  return asks && scope === null ? countUndescribed(connection) : 0;
}

/** A label that no document carries which may be seen is as good as none. */
function unknownLabels(found: Found, { library, searcher }: Asked): string[] {
  const labels = library.labels();
  return valuesOf(found.query.parts, 'label').filter(
    (name) => !searcher.isCarried(labels.named(name), found),
  );
}
