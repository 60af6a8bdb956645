import { describe, expect, it } from 'vitest';

import { extracted } from '../../../helpers/extract-text.ts';
import { makeFlatOpenDocument } from '../../../helpers/make-opendocument.ts';

/** Texts of one piece over and over, which patterns that backtrack take minutes on. */
const PIECES =
  '[|[[|[[a|](|[1,|image:a[|link:a[|`|``|**|*a |_a|__|==|<|<a |<!--|&| |\t|> |- |::|.. |:a:`|a_ |+-|{|\\section{|"|{"a":|(((|<<|\\item|    a\n|a\n=\n|---\n|{|}|{}|\\par |\\\'e9|\\u8364?|{\\footnote |\\cell |\\row |\\listtext a\\par |<p>a|<text:p>a|<text:list>|<table:table-cell>|<section>|<title>|<v>a</v>'.split(
    '|',
  );
/** What tells a format whatever its name is; in others the name is enough. */
const OPENINGS: Readonly<Record<string, string>> = {
  rtf: '{\\rtf1 ',
  fb2: '<FictionBook><body>',
  fodt: makeFlatOpenDocument('text', '').split('</office:body>')[0] ?? '',
  fods: makeFlatOpenDocument('spreadsheet', '<table:table>').split('</table:table>')[0] ?? '',
};
const ENDINGS = [
  'md',
  'html',
  'xml',
  'rst',
  'adoc',
  'org',
  'tex',
  'csv',
  'json',
  'srt',
  'ts',
  'txt',
  'rtf',
  'fb2',
  'fodt',
  'fods',
];
const LENGTH = 60_000;
/** On a busy machine; the slowest takes a tenth of it on an idle one. */
const MILLISECONDS = 5000;

describe.each(ENDINGS)('.%s', (ending) => {
  it('takes no more than about linear time', async () => {
    for (const piece of PIECES) {
      const start = performance.now();
      await extracted(`x.${ending}`, `${OPENINGS[ending] ?? ''}${piece.repeat(LENGTH / piece.length)}!`);
      expect(performance.now() - start, JSON.stringify(piece)).toBeLessThan(MILLISECONDS);
    }
  });
});
