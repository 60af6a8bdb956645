import { Parser } from 'htmlparser2';

export interface HelpEntry {
  /** One-based. */
  readonly level: number;
  readonly name: string;
  /** As it stands in the contents; '' where it only holds others. */
  readonly path: string;
}

const ENTRY_LIMIT = 50_000;
const DEEPEST = 20;

/** The contents of a help file: lists within lists, each item an object with its name and its page as parameters. */
export function readHelpContents(source: string): HelpEntry[] {
  const entries: HelpEntry[] = [];
  let level = 0;
  let values: Map<string, string> | null = null;
  const parser = new Parser({
    onopentag: (tag, { name = '', value = '', type }) => {
      if (tag === 'ul') level++;
      else if (tag === 'object') values = type === 'text/sitemap' ? new Map() : null;
      else if (tag === 'param' && values?.has(name.toLowerCase()) === false)
        values.set(name.toLowerCase(), value);
    },
    onclosetag: (tag) => {
      if (tag === 'ul') level--;
      if (tag !== 'object' || values === null || entries.length >= ENTRY_LIMIT) return;
      const name = values.get('name') ?? '';
      entries.push({ level: Math.min(Math.max(level, 1), DEEPEST), name, path: values.get('local') ?? '' });
      values = null;
    },
  });
  parser.end(source);
  return entries;
}
