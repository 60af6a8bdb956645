import { relative, sep } from 'node:path';

import { InklingError } from '../lib/errors.ts';
import { labelKey } from '../lib/text/label-key.ts';
import type { ReadConnection, WriteConnection } from './connection.ts';

/** A label as the person made it. */
export interface StoredLabel {
  readonly id: number;
  readonly name: string;
  readonly parent: number | null;
  readonly colour: number;
  /** Null: the proposed one. */
  readonly threshold: number | null;
  readonly words: readonly string[];
}

/** A label to be made, or changed where it has an id. */
export interface LabelToSave extends Omit<StoredLabel, 'id'> {
  readonly id?: number;
}

/** A document by where it lies. */
interface JudgedPlace {
  readonly label: number;
  /** Path of the root, and of the document within it. */
  readonly root: string;
  readonly path: string;
}

/** What a person said of a document: 1 where it belongs to the label, −1 where it does not. */
export interface StoredJudgement extends JudgedPlace {
  /** Of the content that was judged. */
  readonly hash: Uint8Array;
  readonly verdict: 1 | -1;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Judging extends JudgedPlace {
  readonly hash: Uint8Array;
  /** Null takes back what stands. */
  readonly verdict: 1 | -1 | null;
}

interface LabelRow extends Omit<StoredLabel, 'words'> {
  readonly words: string;
}

interface Said {
  readonly hash: Buffer;
  readonly verdict: 1 | 0 | -1;
}

/** Of every document the last word that was not taken back. */
const STANDING = `
  SELECT max(id) AS id FROM judgements
  WHERE undone = 0 GROUP BY label, root, path`;

/** Labels with their words, and judgements, each kept as one more line so that it can be taken back. */
export class PersonLabels {
  readonly #connection: ReadConnection;
  readonly #change: <Result>(body: (connection: WriteConnection) => Result) => Result;

  /** @param change runs a body in one transaction and has the database copied afterwards */
  constructor(connection: WriteConnection, change: <Result>(body: () => Result) => Result) {
    this.#connection = connection;
    this.#change = (body) => change(() => body(connection));
  }

  /** By name. */
  labels(): StoredLabel[] {
    return this.#connection
      .prepare<[], LabelRow>(
        `SELECT id, name, parent, colour, threshold,
           (SELECT json_group_array(word ORDER BY place) FROM label_words WHERE label = labels.id) AS words
         FROM labels ORDER BY key`,
      )
      .all()
      .map(parseLabel);
  }

  /**
   * Makes a label or changes it; answers its id.
   * @throws InklingError LABEL_NAME_TAKEN, LABEL_UNKNOWN, LABEL_NESTED
   */
  saveLabel(label: LabelToSave): number {
    return this.#change((connection) => {
      if (label.id !== undefined) this.#require(label.id);
      this.#requireFreeName(label);
      if (label.parent !== null) this.#requireFlat(label, label.parent);
      const id = label.id ?? insertEmpty(connection);
      connection
        .prepare<unknown[], never>(
          'UPDATE labels SET name = ?, key = ?, parent = ?, colour = ?, threshold = ? WHERE id = ?',
        )
        .run(label.name, labelKey(label.name), label.parent, label.colour, label.threshold, id);
      replaceWords(connection, id, label.words);
      return id;
    });
  }

  /**
   * Labels under it become labels of their own; what was said of its documents goes.
   * @throws InklingError LABEL_UNKNOWN
   */
  removeLabel(id: number): void {
    this.#change((connection) => {
      this.#require(id);
      for (const sql of [
        'UPDATE labels SET parent = NULL WHERE parent = ?',
        'DELETE FROM label_words WHERE label = ?',
        'DELETE FROM judgements WHERE label = ?',
        'DELETE FROM labels WHERE id = ?',
      ])
        connection.prepare<[number], never>(sql).run(id);
    });
  }

  /** What stands of each document, of one label or of all; the newest first. */
  judgements(label?: number): StoredJudgement[] {
    return this.#connection
      .prepare<(number | null)[], Omit<StoredJudgement, 'hash'> & { hash: Buffer }>(
        `SELECT label, root, path, hash, verdict, at FROM judgements
         WHERE id IN (${STANDING}) AND verdict <> 0 AND label = ifnull(?, label) ORDER BY id DESC`,
      )
      .all(label ?? null)
      .map((row) => ({ ...row, hash: Uint8Array.from(row.hash) }));
  }

  /**
   * Says of documents that they belong or do not, or takes back what stands. What stands already is not said again.
   * Answers what stood before of each.
   * @throws InklingError LABEL_UNKNOWN
   */
  judge(...judgings: readonly Judging[]): Judging['verdict'][] {
    return this.#change((connection) => judgings.map((judging) => this.#say(connection, judging)));
  }

  /** Takes back what was said last and was not taken back yet; what stood before it stands again. Null: nothing is left. */
  undoLast(): JudgedPlace | null {
    return this.#change((connection) => {
      const last = connection
        .prepare<[], JudgedPlace & { id: number }>(
          'SELECT id, label, root, path FROM judgements WHERE undone = 0 ORDER BY id DESC LIMIT 1',
        )
        .get();
      if (last === undefined) return null;
      const { id, ...place } = last;
      connection.prepare<[number], never>('UPDATE judgements SET undone = 1 WHERE id = ?').run(id);
      return place;
    });
  }

  #say(connection: WriteConnection, { label, root, path, hash, verdict }: Judging): Judging['verdict'] {
    this.#require(label);
    const standing = this.#standing({ label, root, path });
    const isSame = verdict === null || (standing !== undefined && standing.hash.equals(hash));
    const before = standing?.verdict ?? 0;
    if (isSame && before === (verdict ?? 0)) return before || null;
    connection
      .prepare<unknown[], never>(
        'INSERT INTO judgements (label, root, path, hash, verdict, at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(label, root, path, hash, verdict ?? 0, Date.now());
    return before || null;
  }

  #standing({ label, root, path }: JudgedPlace): Said | undefined {
    return this.#connection
      .prepare<[number, string, string], Said>(
        `SELECT hash, verdict FROM judgements
         WHERE label = ? AND root = ? AND path = ? AND undone = 0 ORDER BY id DESC LIMIT 1`,
      )
      .get(label, root, path);
  }

  #require(id: number): void {
    const known = this.#connection.prepare<[number], object>('SELECT 1 FROM labels WHERE id = ?').get(id);
    if (known !== undefined) return;
    throw new InklingError('LABEL_UNKNOWN', {
      cause: 'There is no such label; it may have been removed.',
      remedy: 'Look at the list of labels again.',
    });
  }

  #requireFreeName({ id, name }: LabelToSave): void {
    const holder = this.#connection
      .prepare<[string], { id: number; name: string }>('SELECT id, name FROM labels WHERE key = ?')
      .get(labelKey(name));
    if (holder === undefined || holder.id === id) return;
    throw new InklingError('LABEL_NAME_TAKEN', {
      cause: `There is a label named ${holder.name} already.`,
      remedy: 'Choose another name, or change that label.',
    });
  }

  /** Labels lie under labels one level deep. */
  #requireFlat({ id, name }: LabelToSave, parent: number): void {
    this.#require(parent);
    const above = this.#one('SELECT name FROM labels WHERE id = ? AND parent IS NOT NULL', parent);
    const below = id === undefined ? undefined : this.#one('SELECT name FROM labels WHERE parent = ?', id);
    if (parent !== id && above === undefined && below === undefined) return;
    throw new InklingError('LABEL_NESTED', {
      cause: nestedCause(name, above, below),
      remedy: 'Choose a label that lies under none, or leave it at the top.',
    });
  }

  #one(sql: string, id: number): string | undefined {
    return this.#connection.prepare<[number], { name: string }>(sql).get(id)?.name;
  }
}

/** A root is about to be taken out: what was said of its documents goes to the root around it, where there is one. */
export function leaveRoot(connection: WriteConnection, id: number): void {
  const roots = connection.prepare<[], { id: number; path: string }>('SELECT id, path FROM roots').all();
  const leaving = roots.find((root) => root.id === id)?.path;
  if (leaving === undefined) return;
  const around = roots.find(({ path }) => leaving.startsWith(path.endsWith(sep) ? path : path + sep));
  if (around === undefined) {
    connection.prepare<[string], never>('DELETE FROM judgements WHERE root = ?').run(leaving);
    return;
  }
  const folder = relative(around.path, leaving).split(sep).join('/');
  connection
    .prepare<string[], never>(`UPDATE judgements SET root = ?, path = ? || '/' || path WHERE root = ?`)
    .run(around.path, folder, leaving);
}

function nestedCause(name: string, above: string | undefined, below: string | undefined): string {
  if (below !== undefined)
    return `${below} lies under ${name}, so that ${name} cannot lie under another label.`;
  if (above !== undefined) return `${above} lies under another label itself.`;
  return `${name} cannot lie under itself.`;
}

/** A new label's row, to be filled in the same transaction. */
function insertEmpty(connection: WriteConnection): number {
  const sql = `INSERT INTO labels (name, key, colour, made) VALUES ('', '', 0, ?)`;
  return Number(connection.prepare<[number], never>(sql).run(Date.now()).lastInsertRowid);
}

function replaceWords(connection: WriteConnection, label: number, words: readonly string[]): void {
  connection.prepare<[number], never>('DELETE FROM label_words WHERE label = ?').run(label);
  const insert = connection.prepare<[number, number, string], never>(
    'INSERT INTO label_words (label, place, word) VALUES (?, ?, ?)',
  );
  words.forEach((word, place) => insert.run(label, place, word));
}

function parseLabel({ words, ...label }: LabelRow): StoredLabel {
  return { ...label, words: JSON.parse(words) as string[] };
}
