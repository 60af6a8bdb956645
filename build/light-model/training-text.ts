import { fetchPackage, type FetchedPackage } from './fetch-sources.ts';
import { SOURCE_PACKAGES } from './packages.ts';
import { readParagraphs } from './read-text.ts';
import { refuseCorpusText } from './refuse.ts';
import { makeSnippets, type Snippets } from './snippets.ts';

export interface TrainingText {
  readonly sources: readonly FetchedPackage[];
  readonly snippets: Snippets;
}

export interface TrainingTextOptions {
  /** Folders whose files must not be learnt from. */
  readonly refuse: readonly string[];
  /** How many snippets of running text, before those chosen for rare words. */
  readonly count: number;
  /** The vocabulary's whole words. */
  readonly words: ReadonlySet<string>;
}

/** Fetches the packages, refuses them if any of their text is a corpus's, and cuts snippets. */
export function gatherTrainingText(cache: string, options: TrainingTextOptions): TrainingText {
  const sources = SOURCE_PACKAGES.map((source) => fetchPackage(source, cache));
  const files = sources.flatMap((source) => source.files);
  for (const folder of options.refuse) refuseCorpusText(files, folder);
  const paragraphs = SOURCE_PACKAGES.map((source, index) => ({
    share: source.share,
    paragraphs: (sources[index]?.files ?? []).flatMap((file) => readParagraphs(file, source.form)),
  }));
  return { sources, snippets: makeSnippets(paragraphs, options.count, options.words) };
}
