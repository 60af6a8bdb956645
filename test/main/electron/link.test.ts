import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { linkAmong, linkTo, parseLink } from '../../../src-main/electron/link.ts';

describe('a link', () => {
  test('names a document, and a passage of it', () => {
    expect(parseLink('inkling://document?path=/home/ada/lease.pdf')).toEqual({
      path: '/home/ada/lease.pdf',
      span: null,
    });
    expect(parseLink('inkling://document?start=10&end=20&path=C%3A%5CTax%202023%5Ca.pdf')).toEqual({
      path: 'C:\\Tax 2023\\a.pdf',
      span: { start: 10, end: 20 },
    });
    expect(
      parseLink(`inkling://document?path=${encodeURIComponent('/a/letters.zip › 2023/may.pdf')}`)?.path,
    ).toBe('/a/letters.zip › 2023/may.pdf');
  });

  test.each([
    ['another program', 'https://document?path=/a'],
    ['another case of its name', 'INKLING://document?path=/a'],
    ['another verb', 'inkling://open?path=/a'],
    ['a verb that would run', 'inkling://run?path=/bin/sh'],
    ['no verb', 'inkling://?path=/a'],
    ['a user', 'inkling://me@document?path=/a'],
    ['a port', 'inkling://document:80?path=/a'],
    ['a folder behind the verb', 'inkling://document/x?path=/a'],
    ['a fragment', 'inkling://document?path=/a&#x=1'],
    ['nothing asked', 'inkling://document'],
    ['no path', 'inkling://document?start=1&end=2'],
    ['an empty path', 'inkling://document?path='],
    ['a path from nowhere', 'inkling://document?path=a/b'],
    ['a path of home', 'inkling://document?path=~/a'],
    ['a way up', 'inkling://document?path=/a/../../etc/passwd'],
    ['a way up, written out', 'inkling://document?path=/a/%2e%2e/b'],
    ['a way up as Windows has it', 'inkling://document?path=C:%5Ca%5C..%5Cb'],
    ['a file address', 'inkling://document?path=file:///etc/passwd'],
    ['a web address', 'inkling://document?path=https://example.org/a'],
    ['a script', 'inkling://document?path=javascript:alert(1)'],
    ['a null', 'inkling://document?path=/a%00.pdf'],
    ['a line end', 'inkling://document?path=/a%0Ab'],
    ['half a sign', 'inkling://document?path=/a%E2%80'],
    ['half a percent', 'inkling://document?path=/a%'],
    ['two paths', 'inkling://document?path=/a&path=/b'],
    ['a name unheard of', 'inkling://document?path=/a&open=1'],
    ['a field without value', 'inkling://document?path=/a&start'],
    ['a start alone', 'inkling://document?path=/a&start=1'],
    ['a passage of nothing', 'inkling://document?path=/a&start=5&end=5'],
    ['a passage backwards', 'inkling://document?path=/a&start=9&end=5'],
    ['a number with a sign', 'inkling://document?path=/a&start=-1&end=5'],
    ['a number too long', 'inkling://document?path=/a&start=1&end=99999999999'],
    ['a number of another base', 'inkling://document?path=/a&start=0x1&end=5'],
    ['a flag for the program', '--inspect=inkling://document?path=/a'],
    ['too much', `inkling://document?path=/${'a'.repeat(5_000)}`],
    ['far too much', `inkling://document?path=/a&start=${'0'.repeat(20_000)}`],
  ])('that holds %s is none', (_what, text) => {
    expect(parseLink(text)).toBeNull();
  });

  test('whatever text is given, it names a plain absolute path or is none', () => {
    const part = fc.constantFrom(
      'inkling://document?',
      'path=',
      '/',
      '..',
      '%2e',
      '&',
      'start=',
      'end=',
      '1',
      '2',
      '%00',
      'é',
      '=',
      '\\',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          const place = parseLink(text);
          if (place === null) return;
          expect(place.path).toMatch(/^(\/|[A-Za-z]:[\\/]|\\\\)/);
          expect(place.path.split(/[\\/]/)).not.toContain('..');
          if (place.span !== null) expect(place.span.start).toBeLessThan(place.span.end);
        },
      ),
    );
  });

  test('that was made for a place leads back to it', () => {
    const name = fc
      .string({ minLength: 1 })
      .filter((text) => !/[\\/\p{Cc}]/u.test(text) && text !== '..' && text.isWellFormed());
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 4 }),
        fc.nat(1e6),
        fc.integer({ min: 1, max: 1e6 }),
        (parts, start, length) => {
          const place = { path: `/${parts.join('/')}`, span: { start, end: start + length } };
          expect(parseLink(linkTo(place))).toEqual(place);
        },
      ),
    );
  });

  test('is found among what a program was started with', () => {
    const given = ['/opt/inkling', '--at-login', 'inkling://document?path=/a', 'inkling://document?path=/b'];
    expect(linkAmong(given)?.path).toBe('/a');
    expect(linkAmong(['/opt/inkling'])).toBeNull();
  });
});
