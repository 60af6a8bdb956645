import { expect, test } from 'vitest';

import { terms } from '../../../src-main/lib/text/tokens.ts';
import { tellingTerms } from '../../../src-main/search/telling-words.ts';

test.each([
  ['how do we decide how long a project should take', ['decid', 'long', 'project', 'take']],
  ['invoices of may', ['invoic', 'mai']],
  ['to be or not to be', ['to', 'be', 'or', 'not']],
  ['東京', ['東京']],
  ['', []],
])('%s', (query, telling) => expect([...tellingTerms(terms(query))]).toEqual(telling));
