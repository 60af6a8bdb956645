import type { ComponentProps } from 'svelte';

import type { Progress } from '../api/types.ts';
import type { Library } from './library.svelte.ts';
import type ProgressLine from './ProgressLine.svelte';

/** How far everything is, a line each; none of pictures where there are none. */
export function progressLines(library: Library, progress: Progress): ComponentProps<typeof ProgressLine>[] {
  const { searchable, recognised, deepened, activity, pause } = progress;
  const isReading = searchable.done < searchable.total || activity === 'walking';
  const later = { about: isReading, waiting: pause !== 'none' };
  const lines = [
    {
      name: 'Searchable',
      what: 'words and light meaning',
      noun: 'file',
      bar: searchable,
      left: library.searchableLeft,
      about: activity === 'walking',
      waiting: pause === 'all',
    },
    {
      name: 'Recognised',
      what: 'words in pictures and scans',
      noun: 'page',
      bar: recognised,
      left: library.recognisedLeft,
      ...later,
    },
    {
      name: 'Deepened',
      what: 'every passage read closely',
      noun: 'passage',
      bar: deepened,
      left: library.deepenedLeft,
      ...later,
    },
  ];
  return recognised.total > 0 ? lines : lines.filter(({ bar }) => bar !== recognised);
}
