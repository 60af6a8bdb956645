import { decode } from 'iconv-lite';

import { WESTERN, encodingOfCodePage } from '../encoding.ts';
import type { Extraction, Extractor, ReadInner } from '../extraction.ts';
import type { Attachment, Mail } from './mail-outline.ts';
import { extractionOfMail } from './mail.ts';
import { MapiProperties, PROPERTY, TYPE, attachmentName, mailOfProperties } from './mapi-mail.ts';
import type { MapiValue } from './mapi-mail.ts';
import { readTnefValues } from './tnef-values.ts';

/** The wrapping of Outlook mails on their way (winmail.dat): attributes one after the other; [MS-OXTNEF]. */
const HEADER_BYTES = 6;
const ATTRIBUTE = {
  subject: 0x8004,
  body: 0x800c,
  attachmentData: 0x800f,
  attachmentTitle: 0x8010,
  attachmentStart: 0x9002,
  messageProperties: 0x9003,
  attachmentProperties: 0x9005,
  codePage: 0x9007,
} as const;
const ATTACHMENT_LIMIT = 1000;
/** An attached object begins with the number of its kind. */
const OBJECT_KIND_BYTES = 16;

export const tnefExtractor: Extractor = {
  format: 'tnef',
  async extract(bytes: Uint8Array, _name: string, readInner: ReadInner): Promise<Extraction> {
    return extractionOfMail(mailOf(bytes), readInner);
  },
};

interface OpenAttachment {
  title: string;
  data: Buffer | null;
  properties: MapiProperties;
}

function mailOf(bytes: Uint8Array): Mail {
  const attachments: OpenAttachment[] = [];
  const values = new Map<number, MapiValue>();
  let encoding = WESTERN;
  for (const { id, content } of attributesIn(bytes)) {
    const last = attachments.at(-1);
    if (id === ATTRIBUTE.codePage && content.length >= 4)
      encoding = encodingOfCodePage(content.readUInt32LE(0)) ?? WESTERN;
    else if (id === ATTRIBUTE.subject) setText(values, PROPERTY.subject, content);
    else if (id === ATTRIBUTE.body) setText(values, PROPERTY.body, content);
    else if (id === ATTRIBUTE.messageProperties) addValues(values, readTnefValues(content));
    else if (id === ATTRIBUTE.attachmentStart && attachments.length < ATTACHMENT_LIMIT) {
      attachments.push({ title: '', data: null, properties: new MapiProperties(new Map()) });
    } else if (last === undefined) continue;
    else if (id === ATTRIBUTE.attachmentTitle) last.title = decode(content, encoding).replace(/\0[^]*$/, '');
    else if (id === ATTRIBUTE.attachmentData) last.data = content;
    else if (id === ATTRIBUTE.attachmentProperties) {
      last.properties = new MapiProperties(readTnefValues(content), encoding);
    }
  }
  return mailOfProperties(new MapiProperties(values, encoding), [], attachments.flatMap(attachmentOf));
}

function attachmentOf({ title, data, properties }: OpenAttachment): Attachment[] {
  const inner = properties.bytes(PROPERTY.attachmentData);
  const bytes = inner === null ? data : inner.subarray(OBJECT_KIND_BYTES);
  const name = attachmentName(properties) || title;
  return bytes === null ? [] : [{ name, bytes, isInline: properties.number(PROPERTY.isHidden) === 1 }];
}

/** Attributes up to the first that is broken: what follows it is noise. */
function* attributesIn(bytes: Uint8Array): Generator<{ readonly id: number; readonly content: Buffer }> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = HEADER_BYTES;
  while (at + 9 <= file.length) {
    const level = file.readUInt8(at);
    if (level !== 1 && level !== 2) return;
    const end = at + 9 + file.readUInt32LE(at + 5);
    yield { id: file.readUInt16LE(at + 1), content: file.subarray(at + 9, end) };
    at = end + 2;
  }
}

function setText(values: Map<number, MapiValue>, property: number, bytes: Buffer): void {
  if (!values.has(property)) values.set(property, { type: TYPE.string, bytes });
}

function addValues(values: Map<number, MapiValue>, added: ReadonlyMap<number, MapiValue>): void {
  for (const [property, value] of added) values.set(property, value);
}
