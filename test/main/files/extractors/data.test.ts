import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';

describe('tables of values', () => {
  it('name the columns once', async () => {
    expect(await blocksOf('x.csv', 'name;size\nwhale;30\n"krill; small";0,06\n;;\n')).toEqual([
      'name | size | whale | 30\nkrill; small | 0,06',
    ]);
    expect(await extracted('x.tsv', 'a\tb\n1\t2\n')).toMatchObject({ title: null, dataLike: true });
  });
});

describe('JSON', () => {
  it('is read as names and values', async () => {
    expect(await blocksOf('x.json', '{"name":"whale","food":["krill","fish"],"size":{"m":30}}')).toEqual([
      'name: whale\nfood: krill, fish\nsize:\nm: 30',
    ]);
  });

  it('is read a value a line, or as text where it is broken', async () => {
    expect(await blocksOf('x.jsonl', '{"a":1}\n{"a":2}\n')).toEqual(['a: 1\na: 2']);
    expect(await blocksOf('x.json', '{"a": broken words')).toEqual(['{"a": broken words']);
  });

  it('leaves out encoded pictures and bears depth', async () => {
    expect(
      (await blocksOf('x.json', JSON.stringify({ picture: 'A'.repeat(1000), text: 'kept' }))).join(),
    ).toBe('picture:\ntext: kept');
    expect(await blocksOf('x.json', `${'['.repeat(5000)}1${']'.repeat(5000)}`)).toHaveLength(1);
  });
});

describe('XML', () => {
  it('is read element by element', async () => {
    expect(
      await blocksOf(
        'x.xml',
        '<?xml version="1.0"?><a><title>Whales</title><p>They <b>sing</b></p><c><![CDATA[x < y]]></c></a>',
      ),
    ).toEqual(['Whales\nThey\nsing\nx < y']);
    expect(await blocksOf('x.xml', '<?xml version="1.0"?><a><b>left open <c>kept')).toEqual([
      'left open\nkept',
    ]);
  });

  it('expands nothing a file defines itself', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;">]><a>&c; x</a>';
    expect((await blocksOf('x.xml', bomb)).join()).not.toContain('lollol');
  });
});

describe('subtitles', () => {
  it('keep what is said', async () => {
    expect(
      await blocksOf(
        'x.srt',
        '1\n00:00:01,000 --> 00:00:02,000\n<i>They</i>\n\n2\n00:00:02,000 --> 00:00:03,000\nsing.\n',
      ),
    ).toEqual(['They sing.']);
    expect(await blocksOf('x.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n')).toEqual(['Hello.']);
  });
});

describe('source code', () => {
  it('stands under the names of what it belongs to', async () => {
    expect(
      await blocksOf(
        'x.ts',
        '// Sings.\nexport class Whale {\n  sing() {}\n}\n\nexport async function dive(m) {\n  return m;\n}\n',
      ),
    ).toEqual([
      '// Sings.',
      'class Whale | export class Whale {\n  sing() {}\n}',
      'class Whale > function dive | export async function dive(m) {\n  return m;\n}',
    ]);
  });
});

describe('plain text', () => {
  it('joins what a margin broke and nothing else', async () => {
    const prose =
      'The whale is the largest animal that has ever lived on\nthis planet, and it feeds on the very smallest of them\nall.';
    const verse = 'Roses are red,\nviolets are blue.';
    expect(await blocksOf('x.txt', `${prose}\n\n${verse}`)).toEqual([prose.replaceAll('\n', ' '), verse]);
  });
});
