import { describe, expect, it, test } from 'vitest';

import { terms } from '../../../../src-main/lib/text/tokens.ts';
import { tellingTerms, withoutGrammar } from '../../../../src-main/lib/text/telling-words.ts';

test.each([
  ['how do we decide how long a project should take', ['decid', 'long', 'project', 'take']],
  ['invoices of may', ['invoic', 'mai']],
  ['to be or not to be', ['to', 'be', 'or', 'not']],
  ['東京', ['東京']],
  ['', []],
])('%s', (query, telling) => expect([...tellingTerms(terms(query))]).toEqual(telling));

describe('a text without grammar', () => {
  it.each([
    ['how do I get my new surname onto my account?', 'get new surname account'],
    ["what is a maintainer's login", "maintainer's login"],
    ['who am I', 'who am I'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(withoutGrammar(text)).toBe(expected);
  });
});
