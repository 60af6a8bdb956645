import type { Extraction, Extractor, ReadInner } from '../extraction.ts';
import { Outline } from '../outline.ts';
import { shortfall } from '../reasons.ts';
import { addMailBody, attachmentNames, partsOfMail } from './mail-outline.ts';
import type { Mail } from './mail-outline.ts';
import { MAIL_BYTES, parseMail } from './mail-parts.ts';

/** Apple's mails begin with a line that counts the bytes of the mail; settings follow it. */
const BYTE_COUNT = /^\s{0,20}(\d{1,10})[ \t]*\r?\n/;
/** A line of a mailbox that strayed into a single mail, blank lines, a byte order mark. */
const BEFORE_HEADERS = /^(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*(?:>?From [^\n]{0,1000}\n)?/;
const START_BYTES = 2048;

export const mailExtractor: Extractor = {
  format: 'mail',
  async extract(bytes: Uint8Array, _name: string, readInner: ReadInner): Promise<Extraction> {
    const extraction = await extractionOfMail(await parseMail(mailWithin(bytes)), readInner);
    return bytes.length > MAIL_BYTES ? { ...extraction, shortfall: shortfall('TEXT_CUT') } : extraction;
  },
};

/** A mail that is a document of its own: its subject is the title, what came with it are its parts. */
export async function extractionOfMail(mail: Mail, readInner: ReadInner): Promise<Extraction> {
  const outline = new Outline({ isTitledByHeading: false });
  outline.title(mail.subject);
  for (const [name, value] of mail.fields) outline.field(name, value);
  outline.field('attachments', attachmentNames(mail));
  await addMailBody(mail, outline, { level: 1, readInner });
  return { ...outline.finish(), parts: partsOfMail(mail) };
}

/** The mail in a file, without what programs wrap around it. */
export function mailWithin(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, START_BYTES)).toString('latin1');
  const count = BYTE_COUNT.exec(start);
  if (count !== null) return bytes.subarray(count[0].length, count[0].length + Number(count[1]));
  return bytes.subarray(BEFORE_HEADERS.exec(start)?.[0].length ?? 0);
}
