import { describe, expect, it } from 'vitest';

import { Outline } from '../../../src-main/files/outline.ts';

describe('Outline', () => {
  it('takes the first top heading for the title and leaves it out of the paths', () => {
    const outline = new Outline();
    outline.block('before');
    outline.heading(1, 'Whales');
    outline.heading(2, 'Song');
    outline.block('They sing.');
    const { title, blocks } = outline.finish();
    expect(title).toBe('Whales');
    expect(blocks).toEqual([
      { text: 'before', heading: [], page: null },
      { text: 'They sing.', heading: ['Song'], page: null },
    ]);
  });

  it('prefers the title a document states, and keeps a heading that says something else', () => {
    const outline = new Outline();
    outline.title('On Whales');
    outline.heading(1, 'Whales');
    outline.block('They sing.');
    expect(outline.finish()).toMatchObject({ title: 'On Whales', blocks: [{ heading: ['Whales'] }] });
  });

  it('takes no title from one of several lesser headings', () => {
    const outline = new Outline();
    for (const day of ['Monday', 'Tuesday']) {
      outline.heading(2, day);
      outline.block('Rain.');
    }
    expect(outline.finish()).toMatchObject({
      title: null,
      blocks: [{ heading: ['Monday'] }, { heading: ['Tuesday'] }],
    });
  });

  it('keeps the words of headings nothing stands under', () => {
    const outline = new Outline();
    outline.heading(1, 'Title');
    outline.heading(2, 'Empty');
    outline.heading(3, 'Emptier');
    outline.heading(2, 'Full');
    outline.block('text');
    outline.heading(2, 'Last');
    expect(outline.finish().blocks.map(({ heading, text }) => [...heading, text])).toEqual([
      ['Empty', 'Emptier'],
      ['Full', 'text'],
      ['Last'],
    ]);
  });

  it('gives every block of a section the very same path', () => {
    const outline = new Outline();
    outline.heading(2, 'A');
    outline.block('one');
    outline.block('two');
    const { blocks } = outline.finish();
    expect(blocks[0]?.heading).toBe(blocks[1]?.heading);
  });
});
