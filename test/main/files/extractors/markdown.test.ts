import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';

const md = (...lines: string[]): Promise<string[]> => blocksOf('x.md', lines.join('\n'));

describe('Markdown', () => {
  it('gives title, heading paths and paragraphs', async () => {
    const text = '# Whales #\n\nBig\nanimals.\n\nSong {#song}\n----\n\nThey sing.\n\n### Deep\n\nVery.';
    expect((await extracted('x.md', text)).title).toBe('Whales');
    expect(await md(text)).toEqual(['Big animals.', 'Song | They sing.', 'Song > Deep | Very.']);
  });

  it('reads front matter as fields, its title before the heading', async () => {
    const text = '---\ntitle: "On: Whales"\ntags: [sea, song]\ndate: 2024-05-01\n---\n# Whales\n\nBig.';
    const { title, fields, blocks } = await extracted('x.md', text);
    expect(title).toBe('On: Whales');
    expect(fields).toMatchObject({ tags: 'sea, song', date: '2024-05-01' });
    expect(blocks[0]).toMatchObject({ heading: ['Whales'], text: 'Big.' });
  });

  it('takes two rulers around prose for prose', async () => {
    expect(await extracted('x.md', '---\nJust a line\n---\nafter')).toMatchObject({
      title: 'Just a line',
      fields: {},
      blocks: [{ text: 'after' }],
    });
  });

  it.each([
    ['**bold** _soft_ ***both*** ~~gone~~ ==marked==', 'bold soft both gone marked'],
    [
      'snake_case_name, 2 * 3 * 4, a == b == c, x==1 and y==2',
      'snake_case_name, 2 * 3 * 4, a == b == c, x==1 and y==2',
    ],
    ['`code *kept* [as](it) is`', 'code *kept* [as](it) is'],
    ['``a ` b``', 'a ` b'],
    ['[text](http://x.y/z_(a) "a title")', 'text (a title)'],
    [
      '[text][ref] and [other][] and [1][2]\n\n[ref]: http://x\n[other]: <http://y> "words"',
      'text and other and [1][2]',
    ],
    ['[![badge](https://a/b.svg)](https://c)', 'badge'],
    ['![alt](data:image/png;base64,AAAA)', 'alt'],
    ['<https://a.b/c> and https://d.e', 'https://a.b/c and https://d.e'],
    ['a[^1] b', 'a b'],
    ['[^1]: the note', 'the note'],
    ['[[Page|shown]] [[Other#Part]] ![[x.png]]', 'shown Other Part'],
    ['a <b>bold</b> <!-- hidden --> word<br>next', 'a bold word\nnext'],
    ['5 < 6 and 7 > 3 &amp; AT&T &copy;', '5 < 6 and 7 > 3 & AT&T ©'],
    ['\\*not emphasis\\* \\[x\\] 1\\. a', '*not emphasis* [x] 1. a'],
    ['hard  \nbreak', 'hard\nbreak'],
    ['> [!NOTE] Mind\n> the step', 'NOTE: Mind the step'],
  ])('%j → %j', async (source, expected) => expect((await md(source))[0]).toBe(expected));

  it('keeps a list together, items a line each', async () => {
    expect(
      await md(
        '- one',
        '  goes on',
        '- [x] two',
        '',
        '  still two',
        '',
        '1. first',
        '2. second',
        '',
        'after',
      ),
    ).toEqual(['one goes on\ntwo\nstill two\n1. first\n2. second', 'after']);
  });

  it('reads a table as rows of named values', async () => {
    expect(await md('| Name | Size |', '|:--|--:|', '| **Whale** | 30 m |', '| A\\|B | |')).toEqual([
      'Name: Whale; Size: 30 m\nName: A|B',
    ]);
  });

  it('keeps code as it stands', async () => {
    expect(
      await md('```js', '# not a heading', '', 'a  **b**', '```', '', '    indented *code*', '', 'after'),
    ).toEqual(['# not a heading\n\na  **b**', 'indented *code*', 'after']);
  });

  it('reads HTML inside', async () => {
    expect(
      await md(
        '<div align="center">',
        '<h2>Inner</h2>',
        '<p>words</p>',
        '</div>',
        '',
        '<!-- a',
        '',
        'b -->',
        '',
        'after',
      ),
    ).toEqual(['words', 'after']);
  });

  it('has no use for rulers and definitions', async () => {
    expect(await md('a', '', '***', '', '[x]: http://y', '', 'b')).toEqual(['a', 'b']);
  });

  it.each([
    ['brackets', '['.repeat(50_000)],
    ['links left open', '[a](b'.repeat(20_000)],
    ['emphasis left open', '*a _b '.repeat(20_000)],
    ['backticks', Array.from({ length: 300 }, (_, at) => '`'.repeat(at + 1)).join(' a ')],
    ['comments left open', '<!-- '.repeat(20_000)],
    ['tags left open', '<a '.repeat(50_000)],
    ['blanks in a heading', `# a${' '.repeat(100_000)}b`],
    ['blanks in a row of dashes', `a|b\n-${' '.repeat(100_000)}x`],
    ['quotes', '>'.repeat(50_000)],
    ['lists in lists', Array.from({ length: 500 }, (_, at) => `${' '.repeat(at * 2)}- a`).join('\n')],
  ])('takes no more than linear time on %s', async (_, text) => {
    const start = performance.now();
    await extracted('x.md', text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
