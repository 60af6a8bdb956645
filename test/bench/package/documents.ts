import { join } from 'node:path';

import { makeTar } from '../../helpers/make-archive.ts';
import { makeDoc, makePpt } from '../../helpers/make-old-office.ts';
import { makeOldWorkbook, makePptx, makeXlsx, sheetRow, slideShape } from '../../helpers/make-office.ts';
import { makeMsg } from '../../helpers/make-outlook.ts';
import { makeRar } from '../../helpers/make-packed.ts';
import { pngOf, scannedPage } from '../../helpers/make-scan.ts';
import { READABLE, UNREADABLE, writeFiles } from '../../helpers/made-corpus.ts';
import { WHALE_LINES } from '../../helpers/whale-page.ts';

/** Documents of many kinds, so that every library that reads one is loaded. */
export async function writeDocuments(folder: string): Promise<{ readonly picture: string }> {
  const picture = pngOf(await scannedPage(WHALE_LINES));
  await writeFiles(folder, {
    ...READABLE,
    ...UNREADABLE,
    'kinds/table.xlsx': makeXlsx({ Hives: sheetRow('Linden', 'Acacia') }),
    'kinds/slides.pptx': makePptx([slideShape('title', 'Tides')]),
    'kinds/old.xls': makeOldWorkbook(),
    'kinds/old.doc': makeDoc('A letter about whales.'),
    'kinds/old.ppt': makePpt([{ title: 'Whales', texts: ['They sing.'] }]),
    'kinds/mail.msg': makeMsg({ subject: 'Hives', body: 'The hives are well.' }),
    'kinds/some.tar': await makeTar({ 'inside.txt': 'Whales in a tape archive.' }),
    'kinds/some.rar': makeRar({ 'inside.txt': 'Whales in a packed archive.' }),
    'kinds/list.yaml': 'harbour: calm\n',
    'kinds/map.svg': '<svg xmlns="http://www.w3.org/2000/svg"><text>harbour</text></svg>',
    'kinds/mail.eml': 'From: ada@example.org\r\nSubject: Bees\r\n\r\nThe bees are well.\r\n',
    'pictures/whale.png': picture,
  });
  return { picture: join(folder, 'pictures/whale.png') };
}
