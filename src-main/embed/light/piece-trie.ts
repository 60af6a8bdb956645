/** Continuation pieces are written `##ing` in the vocabulary. */
const CONTINUATION = '##';
const WORD_ROOT = 0;
const CONTINUATION_ROOT = 1;
const NO_PIECE = -1;
const MAXIMUM_WORD_CHARACTERS = 100;

/**
 * The vocabulary as a trie over UTF-16 units, its edges in one open-addressed table, so that the longest piece at a place is
 * found in one walk without building a substring for every length that is tried.
 */
export class PieceTrie {
  private readonly parents: Int32Array;
  private readonly units: Uint16Array;
  private readonly children: Int32Array;
  private readonly pieceOfNode: Int32Array;
  private readonly mask: number;
  private nodes = 2;

  constructor(vocabulary: readonly string[]) {
    const units = vocabulary.reduce((sum, piece) => sum + piece.length, 2);
    const capacity = 2 ** Math.ceil(Math.log2(units * 2));
    this.mask = capacity - 1;
    this.parents = new Int32Array(capacity).fill(-1);
    this.units = new Uint16Array(capacity);
    this.children = new Int32Array(capacity);
    this.pieceOfNode = new Int32Array(units).fill(NO_PIECE);
    vocabulary.forEach((piece, id) => this.insert(piece, id));
  }

  /**
   * WordPiece (Schuster and Nakajima, 2012, as BERT applies it): the longest piece first, from left to right; a word that
   * cannot be spelt to its end, or is longer than 100 characters, is unknown. Writes the ids; answers how many, 0 if unknown.
   */
  spell(unitsOfWord: Uint16Array, length: number, into: Uint16Array): number {
    if (length > MAXIMUM_WORD_CHARACTERS && countCharacters(unitsOfWord, length) > MAXIMUM_WORD_CHARACTERS)
      return 0;
    let count = 0;
    let from = 0;
    while (from < length) {
      let node = count === 0 ? WORD_ROOT : CONTINUATION_ROOT;
      let piece = NO_PIECE;
      let end = from;
      for (let index = from; index < length; index++) {
        node = this.child(node, unitsOfWord[index]!);
        if (node < 0) break;
        if (this.pieceOfNode[node] === NO_PIECE) continue;
        piece = this.pieceOfNode[node]!;
        end = index + 1;
      }
      if (piece === NO_PIECE) return 0;
      into[count++] = piece;
      from = end;
    }
    return count;
  }

  private insert(piece: string, id: number): void {
    const continued = piece.startsWith(CONTINUATION) && piece.length > CONTINUATION.length;
    let node = continued ? CONTINUATION_ROOT : WORD_ROOT;
    for (let index = continued ? CONTINUATION.length : 0; index < piece.length; index++)
      node = this.childOrNew(node, piece.charCodeAt(index));
    this.pieceOfNode[node] = id;
  }

  private child(node: number, unit: number): number {
    const slot = this.slotOf(node, unit);
    return this.parents[slot] === -1 ? -1 : this.children[slot]!;
  }

  private childOrNew(node: number, unit: number): number {
    const slot = this.slotOf(node, unit);
    if (this.parents[slot] === -1) {
      this.parents[slot] = node;
      this.units[slot] = unit;
      this.children[slot] = this.nodes++;
    }
    return this.children[slot]!;
  }

  private slotOf(node: number, unit: number): number {
    const hash = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & this.mask;
    while (this.parents[slot] !== -1 && (this.parents[slot] !== node || this.units[slot] !== unit))
      slot = (slot + 1) & this.mask;
    return slot;
  }
}

function countCharacters(units: Uint16Array, length: number): number {
  let characters = 0;
  for (let index = 0; index < length; index++) if ((units[index]! & 0xfc00) !== 0xdc00) characters++;
  return characters;
}
