import { SaxesParser } from 'saxes';

import { decodeText, markedEncoding, wideEncoding } from '../encoding.ts';

export interface XmlHandler {
  /** Set once enough is read; the rest is passed over. */
  readonly isDone?: boolean;
  /** Whether an element is passed over with all that is in it: nothing of it is told. */
  leavesOut?(name: string, attributes: Readonly<Record<string, string>>): boolean;
  /** Names come without their prefix: producers choose prefixes as they like. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Read at once, so that a handler that has enough ends a long part early. */
const STEP_LENGTH = 65_536;
/** An XML declaration stands at the very start. */
const DECLARATION_BYTES = 200;
const UTF_8 = 'utf-8';
const DECLARED = /<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})/i;

/** Passes over what is not well-formed: an error made for each of a million wrong signs would take minutes. */
class LenientParser extends SaxesParser {
  override fail(): this {
    return this;
  }
}

/** Follows XML from tag to tag; what is not well-formed is passed over, so that the rest of a damaged part is read. */
export function readXmlEvents(source: string, handler: XmlHandler): void {
  follow(slices(source), handler);
}

/** Follows a part that may be missing, in the encoding it declares. */
export function readXmlPart(part: Uint8Array | undefined, handler: XmlHandler): void {
  if (part === undefined) return;
  const start = Buffer.from(part.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const declared = DECLARED.exec(start)?.[1]?.toLowerCase() ?? UTF_8;
  const encoding = markedEncoding(part) ?? wideEncoding(part) ?? declared;
  if (encoding === UTF_8) follow(decodedSlices(part), handler);
  else readXmlEvents(decodeText(part, encoding), handler);
}

function follow(steps: Iterable<string>, handler: XmlHandler): void {
  const parser = new LenientParser();
  /** How deep the place lies within an element that is passed over. */
  let leftOut = 0;
  const tell = (text: string): void => {
    if (leftOut === 0) handler.text?.(text);
  };
  parser.on('opentag', ({ name: prefixed, attributes }) => {
    const name = localName(prefixed);
    if (leftOut > 0 || handler.leavesOut?.(name, attributes) === true) leftOut++;
    else handler.open(name, attributes);
  });
  parser.on('text', tell);
  parser.on('cdata', tell);
  parser.on('closetag', ({ name }) => {
    if (leftOut > 0) leftOut--;
    else handler.close?.(localName(name));
  });
  for (const step of steps) {
    parser.write(step);
    if (handler.isDone === true) return;
  }
  parser.close();
}

function* slices(source: string): Generator<string> {
  for (let at = 0; at < source.length; at += STEP_LENGTH) yield source.slice(at, at + STEP_LENGTH);
}

/** A sheet of a hundred megabytes is never one string. */
function* decodedSlices(part: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(UTF_8);
  for (let at = 0; at < part.length; at += STEP_LENGTH) {
    yield decoder.decode(part.subarray(at, at + STEP_LENGTH), { stream: true });
  }
  yield decoder.decode();
}

/** An attribute by its name without prefix. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string {
  const exact = attributes[name];
  if (exact !== undefined) return exact;
  const suffix = `:${name}`;
  for (const key in attributes) if (key.endsWith(suffix)) return attributes[key] ?? '';
  return '';
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
