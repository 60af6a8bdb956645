import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openForWriting } from '../../../src-main/storage/connection.ts';
import { LibraryWriter } from '../../../src-main/storage/library-writer.ts';
import { migrate, schemaVersion, type Migration } from '../../../src-main/storage/migrate.ts';
import { indexMigrations } from '../../../src-main/storage/migrations/index-database.ts';
import { personMigrations } from '../../../src-main/storage/migrations/person.ts';
import { openPersonDatabase } from '../../../src-main/storage/person-database.ts';
import { PersonStore } from '../../../src-main/storage/person.ts';
import { writerOptions } from '../../helpers/stored-library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** Rows to stand in each version before the next step is tried; a new step needs the rows of the one before it. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  index: [
    `INSERT INTO documents (root, path, size, modified, state, content, seen) VALUES (1, 'a.md', 3, 4, 'indexed', 1, 1);
     INSERT INTO contents (hash, format, length, data_like, first_passage, passages) VALUES (x'01', 'md', 3, 0, 1, 1);
     INSERT INTO passages (id, start, length, hash) VALUES (1, 0, 3, x'02');
     INSERT INTO postings (rowid, head, body) VALUES (1, 'title', 'bee');`,
    `INSERT INTO vocabulary (id, edition, words) VALUES (1, 1, x'00');
     INSERT INTO vectors (model, hash, vector) VALUES (2, x'02', x'0102');`,
    `INSERT INTO term_frequencies (term, passages) VALUES ('bee', 501);`,
    `INSERT INTO postings (rowid, body, head) VALUES (1, 'bee', 'title'); DELETE FROM unposted;`,
    `INSERT INTO term_presence (term, bits) VALUES ('bee', x'02');`,
    `INSERT INTO vectors (model, hash, vector) VALUES (2, x'03', x'0102');`,
    `INSERT INTO documents (root, path, size, modified, state, code, seen)
     VALUES (1, 'b.zip', 3, 4, 'listed', 'FORMAT_NOT_READ', 1);`,
    `INSERT INTO contents (hash, format, length, data_like, code, first_passage, passages)
     VALUES (x'04', 'pdf', 0, 0, 'PDF_NO_TEXT', 2, 0), (x'05', 'pdf', 0, 0, NULL, 2, 0), (x'06', 'png', 0, 1, NULL, 2, 0);`,
    `INSERT INTO recognised_pages (hash, page, languages, text) VALUES (x'04', 1, 'eng', 'words');`,
    `INSERT INTO document_labels (label, content, score) VALUES (1, 1, 0.5);
     UPDATE passages SET page = 3;`,
    `INSERT INTO document_vectors (content, light) VALUES (1, x'01');`,
    `INSERT INTO sketches (content, sketch) VALUES (1, x'0102');`,
    `INSERT INTO map_points (content, x, y, anchor) VALUES (1, 0.5, 0.5, 1);`,
  ],
  person: [
    `INSERT INTO roots (id, path, added) VALUES (1, '/home/ada', 3);`,
    `UPDATE roots SET paused = 1;
     INSERT INTO settings (name, value) VALUES ('theme', 'dark');
     INSERT INTO saved_searches (name, query, saved) VALUES ('tax', 'tax 2023', 4);`,
    `INSERT INTO labels (name, key, colour, made) VALUES ('Bees', 'bees', 1, 5);`,
    `INSERT INTO asked_queries (query, at) VALUES ('where do bees winter', 6);`,
    `UPDATE roots SET patterns = '*.tmp', meaning = 0;`,
  ],
};
const SCHEMAS = { index: indexMigrations, person: personMigrations } as const;

const NEXT: Migration = {
  slug: '0007-colour',
  sql: `ALTER TABLE roots ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'`,
};

async function database() {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'test.db');
  const connection = openForWriting(file, { durable: false });
  const dispose = async () => {
    connection.close();
    await folder[Symbol.asyncDispose]();
  };
  return { file, folder: folder.path, connection, [Symbol.asyncDispose]: dispose };
}

describe.each(Object.entries(SCHEMAS))('the schema of %s.db', (name, migrations) => {
  it('reaches every version from the one before with rows in it', async () => {
    await using made = await database();
    for (let version = 1; version < migrations.length; version += 1) {
      migrate(made.connection, migrations.slice(0, version));
      const rows = ROWS[name]?.[version - 1];
      expect(rows, `rows for version ${version} of ${name}.db`).toBeDefined();
      made.connection.exec(rows ?? '');
    }
    migrate(made.connection, migrations);
    expect(schemaVersion(made.connection)).toBe(migrations.length);
  });

  it('is applied once', async () => {
    await using made = await database();
    migrate(made.connection, migrations);
    expect(() => {
      migrate(made.connection, migrations);
    }).not.toThrow();
  });

  it('has strict tables only, its indexes of full text aside', async () => {
    await using made = await database();
    migrate(made.connection, migrations);
    const loose = made.connection
      .prepare<[], { name: string }>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
           AND name NOT LIKE 'sqlite_%' ORDER BY name`,
      )
      .all();
    expect(loose).toEqual([]);
  });
});

describe('a migration', () => {
  it('keeps the rows that stand there', async () => {
    await using made = await database();
    migrate(made.connection, personMigrations);
    new PersonStore(made.connection).addRoot('/papers');
    migrate(made.connection, [...personMigrations, NEXT]);
    expect(made.connection.prepare('SELECT path, colour FROM roots').all()).toEqual([
      { path: '/papers', colour: 'none' },
    ]);
  });

  it('to recognised words has pictures and scans looked at, and nothing else', async () => {
    await using made = await database();
    const before = indexMigrations.findIndex(({ slug }) => slug === '0009-recognised-words');
    migrate(made.connection, indexMigrations.slice(0, before));
    made.connection.exec(ROWS['index']?.[before - 1] ?? '');
    migrate(made.connection, indexMigrations.slice(0, before + 1));
    const rows = made.connection
      .prepare('SELECT format, code, pictured, languages FROM contents ORDER BY hash')
      .all();
    expect(rows).toEqual([
      { format: 'pdf', code: 'PDF_NO_TEXT', pictured: 1, languages: null },
      { format: 'pdf', code: null, pictured: 0, languages: null },
      { format: 'png', code: null, pictured: 1, languages: null },
    ]);
  });

  it('opens no folder to agents', async () => {
    await using made = await database();
    const before = personMigrations.findIndex(({ slug }) => slug === '0006-open-to-agents');
    migrate(made.connection, personMigrations.slice(0, before));
    made.connection.exec(ROWS['person']?.[0] ?? '');
    migrate(made.connection, personMigrations);
    expect(new PersonStore(made.connection).roots()).toMatchObject([{ path: '/home/ada', agents: false }]);
  });

  it('that fails leaves the version and the rows before it', async () => {
    await using made = await database();
    migrate(made.connection, personMigrations);
    new PersonStore(made.connection).addRoot('/papers');
    const broken = { slug: '0007-broken', sql: 'DELETE FROM roots; INSERT INTO nowhere VALUES (1)' };
    expect(() => {
      migrate(made.connection, [...personMigrations, broken]);
    }).toThrow('nowhere');
    expect(schemaVersion(made.connection)).toBe(personMigrations.length);
    expect(new PersonStore(made.connection).roots()).toHaveLength(1);
  });

  it('asks for a copy once and only where there is something to lose', async () => {
    await using made = await database();
    const asked: number[] = [];
    const copy = (version: number) => void asked.push(version);
    migrate(made.connection, personMigrations, copy);
    expect(asked).toEqual([]);
    const last = { slug: '0008-note', sql: 'ALTER TABLE roots ADD COLUMN note TEXT' };
    migrate(made.connection, [...personMigrations, NEXT, last], copy);
    migrate(made.connection, [...personMigrations, NEXT, last], copy);
    expect(asked).toEqual([personMigrations.length]);
  });
});

describe('a library of a newer Inkling', () => {
  it.each([
    ['index', indexMigrations, (file: string) => new LibraryWriter(writerOptions(file))],
    ['person', personMigrations, (file: string) => openPersonDatabase(file)],
  ] as const)('is refused with its %s.db untouched', async (_, migrations, open) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'test.db');
    const newer = openForWriting(file, { durable: false });
    migrate(newer, migrations);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const before = readFileSync(file);
    expect(() => open(file)).toThrow(expect.objectContaining({ code: 'LIBRARY_NEWER' }));
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['test.db']);
  });
});

describe('person.db', () => {
  it('is copied as it was before its schema changes', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'person.db');
    const first = openPersonDatabase(file);
    new PersonStore(first).addRoot('/papers');
    first.close();
    openPersonDatabase(file, [...personMigrations, NEXT]).close();
    const copies = readdirSync(folder.path).filter((name) =>
      name.startsWith(`person.db.before-${personMigrations.length + 1}-`),
    );
    expect(copies).toHaveLength(1);
    const copy = openForWriting(join(folder.path, copies[0] ?? ''), { durable: false });
    expect(schemaVersion(copy)).toBe(personMigrations.length);
    expect(new PersonStore(copy).roots()).toMatchObject([{ path: '/papers' }]);
    copy.close();
  });

  it('keeps the last five copies', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'person.db');
    openPersonDatabase(file).close();
    for (const time of [1, 2, 3, 4, 5, 6]) writeFileSync(`${file}.before-1-${time}`, '');
    openPersonDatabase(file, [...personMigrations, NEXT]).close();
    const copies = readdirSync(folder.path).filter((name) => name.includes('.before-'));
    expect(copies).toHaveLength(5);
    for (const time of [3, 4, 5, 6]) expect(copies).toContain(`person.db.before-1-${time}`);
  });

  it('holds nothing of a folder that was taken out', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'person.db');
    const connection = openPersonDatabase(file);
    const person = new PersonStore(connection);
    const root = person.addRoot('/home/zanzibar');
    person.addRoot('/home/other');
    expect(person.addRoot('/home/zanzibar')).toEqual(root);
    person.removeRoot(root.id);
    expect(person.roots().map(({ path }) => path)).toEqual(['/home/other']);
    for (const name of readdirSync(folder.path)) {
      expect(readFileSync(join(folder.path, name)).includes('zanzibar'), name).toBe(false);
    }
    expect(statSync(`${file}-wal`).size).toBe(0);
    person.close();
  });

  it('keeps settings until they are changed', async () => {
    await using folder = await temporaryFolder();
    const person = new PersonStore(openPersonDatabase(join(folder.path, 'person.db')));
    expect(person.setting('theme')).toBeUndefined();
    person.changeSetting('theme', 'dark');
    person.changeSetting('theme', 'light');
    expect(person.setting('theme')).toBe('light');
    person.close();
  });

  it('keeps the searches of a version that knew their names alone', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'person.db');
    const old = openPersonDatabase(file, personMigrations.slice(0, 3));
    old.exec(
      `INSERT INTO saved_searches (name, query, saved) VALUES ('tax', 'tax 2023', 4), ('Tax', 'old tax', 3)`,
    );
    old.close();
    const person = new PersonStore(openPersonDatabase(file));
    expect(person.searches.all()).toEqual([
      expect.objectContaining({
        name: 'Tax',
        query: 'old tax',
        saved: 3,
        tell: true,
        counted: null,
        since: null,
      }),
      expect.objectContaining({ name: 'tax', query: 'tax 2023', saved: 4, news: 0 }),
    ]);
    person.close();
  });
});
