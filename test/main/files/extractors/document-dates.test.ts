import { describe, expect, it } from 'vitest';

import { ownDate } from '../../../../src-main/storage/own-date.ts';
import { extracted } from '../../../helpers/extract-text.ts';
import { makeDocx, wordParagraph } from '../../../helpers/make-docx.ts';
import { makePptx, makeXlsx, sheetRow, slideShape } from '../../../helpers/make-office.ts';
import { makeFlatOpenDocument, makeOpenDocument } from '../../../helpers/make-opendocument.ts';

const CREATED = '2021-03-04T10:20:30Z';
const CORE = {
  'docProps/core.xml':
    '<cp:coreProperties><dcterms:modified xsi:type="dcterms:W3CDTF">2023-09-09T09:09:09Z</dcterms:modified>' +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${CREATED}</dcterms:created></cp:coreProperties>`,
};
const SAVED_ALONE = {
  'docProps/core.xml': `<cp:coreProperties><dcterms:modified>${CREATED}</dcterms:modified></cp:coreProperties>`,
};
const META = `<dc:date>2023-09-09T09:09:09</dc:date><meta:creation-date>2021-03-04T10:20:30.123456789Z</meta:creation-date>`;
const BODY = '<text:p>words</text:p>';

/** Files that were made at the same second, and some that were saved then. */
const FILES: readonly (readonly [name: string, bytes: Uint8Array | string])[] = [
  ['made.docx', makeDocx(wordParagraph('words'), CORE)],
  ['saved.docx', makeDocx(wordParagraph('words'), SAVED_ALONE)],
  ['made.xlsx', makeXlsx({ Sheet: sheetRow('words') }, CORE)],
  ['made.pptx', makePptx([slideShape('body', 'words')], CORE)],
  ['made.odt', makeOpenDocument('text', BODY, { 'meta.xml': `<office:meta>${META}</office:meta>` })],
  ['made.fodt', makeFlatOpenDocument('text', BODY, META)],
  ['saved.fodt', makeFlatOpenDocument('text', BODY, `<dc:date>${CREATED}</dc:date>`)],
];

describe('the own date of a document', () => {
  it.each(FILES)('%s is the day it was made, else the day it was saved last', async (name, bytes) => {
    const { fields } = await extracted(name, bytes);
    const date = ownDate(fields) ?? 0;
    expect(new Date(date - (date % 1000)).toISOString()).toBe('2021-03-04T10:20:30.000Z');
  });

  it('is none where the properties hold none that can be read', async () => {
    const empty = { 'docProps/core.xml': '<p><dcterms:created>soon</dcterms:created></p>' };
    const { fields } = await extracted('x.docx', makeDocx(wordParagraph('words'), empty));
    expect(ownDate(fields)).toBeNull();
  });
});
