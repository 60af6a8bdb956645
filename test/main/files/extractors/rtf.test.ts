import { assert, asyncProperty, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanCharacters, oneLine } from '../../../../src-main/files/normalise.ts';
import { blocksOf, extracted } from '../../../helpers/extract-text.ts';

const rtf = (body: string): string =>
  `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Cyr;}{\\f2\\fcharset128 Mincho;}{\\f3\\fcharset2 Wingdings;}}${body}}`;

/** Any text as programs write it: each unit by its number, with a question mark for old programs. */
function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, at) => `\\u${(text.charCodeAt(at) << 16) >> 16}?`).join('');
}

describe('RTF', () => {
  it.each([
    ["caf\\'e9", 'café'],
    ['caf\\u233?s', 'cafés'],
    ["{\\uc2\\u233\\'3f\\'3fx}\\u233?y", 'éxéy'],
    ['{\\uc0\\u20013\\u22269}x', '中国x'],
    ["{\\f1 \\'cc\\'e8\\'f0}", 'Мир'],
    ["{\\f2 \\'93\\'fa\\'96\\'7b}x", '日本x'],
    ["{\\f3 \\'b7}x", 'x'],
    ['a\\~b\\_c\\-d\\emdash e\\{\\}', 'a b-cd—e{}'],
    ['a{\\*\\unknown b}{\\pict 00ff}{\\v c}\\deleted d\\deleted0 e', 'ae'],
    ['{\\pict\\bin4 }}}}}x', 'x'],
    ['{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt link}}', 'link'],
    ['\\u-10179?\\u-8704?', '😀'],
  ])('%s → %s', async (source, text) => {
    expect(await blocksOf('x.rtf', rtf(source))).toEqual([text]);
  });

  it('gives properties, headings by style and by outline, lists, tables and notes', async () => {
    const source = rtf(
      '{\\stylesheet{\\s1\\outlinelevel0 heading 1;}{\\s2 Title;}{\\*\\cs3 heading 2;}}' +
        "{\\info{\\title ???}{\\title Wh\\'e4les}{\\author Ann}{\\creatim\\yr2024}}" +
        '{\\header Secret\\par}{\\headerr Secret\\par}' +
        '\\pard\\s1 Song\\par\\pard They sing{\\footnote At night.}.\\par' +
        '{\\pard\\outlinelevel1 Size\\par}' +
        '\\pard{\\listtext 1.\\tab}one\\par{\\listtext 2.\\tab}two\\par' +
        '\\trowd\\trhdr\\intbl Name\\cell Size\\cell\\row\\trowd\\intbl Whale\\cell 30\\par m\\cell\\row\\pard' +
        '{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt In a box\\par}}{\\shprslt again}}after',
    );
    expect(await blocksOf('x.rtf', source)).toEqual([
      'Song | They sing.',
      'Song > Size | one\ntwo',
      'Song > Size | Name: Whale; Size: 30 m',
      'Song > Size | In a box',
      'Song > Size | after',
      'At night.',
      'Secret',
    ]);
    expect(await extracted('x.rtf', source)).toMatchObject({ title: 'Whäles', fields: { author: 'Ann' } });
  });

  it('keeps any text that is written by numbers', async () => {
    const property = asyncProperty(string({ unit: 'grapheme' }), async (text) => {
      const { blocks } = await extracted('x.rtf', rtf(`${escaped(text)}\\par`));
      const kept = blocks.map((block) => block.text).join(' ');
      expect(oneLine(kept)).toBe(oneLine(cleanCharacters(text)));
    });
    await assert(property);
  });

  it('outlives groups without end', async () => {
    const deep = rtf(`${'{'.repeat(100_000)}deep${'}'.repeat(100_000)}shallow`);
    expect(await blocksOf('x.rtf', deep)).toEqual(['shallow']);
    expect(await blocksOf('x.rtf', rtf(`${'}'.repeat(100)}words`))).toEqual(['words']);
  });
});
