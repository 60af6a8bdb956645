import type { Extraction, Extractor, ReadInner } from '../extraction.ts';
import { cleanCharacters, oneLine } from '../normalise.ts';
import { Outline } from '../outline.ts';
import { shortfall } from '../reasons.ts';
import { addInnerFiles } from './inner-documents.ts';
import { addMailBody, attachmentNames } from './mail-outline.ts';
import { parseMail } from './mail-parts.ts';

const MAIL_LIMIT = 50_000;
/** In UTF-16 units, as much as eight long books: with the file itself it fits a process's memory. */
const TEXT_LIMIT = 8_000_000;
/** Under half of what a whole file may take, for its words are weighed afterwards. */
const MILLISECONDS = 12_000;
const START_OF_MAIL = Buffer.from('From ');
/** What stands after a mail's first line: one of its header lines. A sentence that begins with "From" has none. */
const NEXT_LINE_IS_HEADER = /^[^\n]{0,1000}\n>?[!-9;-~]{1,100}(?::|[ ][^\n]{0,100}@)/;
const HAS_DATE = /^From [^\n]{0,300}\d{1,2}:\d{2}[^\n]{0,30}\d{4}/;
const LOOK_AHEAD = 1200;
/** Mailboxes mark a line of text that begins with "From " so. */
const MARKED_FROM = /^>(>*From )/gm;

/** A mailbox: its mails one after the other, each under its subject. */
export const mailboxExtractor: Extractor = {
  format: 'mailbox',
  async extract(bytes: Uint8Array, _name: string, readInner: ReadInner): Promise<Extraction> {
    const outline = new Outline({ isTitledByHeading: false });
    const until = performance.now() + MILLISECONDS;
    let count = 0;
    for (const mail of mailsOf(bytes)) {
      if (++count > MAIL_LIMIT || outline.length > TEXT_LIMIT || performance.now() > until) {
        outline.shortfall = shortfall('TEXT_CUT');
        break;
      }
      await addMail(mail, outline, readInner);
    }
    return outline.finish();
  },
};

/** A mail that is broken costs its own text only. */
async function addMail(bytes: Uint8Array, outline: Outline, readInner: ReadInner): Promise<void> {
  try {
    const mail = await parseMail(bytes);
    const fields = [...mail.fields, ['attachments', attachmentNames(mail)] as const];
    outline.heading(1, oneLine(mail.subject) || '–');
    const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
    outline.block(cleanCharacters(lines.join('\n')));
    await addMailBody({ ...mail, text: mail.text.replace(MARKED_FROM, '$1') }, outline, {
      level: 2,
      readInner,
    });
    await addInnerFiles(mail.attachments, outline, { level: 2, readInner });
  } catch {
    outline.shortfall ??= shortfall('PART_NOT_READ', 'Some mails of the mailbox are damaged.');
  }
}

/** The mails of a mailbox, each without its first line; before the first such line stands none. */
export function* mailsOf(bytes: Uint8Array): Generator<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = nextStart(file, 0);
  while (start >= 0) {
    const next = nextStart(file, start + START_OF_MAIL.length);
    const headers = file.indexOf(0x0a, start) + 1;
    if (headers > 0) yield file.subarray(headers, next < 0 ? file.length : next);
    start = next;
  }
}

function nextStart(file: Buffer, from: number): number {
  for (let at = file.indexOf(START_OF_MAIL, from); at >= 0; at = file.indexOf(START_OF_MAIL, at + 1)) {
    if (at > 0 && file[at - 1] !== 0x0a) continue;
    const lines = file.toString('latin1', at, at + LOOK_AHEAD);
    if (NEXT_LINE_IS_HEADER.test(lines) || HAS_DATE.test(lines)) return at;
  }
  return -1;
}
