import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';

const html = (source: string): Promise<string[]> => blocksOf('x.html', source);

describe('HTML', () => {
  it('gives title, heading paths and paragraphs', async () => {
    const page =
      '<html><head><title> On\n Whales </title><meta name="author" content="Ann"><style>p{}</style></head>' +
      '<body><h1>Whales</h1><p>Big\n  <b>animals</b>.<h2>Song</h2><p>They sing.</body></html>';
    const { title, fields } = await extracted('x.html', page);
    expect(title).toBe('On Whales');
    expect(fields).toEqual({ author: 'Ann' });
    expect(await html(page)).toEqual(['Whales | Big animals.', 'Whales > Song | They sing.']);
  });

  it('leaves out what nobody reads', async () => {
    expect(
      await html(
        '<p>a<script>b()</script><noscript>c</noscript><template><p>d</template><!-- e --><span hidden>f</span>' +
          '<i style="color:red;display : none">g</i> z</p>',
      ),
    ).toEqual(['a z']);
  });

  it('decodes references, keeps line ends that are marked up', async () => {
    expect(await html('<p>Fish &amp; chips &#8212; caf&eacute;&nbsp;&shy;x<br>next</p>')).toEqual([
      'Fish & chips — café x\nnext',
    ]);
    expect(await html('<p>one<br>\n<br>two</p>')).toEqual(['one', 'two']);
    expect(await html('<pre>a\n  b\n\nc</pre>')).toEqual(['a\n  b\n\nc']);
  });

  it('reads lists, definitions and tables', async () => {
    expect(await html('<ul><li>one<li><p>two</p><ul><li>deep</ul></ul>')).toEqual(['one\ntwo\ndeep']);
    expect(await html('<dl><dt>Whale<dd>big<dt>Krill<dd>small</dl>')).toEqual(['Whale: big\nKrill: small']);
    expect(
      await html(
        '<table><caption>Sizes</caption><tr><th>Name<th>Size<tr><td>Whale<td>30 m<tr><td>Krill<td>6 cm</table>',
      ),
    ).toEqual(['Sizes', 'Name: Whale; Size: 30 m\nName: Krill; Size: 6 cm']);
    expect(await html('<table><tr><th>Name<td>Whale<tr><th>Size<td>30 m</table>')).toEqual([
      'Name: Whale\nSize: 30 m',
    ]);
  });

  it('reads on where tables lay out the page', async () => {
    expect(
      await html(
        '<table><tr><td><h2>Menu</h2><p>Home</p></td><td><table><tr><td>a<td>b</table><p>Text</p></td></tr></table>',
      ),
    ).toEqual(['Home', 'a | b', 'Text']);
  });

  it('parts note marks from the words before them', async () => {
    expect(
      await html(
        '<p>whale<a href="#n"><sup>1</sup></a> x<sup>2</sup> y<sup><a href="#m">3</a></sup> z<a epub:type="noteref">4</a></p>',
      ),
    ).toEqual(['whale 1 x2 y 3 z 4']);
  });

  it('reads XHTML that closes elements in themselves', async () => {
    const page =
      '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a"/></head>' +
      '<body><p>kept<a id="x"/></p><![CDATA[also]]></body></html>';
    expect(await html(page)).toEqual(['kept', 'also']);
  });

  it('takes the encoding a page declares', async () => {
    const page = Buffer.from(
      '<meta charset="iso-8859-2"><p>\xbf\xf3\xb3w, za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1</p>',
      'latin1',
    );
    expect((await blocksOf('x.html', page))[0]).toBe('żółw, zażółć gęślą');
  });

  it('bears broken nesting', async () => {
    expect(await html('</p></table><td>a<table><tr>b<td>c</ul><li>d')).toEqual(expect.arrayContaining(['a']));
    const deep = `${'<div>'.repeat(20_000)}deep${'<table><tr><td>'.repeat(500)}deeper`;
    expect((await html(deep)).join(' ')).toContain('deeper');
  });
});
