import { describe, expect, it } from 'vitest';

import { extracted } from '../../../helpers/extract-text.ts';

/** Texts of one piece over and over, which patterns that backtrack take minutes on. */
const PIECES =
  '[|[[|[[a|](|[1,|image:a[|link:a[|`|``|**|*a |_a|__|==|<|<a |<!--|&| |\t|> |- |::|.. |:a:`|a_ |+-|{|\\section{|"|{"a":|(((|<<|\\item|    a\n|a\n=\n|---\n'.split(
    '|',
  );
const ENDINGS = ['md', 'html', 'xml', 'rst', 'adoc', 'org', 'tex', 'csv', 'json', 'srt', 'ts', 'txt'];
const LENGTH = 60_000;
/** On a busy machine; the slowest takes a tenth of it on an idle one. */
const MILLISECONDS = 5000;

describe.each(ENDINGS)('.%s', (ending) => {
  it('takes no more than about linear time', async () => {
    for (const piece of PIECES) {
      const start = performance.now();
      await extracted(`x.${ending}`, `${piece.repeat(LENGTH / piece.length)}!`);
      expect(performance.now() - start, JSON.stringify(piece)).toBeLessThan(MILLISECONDS);
    }
  });
});
