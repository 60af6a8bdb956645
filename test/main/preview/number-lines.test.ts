import { expect, it } from 'vitest';

import { sourceCodeExtractor } from '../../../src-main/files/extractors/source-code.ts';
import { DocumentKey } from '../../../src-main/files/document-key.ts';
import { compose } from '../../../src-main/indexing/segment/compose.ts';
import { numberLines } from '../../../src-main/preview/number-lines.ts';

const SOURCE = `import os

class Lease:
\tdef ends(self):


\t\treturn self.notice  


struct Foo
{
};
def twice():
    pass
    pass
`;

it('numbers stored lines as the file does, whatever extraction put in between', async () => {
  const read = () => Promise.reject(new Error('no inner file'));
  const bytes = Buffer.from(SOURCE);
  const extraction = await sourceCodeExtractor.extract(bytes, 'lease.py', read, new DocumentKey(null));
  const { text } = compose(extraction.blocks);
  const lines = SOURCE.split('\n');
  const numbered = numberLines(text, SOURCE);
  for (const { start, line } of numbered) {
    const [stored = ''] = text.slice(start).split('\n', 1);
    expect(stored).toBe((lines[line - 1] ?? '').replaceAll('\t', ' ').trimEnd());
  }
  const wanted = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]));
  expect(numbered.map(({ line }) => line)).toEqual(wanted);
});

it('leaves lines without a number that are not in the file', () => {
  expect(numberLines('not there\nthere', 'there\nthere too')).toEqual([{ start: 10, line: 1 }]);
});
