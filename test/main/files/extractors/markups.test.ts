import { describe, expect, it } from 'vitest';

import { blocksOf, extracted } from '../../../helpers/extract-text.ts';

describe('reStructuredText', () => {
  const rst = (...lines: string[]): Promise<string[]> => blocksOf('x.rst', lines.join('\n'));

  it('ranks headings by the order their styles appear in', async () => {
    expect(
      await rst(
        '=====',
        'Title',
        '=====',
        '',
        'Intro.',
        '',
        'Part',
        '----',
        '',
        'Text',
        'goes on.',
        '',
        'Deep',
        '~~~~',
        '',
        'x',
        '',
        'Next',
        '----',
        '',
        'y',
      ),
    ).toEqual(['Intro.', 'Part | Text goes on.', 'Part > Deep | x', 'Next | y']);
  });

  it('reads the head as fields', async () => {
    const { title, fields } = await extracted(
      'x.rst',
      'PEP: 1\nTitle: Purpose\n and Rules\nAuthor: Ann\n\nText',
    );
    expect([title, fields]).toEqual([
      'Purpose and Rules',
      { PEP: '1', Title: 'Purpose and Rules', Author: 'Ann' },
    ]);
  });

  it('keeps words and drops marks', async () => {
    expect(
      await rst(
        'A ``lit*eral`` and `link <http://x>`_ to `name`_, :ref:`shown <target>`, *soft* **hard** word_ [1]_.',
      ),
    ).toEqual(['A lit*eral and link to name, shown, soft hard word.']);
    expect(
      await rst(
        'Code::',
        '',
        '  a *b*',
        '',
        '    c',
        '',
        'After.',
        '',
        '.. note:: Mind',
        '   the step.',
        '',
        '.. a comment',
        '   of two lines',
        '',
        '.. _target: http://x',
        '',
        '.. [1] The note.',
      ),
    ).toEqual(['Code:', 'a *b*\n\n  c', 'After.', 'Mind', 'the step.', 'The note.']);
    expect(await rst('+---+---+', '| a | b |', '+---+---+', '| c | d |', '+---+---+')).toEqual([
      'a | b\nc | d',
    ]);
  });
});

describe('AsciiDoc', () => {
  const adoc = (...lines: string[]): Promise<string[]> => blocksOf('x.adoc', lines.join('\n'));

  it('gives headings of both kinds, lists and terms', async () => {
    expect(
      await adoc(
        '= Whales',
        ':toc:',
        '',
        'Big.',
        '',
        '== Song',
        '',
        '* one',
        'goes on',
        '* two',
        '',
        'Whale:: a large',
        'animal',
        '',
        'Deep',
        '~~~~',
        '',
        'x',
      ),
    ).toEqual(['Big.', 'Song | one goes on\ntwo', 'Song | Whale: a large animal', 'Song > Deep | x']);
  });

  it('keeps words and drops marks', async () => {
    expect(
      await adoc(
        'A *bold* _soft_ `co_de` link:x.html[shown^], https://a.b[site], <<ref,see>>, (((hidden))) ((term)) snake_case_name.',
      ),
    ).toEqual(['A bold soft co_de shown, site, see, hidden term snake_case_name.']);
    expect(
      await adoc(
        '[source,c]',
        '----',
        'a *b*',
        '----',
        '',
        '////',
        'comment',
        '////',
        '// comment',
        'image::x.png[A whale]',
        '',
        '.Sizes',
        '|===',
        '|a |b',
        '|c |d',
        '|===',
      ),
    ).toEqual(['a *b*', 'A whale', 'Sizes', 'a | b\nc | d']);
  });
});

describe('Org', () => {
  it('gives headings, tables, code and plain words', async () => {
    const org =
      '#+TITLE: Whales\n#+STARTUP: all\nBig.\n* TODO Song :sea:\n/They/ *sing* =a*b= [[http://x][here]].\n- one\n- two\n' +
      '#+begin_src c\nint x;\n#+end_src\n| a | b |\n|---+---|\n| c | d |\n';
    expect((await extracted('x.org', org)).title).toBe('Whales');
    expect(await blocksOf('x.org', org)).toEqual([
      'Big.',
      'Song sea | They sing a*b here.\n- one\n- two',
      'Song sea | int x;',
      'Song sea | a | b\nc | d',
    ]);
  });
});

describe('LaTeX', () => {
  it('gives title, sections and plain words', async () => {
    const tex =
      '\\documentclass{article}\n\\title{On \\emph{Whales}}\n\\begin{document}\n\\section{Song}\n% a comment\n' +
      "They \\textbf{sing} for 5\\% of the d\\'ay~long \\cite{x}.\n\n\\begin{itemize}\n\\item one\n\\item two\n\\end{itemize}\n\\end{document}";
    expect((await extracted('x.tex', tex)).title).toBe('On Whales');
    expect(await blocksOf('x.tex', tex)).toEqual([
      'Song | a comment They sing for 5% of the dáy long .',
      'Song | one\ntwo',
    ]);
  });
});
