import { foldLiteral } from '../lib/text/tokens.ts';
import { readDate } from './own-date.ts';

/** Whose mail it is and about what, folded for comparison. */
export interface MailHeaders {
  readonly sender: string;
  readonly receivers: string;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly sent: number | null;
}

/** A mail of a mailbox, and where its text begins. */
export interface PlacedMail {
  readonly headers: MailHeaders;
  readonly start: number;
}

/** Headers as readers of mail write them into fields. */
export function headersOf(fields: Readonly<Record<string, string>>, subject: string): MailHeaders {
  const { from = '', to = '', cc = '', date = '' } = fields;
  return {
    sender: foldLiteral(from),
    receivers: foldLiteral([to, cc].filter((people) => people !== '').join(', ')),
    subject: foldLiteral(subject),
    sent: readDate(date),
  };
}

/** A block of header lines, behind the line of the subject where that is another than the mail's before. */
const HEADER_BLOCK =
  /(?<=^|\n\n)(?:([^\n]{1,2000})\n\n)?(?=(?:from|to|cc|date): )((?:(?:from|to|cc|date|attachments): [^\n]*(?:\n|$)){2,5})/g;

/** The mails of a mailbox as its reader writes it: each a subject and a block of header lines, then its text. */
export function mailsOfMailbox(text: string): PlacedMail[] {
  let subject = '';
  return [...text.matchAll(HEADER_BLOCK)].map((match) => {
    subject = match[1] ?? subject;
    const fields = Object.fromEntries((match[2] ?? '').trimEnd().split('\n').map(fieldOf));
    return { headers: headersOf(fields, subject), start: match.index };
  });
}

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
