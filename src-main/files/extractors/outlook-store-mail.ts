import type { PSTAttachment, PSTMessage } from 'pst-extractor';
import type { PSTAppointment } from 'pst-extractor/dist/PSTAppointment.class.js';
import type { PSTContact } from 'pst-extractor/dist/PSTContact.class.js';

import { bytesOfMail } from './mail-bytes.ts';
import { person, type Attachment, type Mail } from './mail-outline.ts';

/** A mail within a mail within a mail; deeper ones come from programs. */
const DEPTH_LIMIT = 4;
const ATTACHMENT_LIMIT = 200;
const RECIPIENT_LIMIT = 1000;
/** Bytes of one attachment, and of all of one mail. */
const ATTACHMENT_BYTES = 30 * 1_048_576;
const EMBEDDED = 5;
const TO = 1;
const COPY = 2;

/** What an item of an Outlook mailbox says; what is damaged of it is left out. */
export function mailOfMessage(message: PSTMessage, depth = 0): Mail {
  const text = safely(() => message.body, '');
  const html = safely(() => message.bodyHTML, '');
  const rtf = text === '' && html === '' ? safely(() => message.bodyRTF, '') : '';
  return {
    subject: safely(() => message.subject, '') || safely(() => message.displayName, ''),
    fields: fieldsOf(message),
    text,
    html,
    rtf: rtf === '' ? null : Buffer.from(rtf, 'latin1'),
    attachments: depth < DEPTH_LIMIT ? attachmentsOf(message, html, depth) : [],
  };
}

function safely<Value>(read: () => Value, fallback: Value): Value {
  try {
    return read();
  } catch {
    return fallback;
  }
}

function fieldsOf(message: PSTMessage): [string, string][] {
  const sent = safely(() => message.clientSubmitTime ?? message.messageDeliveryTime, null);
  return [
    [
      'from',
      person(
        safely(() => message.senderName, ''),
        safely(() => message.senderEmailAddress, ''),
      ),
    ],
    ['to', recipients(message, TO) || safely(() => message.displayTo, '')],
    ['cc', recipients(message, COPY) || safely(() => message.displayCC, '')],
    ['date', dateOf(sent)],
    ...itemFields(message),
  ];
}

/** What contacts and appointments have besides. */
function itemFields(message: PSTMessage): [string, string][] {
  const kind = safely(() => message.messageClass, '');
  if (kind.startsWith('IPM.Contact')) return safely(() => contactFields(message as PSTContact), []);
  if (kind.startsWith('IPM.Appointment'))
    return safely(() => appointmentFields(message as PSTAppointment), []);
  return [];
}

function contactFields(contact: PSTContact): [string, string][] {
  return [
    ['company', contact.companyName],
    ['position', contact.title],
    ['mail', contact.email1EmailAddress],
    ['phone', [contact.businessTelephoneNumber, contact.homeTelephoneNumber].filter(Boolean).join(', ')],
    ['mobile', contact.mobileTelephoneNumber],
    ['address', contact.postalAddress],
  ];
}

function appointmentFields(appointment: PSTAppointment): [string, string][] {
  return [
    ['starts', dateOf(appointment.startTime)],
    ['ends', dateOf(appointment.endTime)],
    ['where', appointment.location],
  ];
}

function dateOf(date: Date | null): string {
  return date === null || Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function recipients(message: PSTMessage, kind: number): string {
  return safely(() => {
    const count = Math.min(message.numberOfRecipients, RECIPIENT_LIMIT);
    return Array.from({ length: count }, (_, index) => message.getRecipient(index))
      .filter((recipient) => recipient?.recipientType === kind)
      .map((recipient) =>
        person(recipient?.displayName ?? '', recipient?.smtpAddress || recipient?.emailAddress || ''),
      )
      .filter((words) => words !== '')
      .join(', ');
  }, '');
}

function attachmentsOf(message: PSTMessage, html: string, depth: number): Attachment[] {
  const count = Math.min(
    safely(() => message.numberOfAttachments, 0),
    ATTACHMENT_LIMIT,
  );
  const attachments: Attachment[] = [];
  let bytes = 0;
  for (let index = 0; index < count && bytes < ATTACHMENT_BYTES; index++) {
    const attachment = safely(() => readAttachment(message.getAttachment(index), html, depth), null);
    if (attachment === null) continue;
    attachments.push(attachment);
    bytes += attachment.bytes.length;
  }
  return attachments;
}

/** Null for what is part of how the page looks, or cannot be read. */
function readAttachment(attachment: PSTAttachment, html: string, depth: number): Attachment | null {
  const name = attachment.longFilename || attachment.filename || attachment.displayName;
  const identifier = attachment.contentId;
  if (identifier !== '' && html.includes(`cid:${identifier}`)) return null;
  if (attachment.attachMethod === EMBEDDED) return innerMail(attachment, name, depth);
  const stream = attachment.fileInputStream;
  const size = stream?.length.toNumber() ?? 0;
  if (stream === null || size <= 0 || size > ATTACHMENT_BYTES) return null;
  const bytes = Buffer.alloc(size);
  stream.readCompletely(bytes);
  return { name, bytes, isInline: false };
}

function innerMail(attachment: PSTAttachment, name: string, depth: number): Attachment | null {
  const message = attachment.embeddedPSTMessage;
  if (message === null) return null;
  const mail = mailOfMessage(message, depth + 1);
  return { name: `${name || mail.subject}.eml`, bytes: bytesOfMail(mail), isInline: false };
}
