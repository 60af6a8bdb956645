import { decodeText } from '../encoding.ts';
import type { Outline } from '../outline.ts';
import { readOfficeProperties } from './office-properties.ts';
import { resolvePath } from './part-path.ts';
import { attributeOf, readXmlPart } from './xml-events.ts';
import { unzipParts } from './zip.ts';

export interface Relation {
  readonly id: string;
  /** The last word of its type: `slide`, `worksheet`, `notesSlide`. */
  readonly type: string;
  /** The path of the part it leads to. */
  readonly target: string;
}

const RELATIONS = /\.rels$/i;
const PROPERTIES = /^docProps\/core\d*\.xml$/i;

/** The parts of an Office Open XML file and the relations between them; names are told apart without case. */
export class OfficePackage {
  readonly #bytes: Uint8Array;
  readonly #parts = new Map<string, Uint8Array>();

  /** Unpacks relations, properties and every part that is wanted. */
  constructor(bytes: Uint8Array, wants: RegExp) {
    this.#bytes = bytes;
    const parts = unzipParts(
      bytes,
      (name) => wants.test(name) || RELATIONS.test(name) || PROPERTIES.test(name),
    );
    for (const [name, part] of parts) this.#parts.set(name.toLowerCase(), part);
  }

  part(path: string): Uint8Array | undefined {
    return this.#parts.get(path.toLowerCase());
  }

  /** A part too large to be kept with the others. */
  unpack(path: string): Uint8Array | undefined {
    const wanted = path.toLowerCase();
    return [...unzipParts(this.#bytes, (name) => name.toLowerCase() === wanted).values()][0];
  }

  /** The part that the whole file is about. */
  main(): string | undefined {
    return this.relations('').find(({ type }) => type === 'officeDocument')?.target;
  }

  relations(path: string): readonly Relation[] {
    const slash = path.lastIndexOf('/') + 1;
    const relations: Relation[] = [];
    readXmlPart(this.part(`${path.slice(0, slash)}_rels/${path.slice(slash)}.rels`), {
      open(name, attributes) {
        if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return;
        relations.push({
          id: attributeOf(attributes, 'Id'),
          type: attributeOf(attributes, 'Type').split('/').at(-1) ?? '',
          target: resolvePath(path, attributeOf(attributes, 'Target')),
        });
      },
    });
    return relations;
  }

  readProperties(outline: Outline): void {
    for (const [name, part] of this.#parts) {
      if (PROPERTIES.test(name)) readOfficeProperties(decodeText(part, 'utf-8'), outline);
    }
  }
}
