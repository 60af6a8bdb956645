import { describe, expect, it } from 'vitest';

import { mailOfMessage } from '../../../../src-main/files/extractors/outlook-store-mail.ts';
import { extracted } from '../../../helpers/extract-text.ts';

type Message = Parameters<typeof mailOfMessage>[0];

/** An item as the library gives it; what is not named throws, as it does where a file is damaged. */
function message(values: object): Message {
  return new Proxy(values as Message, {
    get: (target, name) => {
      if (!(name in target)) throw new Error('damaged');
      return Reflect.get(target, name) as unknown;
    },
  });
}

describe('a mail of an Outlook mailbox', () => {
  it('says who wrote what to whom, and brings what was attached', () => {
    const attachment = {
      longFilename: 'plan.txt',
      contentId: '',
      attachMethod: 1,
      fileInputStream: {
        length: { toNumber: () => 3 },
        readCompletely: (bytes: Uint8Array) => bytes.fill(0x61),
      },
    };
    const logo = { ...attachment, longFilename: 'logo.png', contentId: 'logo@1' };
    const attached = [logo, attachment];
    const mail = mailOfMessage(
      message({
        subject: 'Whales',
        body: 'They sing.',
        bodyHTML: '<img src="cid:logo@1">',
        messageClass: 'IPM.Note',
        senderName: 'Ann',
        senderEmailAddress: '/O=COMPANY/CN=ANN',
        displayTo: 'Bob',
        displayCC: '',
        clientSubmitTime: new Date('2024-05-06T07:08:09Z'),
        numberOfAttachments: attached.length,
        getAttachment: (index: number) => attached[index],
      }),
    );
    expect(mail).toMatchObject({ subject: 'Whales', text: 'They sing.', rtf: null });
    expect(mail.fields.filter(([, value]) => value !== '')).toEqual([
      ['from', 'Ann'],
      ['to', 'Bob'],
      ['date', '2024-05-06T07:08:09.000Z'],
    ]);
    expect(mail.attachments).toEqual([{ name: 'plan.txt', bytes: Buffer.from('aaa'), isInline: false }]);
  });

  it('loses only what is damaged', () => {
    expect(mailOfMessage(message({ body: 'words' }))).toMatchObject({
      subject: '',
      text: 'words',
      attachments: [],
    });
  });

  it('is refused with its file where that is damaged', async () => {
    await expect(extracted('x.pst', Buffer.from(`!BDN${'\0'.repeat(600)}`))).rejects.toMatchObject({
      code: 'FILE_BROKEN',
    });
  });
});
