import { isUtf8 } from 'node:buffer';

import PostalMime from 'postal-mime';
import type { Address, Attachment as Part, Email } from 'postal-mime';

import { decodeText } from '../encoding.ts';
import type { Attachment, Mail } from './mail-outline.ts';

/** The longest mail that is read; unpacked it needs three times as much memory. */
export const MAIL_BYTES = 50 * 1_048_576;
const NESTING_LIMIT = 100;
/** A newsletter sent with all its readers in sight. */
const ADDRESS_LIMIT = 200;

/** What stands before the name of an encoding, as programs spell it. */
const ENCODING_NAMES = ['charset', 'Charset', 'CHARSET'];

/** Signatures and reports of programs to programs. */
const SILENT_TYPES: ReadonlySet<string> = new Set([
  'application/pgp-signature',
  'application/pgp-encrypted',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'message/delivery-status',
  'message/disposition-notification',
  'text/rfc822-headers',
]);
/** Names for parts that have none, so that their format can be told. */
const NAMELESS: Readonly<Record<string, string>> = {
  'message/rfc822': 'message.eml',
  'text/calendar': 'invitation.ics',
  'text/html': 'page.html',
  'text/csv': 'table.csv',
  'text/vcard': 'contact.vcf',
  'text/x-vcard': 'contact.vcf',
};

/** A part without a name that holds words people wrote; others are scripts and layouts of programs long gone. */
const HAS_WORDS = /^(?:text\/|message\/|application\/(?:pdf$|rtf$|ms|vnd\.|octet-stream$))/;

/** Parses the bytes of one mail as it went over the wire. */
export async function parseMail(bytes: Uint8Array): Promise<Mail> {
  const email = await parseEmail(bytes);
  return {
    subject: email.subject ?? '',
    fields: [
      ['from', addresses(email.from === undefined ? [] : [email.from])],
      ['to', addresses(email.to ?? [])],
      ['cc', addresses(email.cc ?? [])],
      ['date', email.date ?? ''],
    ],
    text: email.text ?? '',
    html: email.html ?? '',
    rtf: null,
    attachments: email.attachments.flatMap(attachmentOf),
  };
}

export function parseEmail(bytes: Uint8Array): Promise<Email> {
  return PostalMime.parse(inKnownEncoding(bytes.subarray(0, MAIL_BYTES)), {
    forceRfc822Attachments: true,
    maxNestingDepth: NESTING_LIMIT,
  });
}

/** Old programs wrote their own encoding without naming it anywhere. */
function inKnownEncoding(bytes: Uint8Array): Uint8Array {
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isNamed = isUtf8(mail) || ENCODING_NAMES.some((name) => mail.includes(name));
  return isNamed ? bytes : Buffer.from(decodeText(bytes));
}

function addresses(list: readonly Address[]): string {
  return list
    .slice(0, ADDRESS_LIMIT)
    .map(({ name, address, group }) => {
      if (group !== undefined) return `${name}: ${addresses(group)}`;
      if (name === '' || name === address) return address;
      return address === '' ? name : `${name} <${address}>`;
    })
    .filter((words) => words !== '')
    .join(', ');
}

function attachmentOf(part: Part): Attachment[] {
  if (SILENT_TYPES.has(part.mimeType) || typeof part.content === 'string') return [];
  const bytes = new Uint8Array(part.content);
  if (part.filename === null && !HAS_WORDS.test(part.mimeType)) return [];
  const name = part.filename ?? NAMELESS[part.mimeType] ?? '';
  return [{ name, bytes, isInline: part.related === true && part.mimeType.startsWith('image/') }];
}
