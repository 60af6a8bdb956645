import { decodeText, encodingOfCodePage } from '../encoding.ts';
import { encodingOfLanguage } from '../language-encoding.ts';
import { unpackRtf } from './compressed-rtf.ts';
import { declaredEncoding } from './html.ts';
import { person, type Attachment, type Mail } from './mail-outline.ts';

/** Properties by the numbers Outlook gives them; [MS-OXPROPS]. */
export const PROPERTY = {
  subject: 0x0037,
  submitted: 0x0039,
  senderName: 0x0c1a,
  recipientKind: 0x0c15,
  senderAddress: 0x0c1f,
  displayCopy: 0x0e03,
  displayTo: 0x0e04,
  delivered: 0x0e06,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  address: 0x3003,
  attachmentData: 0x3701,
  attachmentShortName: 0x3704,
  attachmentName: 0x3707,
  attachmentIdentity: 0x3712,
  mailAddress: 0x39fe,
  codePage: 0x3fde,
  language: 0x3ff1,
  messageCodePage: 0x3ffd,
  senderMailAddress: 0x5d01,
  isHidden: 0x7ffe,
} as const;

export const TYPE = { string: 0x1e, wideString: 0x1f, time: 0x40, binary: 0x102, object: 0x0d } as const;

/** What people know of a contact that was kept as a message. */
const CONTACT_FIELDS: readonly (readonly [property: number, name: string])[] = [
  [0x3a16, 'company'],
  [0x3a17, 'job'],
  [0x3a08, 'phone'],
  [0x3a09, 'phone at home'],
  [0x3a1c, 'mobile phone'],
  [0x3a15, 'address'],
  [0x3a26, 'address at home'],
];

/** Values of 100 ns since 1601 and of 1 ms since 1970. */
const TICKS_PER_MILLISECOND = 10_000n;
const EPOCH_MILLISECONDS = 11_644_473_600_000n;

export interface MapiValue {
  readonly type: number;
  readonly bytes: Buffer;
}

/** The properties of one message, recipient or attachment. */
export class MapiProperties {
  /** Of 8-bit strings; null where only the strings themselves can tell. */
  readonly encoding: string | null;
  readonly #values: ReadonlyMap<number, MapiValue>;

  constructor(values: ReadonlyMap<number, MapiValue>, inherited: string | null = null) {
    this.#values = values;
    const stated = encodingOfCodePage(this.number(PROPERTY.messageCodePage));
    this.encoding = stated ?? encodingOfLanguage(this.number(PROPERTY.language)) ?? inherited;
  }

  text(property: number): string {
    const value = this.#values.get(property);
    if (value?.type === TYPE.wideString) return withoutEnd(value.bytes.toString('utf16le'));
    if (value?.type !== TYPE.string) return '';
    const end = value.bytes.indexOf(0);
    const bytes = end < 0 ? value.bytes : value.bytes.subarray(0, end);
    return decodeText(bytes, this.encoding ?? undefined);
  }

  bytes(property: number): Buffer | null {
    const value = this.#values.get(property);
    return value === undefined || (value.type !== TYPE.binary && value.type !== TYPE.object)
      ? null
      : value.bytes;
  }

  number(property: number): number {
    const bytes = this.#values.get(property)?.bytes;
    return bytes === undefined || bytes.length < 4 ? -1 : bytes.readInt32LE(0);
  }

  /** A time as ISO 8601; '' without one. */
  time(property: number): string {
    const value = this.#values.get(property);
    if (value?.type !== TYPE.time || value.bytes.length < 8) return '';
    const milliseconds = value.bytes.readBigUInt64LE(0) / TICKS_PER_MILLISECOND - EPOCH_MILLISECONDS;
    const date = new Date(Number(milliseconds));
    return Number.isNaN(date.getTime()) ? '' : date.toISOString();
  }

  html(): string {
    const bytes = this.bytes(PROPERTY.html);
    return bytes === null
      ? this.text(PROPERTY.html)
      : decodeText(
          bytes,
          declaredEncoding(bytes) ?? encodingOfCodePage(this.number(PROPERTY.codePage)) ?? undefined,
        );
  }
}

/** The mail that properties of Outlook describe. */
export function mailOfProperties(
  message: MapiProperties,
  recipients: readonly MapiProperties[],
  attachments: readonly Attachment[],
): Mail {
  const text = message.text(PROPERTY.body);
  const html = message.html();
  const packed = text === '' && html === '' ? message.bytes(PROPERTY.rtf) : null;
  const sender = message.text(PROPERTY.senderMailAddress) || message.text(PROPERTY.senderAddress);
  return {
    subject: message.text(PROPERTY.subject),
    fields: [
      ['from', person(message.text(PROPERTY.senderName), sender)],
      ['to', people(recipients, 1) || message.text(PROPERTY.displayTo)],
      ['cc', people(recipients, 2) || message.text(PROPERTY.displayCopy)],
      ['date', message.time(PROPERTY.submitted) || message.time(PROPERTY.delivered)],
      ...CONTACT_FIELDS.map(([property, name]) => [name, message.text(property)] as const),
    ],
    text,
    html,
    rtf: packed === null ? null : unpackRtf(packed),
    attachments,
  };
}

/** The name of an attachment; '' where nobody gave one. */
export function attachmentName(properties: MapiProperties): string {
  return (
    properties.text(PROPERTY.attachmentName) ||
    properties.text(PROPERTY.attachmentShortName) ||
    properties.text(PROPERTY.displayName)
  );
}

function people(recipients: readonly MapiProperties[], kind: number): string {
  return recipients
    .filter((recipient) => recipient.number(PROPERTY.recipientKind) === kind)
    .map((recipient) =>
      person(
        recipient.text(PROPERTY.displayName),
        recipient.text(PROPERTY.mailAddress) || recipient.text(PROPERTY.address),
      ),
    )
    .filter((words) => words !== '')
    .join(', ');
}

function withoutEnd(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
