import { pathToFileURL } from 'node:url';

import { dayOf, type ExportedDocument, type ExportList } from './export-list.ts';

/** A list to read: every document with the passage that was found in it. */
export function markdownExport({ query, documents, total }: ExportList): string {
  const count = documents.length < total ? `${documents.length} of ${total}` : String(total);
  const head = `# ${plain(query)}\n\nDocuments: ${count}.\n`;
  return `${head}${documents.map((document) => `\n${item(document)}\n`).join('')}`;
}

function item(document: ExportedDocument): string {
  const { title, author, quote, modified, file } = document;
  const place = [
    author === null ? '' : plain(author),
    typeof quote?.page === 'number' ? `page ${quote.page}` : '',
    plain(quote?.heading ?? ''),
    dayOf(modified),
  ].filter((part) => part !== '');
  const line = `- [${plain(title)}](<${pathToFileURL(file).href.replaceAll('>', '%3E')}>) · ${place.join(' · ')}`;
  return quote === null ? line : `${line}\n\n  > ${plain(quote.text)}`;
}

/** On one line, and nothing in it is a sign. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>#|~!]/gu, String.raw`\$&`)
    .replace(/^(\d+)([.)])/u, String.raw`$1\$2`)
    .replace(/^([-+=])/u, String.raw`\$1`);
}
