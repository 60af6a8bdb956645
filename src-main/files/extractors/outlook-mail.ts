import { CompoundFile, childNamed } from '../compound-file.ts';
import type { CompoundEntry } from '../compound-file.ts';
import type { Extraction, Extractor, ReadInner } from '../extraction.ts';
import { bytesOfMail } from './mail-bytes.ts';
import type { Attachment, Mail } from './mail-outline.ts';
import { extractionOfMail } from './mail.ts';
import { MapiProperties, PROPERTY, TYPE, attachmentName, mailOfProperties } from './mapi-mail.ts';
import type { MapiValue } from './mapi-mail.ts';

/** A stream for every value of variable length, named by its property and its type; [MS-OXMSG]. */
const VALUE_NAME = /^__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})$/i;
const FIXED_VALUES = '__properties_version1.0';
const FIXED_BYTES = 16;
/** What stands before the fixed values of a message, of one within another, of recipients and attachments. */
const MESSAGE_HEADER = 32;
const INNER_MESSAGE_HEADER = 24;
const PART_HEADER = 8;
const RECIPIENT = '__recip_version1.0_';
const ATTACHMENT = '__attach_version1.0_';
const DEPTH_LIMIT = 4;
const PART_LIMIT = 1000;
/** Types whose fixed value only says how long the value is. */
const VARIABLE: ReadonlySet<number> = new Set(Object.values(TYPE).filter((type) => type !== TYPE.time));
/** Bytes of one value; attachments are files. */
const VALUE_BYTES = 100 * 1_048_576;

export const outlookMailExtractor: Extractor = {
  format: 'outlook-mail',
  async extract(bytes: Uint8Array, _name: string, readInner: ReadInner): Promise<Extraction> {
    return extractionOfMail(mailOf(bytes), readInner);
  },
};

function mailOf(bytes: Uint8Array): Mail {
  const file = new CompoundFile(bytes);
  return new OutlookMail(file).read(file.root, MESSAGE_HEADER);
}

class OutlookMail {
  readonly #file: CompoundFile;
  #depth = 0;

  constructor(file: CompoundFile) {
    this.#file = file;
  }

  read(storage: CompoundEntry, header: number): Mail {
    const message = this.#properties(storage, header, null);
    const partsNamed = (start: string): CompoundEntry[] =>
      storage.children.filter(({ name }) => name.startsWith(start)).slice(0, PART_LIMIT);
    return mailOfProperties(
      message,
      partsNamed(RECIPIENT).map((part) => this.#properties(part, PART_HEADER, message.encoding)),
      partsNamed(ATTACHMENT).flatMap((part) => this.#attachment(part, message.encoding)),
    );
  }

  #attachment(storage: CompoundEntry, encoding: string | null): Attachment[] {
    const properties = this.#properties(storage, PART_HEADER, encoding);
    const name = attachmentName(properties);
    const bytes = properties.bytes(PROPERTY.attachmentData);
    const isInline = properties.number(PROPERTY.isHidden) === 1;
    if (bytes !== null) return [{ name, bytes, isInline }];
    const inner = storage.children.find(
      (child) => child.isStorage && child.name.toLowerCase() === '__substg1.0_3701000d',
    );
    if (inner === undefined) return [];
    const mail = this.#innerMail(inner);
    return mail === null ? [] : [{ name: name || mail.subject, bytes: bytesOfMail(mail), isInline: false }];
  }

  /** A mail attached to a mail; null for a drawing or a chart, whose words its own program keeps. */
  #innerMail(storage: CompoundEntry): Mail | null {
    if (childNamed(storage, FIXED_VALUES) === undefined || this.#depth >= DEPTH_LIMIT) return null;
    this.#depth++;
    const mail = this.read(storage, INNER_MESSAGE_HEADER);
    this.#depth--;
    return mail;
  }

  #properties(storage: CompoundEntry, header: number, encoding: string | null): MapiProperties {
    const values = new Map<number, MapiValue>();
    const fixed = childNamed(storage, FIXED_VALUES);
    if (fixed !== undefined) addFixedValues(this.#file.read(fixed).subarray(header), values);
    for (const entry of storage.children) {
      const [, property = '', type = ''] = VALUE_NAME.exec(entry.name) ?? [];
      if (property === '' || entry.isStorage || entry.size > VALUE_BYTES) continue;
      values.set(parseInt(property, 16), { type: parseInt(type, 16), bytes: this.#file.read(entry) });
    }
    return new MapiProperties(values, encoding);
  }
}

function addFixedValues(content: Buffer, values: Map<number, MapiValue>): void {
  for (let at = 0; at + FIXED_BYTES <= content.length; at += FIXED_BYTES) {
    const type = content.readUInt16LE(at);
    if (VARIABLE.has(type)) continue;
    values.set(content.readUInt16LE(at + 2), { type, bytes: content.subarray(at + 8, at + FIXED_BYTES) });
  }
}
