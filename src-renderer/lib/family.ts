const FAMILIES = {
  pdf: ['pdf'],
  word: ['docx', 'doc', 'odt', 'rtf', 'word'],
  note: ['md', 'markdown', 'org', 'adoc', 'rst', 'tex'],
  page: ['html', 'htm', 'xhtml'],
  table: ['csv', 'tsv', 'xlsx', 'ods', 'xls'],
  mail: ['eml', 'mbox', 'mail'],
  code: [
    'code',
    'source',
    'json',
    'jsonl',
    'yaml',
    'yml',
    'xml',
    'toml',
    'ini',
    'log',
    'js',
    'ts',
    'py',
    'c',
    'h',
    'cpp',
    'java',
    'rs',
    'go',
    'sh',
    'css',
    'sql',
  ],
} as const;

export type Family = keyof typeof FAMILIES | 'text';

/** What kind of thing a format is, for its icon and its type of letters. */
export function family(format: string): Family {
  const wanted = format.toLowerCase().replace(/^\./, '');
  for (const [name, formats] of Object.entries(FAMILIES) as [keyof typeof FAMILIES, readonly string[]][]) {
    if (formats.includes(wanted)) return name;
  }
  return 'text';
}
