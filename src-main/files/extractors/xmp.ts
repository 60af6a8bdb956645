import { readXmlEvents } from './xml-events.ts';

/** A packet of words takes kilobytes; what is longer carries the history of an editing program. */
const LENGTH_LIMIT = 2_000_000;
const VALUE_LIMIT = 1000;
/** Local names of the properties that hold words, whichever of Adobe's, IPTC's or the makers' schemas they are from. */
const PROPERTIES: ReadonlySet<string> = new Set(
  (
    'title Headline description UserComment subject TagsList PersonInImage Name creator Artist rights Location City State ' +
    'Country CountryName LocationName Sublocation Make Model DateTimeOriginal DateCreated CreateDate'
  ).split(' '),
);

/** The values of each property, in order and once each. */
export type XmpProperties = ReadonlyMap<string, readonly string[]>;

/** Reads the packet of RDF that programs of every maker write their words into (ISO 16684-1). */
export function readXmp(packet: string): XmpProperties {
  const walk = new XmpWalk();
  readXmlEvents(packet.slice(0, LENGTH_LIMIT), walk);
  return walk.properties;
}

class XmpWalk {
  readonly properties = new Map<string, string[]>();
  readonly #open: string[] = [];
  #text = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(attributes)) this.#add(key.slice(key.indexOf(':') + 1), value);
    this.#open.push(name);
    this.#text = '';
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    const property = this.#open.findLast((open) => PROPERTIES.has(open));
    if (name === 'li' || name === property) this.#add(property ?? '', this.#text);
    this.#open.pop();
    this.#text = '';
  }

  #add(property: string, value: string): void {
    const words = value.trim();
    if (words === '' || !PROPERTIES.has(property)) return;
    const values = this.properties.get(property) ?? [];
    if (values.length < VALUE_LIMIT && !values.includes(words)) values.push(words);
    this.properties.set(property, values);
  }
}
