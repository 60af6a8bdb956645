import type { Match, MatchesOutput, NewsOutput, SearchNews } from '../../contract/index.ts';
import type { Terminal } from '../terminal.ts';
import { fit, printable } from '../text-width.ts';

const INDENT = '    ';

export function newsOutput(news: readonly SearchNews[]): NewsOutput {
  return {
    news: news.map(({ search: { name }, documents }) => ({ name, documents: documents.map(matchOutput) })),
  };
}

function matchOutput({ file: _file, ...match }: Match): MatchesOutput['documents'][number] {
  return match;
}

/** Title, place and passage, one document after the other. */
export function matchesText(documents: MatchesOutput['documents'], { width, bold, dim }: Terminal): string {
  const room = width - INDENT.length;
  return documents
    .flatMap(({ title, path, quote, by, connected, news }) => {
      const place = [
        printable(path),
        ...(typeof quote?.page === 'number' ? [`page ${quote.page}`] : []),
        ...(by === 'meaning' ? ['near in meaning'] : []),
        ...(connected ? [] : ['not reachable now']),
      ];
      return [
        bold(fit(`${news ? '● ' : ''}${printable(title)}`, width)),
        INDENT + dim(place.join(' · ')),
        ...(quote === null ? [] : [INDENT + fit(printable(quote.text), room)]),
      ];
    })
    .join('\n');
}

/** "12 documents", "about 12 documents" where meaning has a part. */
export function countText(documents: number, about: boolean): string {
  const count = new Intl.NumberFormat('en').format(documents);
  return `${about ? 'about ' : ''}${count} ${documents === 1 ? 'document' : 'documents'}`;
}
