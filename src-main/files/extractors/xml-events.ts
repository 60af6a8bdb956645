import { SaxesParser } from 'saxes';

export interface XmlHandler {
  /** Names come without their prefix: producers choose prefixes as they like. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Follows XML from tag to tag; what is not well-formed is passed over, so that the rest of a damaged part is read. */
export function readXmlEvents(source: string, handler: XmlHandler): void {
  const parser = new SaxesParser();
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name, attributes }) => handler.open(localName(name), attributes));
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('closetag', ({ name }) => handler.close(localName(name)));
  parser.write(source).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
