import { serveCalls } from '../lib/calls.ts';
import { threadPort } from '../lib/ports.ts';
import { standBack } from '../lib/priority.ts';
import { languageOf } from '../lib/text/language.ts';

/** Entry of a thread that tells languages apart; it ends when nothing is left to tell, for what it needs takes room. */
const languageHandlers = {
  tell: ({ texts }: { readonly texts: readonly string[] }): string[] => texts.map(languageOf),
  close: (): true => true,
};

export type LanguageHandlers = typeof languageHandlers;

standBack('thread');
serveCalls(threadPort(), languageHandlers);
