import type { Migration } from '../migrate.ts';

/** person.db: what a person made; never rebuilt, copied before each migration. */
export const personMigrations: readonly Migration[] = [
  {
    slug: '0001-roots-settings-searches',
    sql: `
      CREATE TABLE roots (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        added REAL NOT NULL
      ) STRICT;
      CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE saved_searches (
        name TEXT PRIMARY KEY,
        query TEXT NOT NULL,
        saved REAL NOT NULL
      ) STRICT;
    `,
  },
  {
    slug: '0002-paused-folders',
    sql: `ALTER TABLE roots ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));`,
  },
  {
    slug: '0003-labels',
    // Ids are never given twice: the index names labels by them, and what is undone is found by their order. A verdict
    // of 0 took one back.
    sql: `
      CREATE TABLE labels (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,
        parent INTEGER,
        colour INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 7),
        threshold REAL,
        made REAL NOT NULL
      ) STRICT;
      CREATE TABLE label_words (
        label INTEGER NOT NULL,
        place INTEGER NOT NULL,
        word TEXT NOT NULL,
        PRIMARY KEY (label, place)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE judgements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label INTEGER NOT NULL,
        root TEXT NOT NULL,
        path TEXT NOT NULL,
        hash BLOB NOT NULL,
        verdict INTEGER NOT NULL CHECK (verdict IN (-1, 0, 1)),
        at REAL NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
      ) STRICT;
      CREATE INDEX judgements_by_document ON judgements (label, root, path) WHERE undone = 0;
    `,
  },
  {
    slug: '0004-kept-searches',
    // A removed search stays until its removal can no longer be undone. Of what it found only marks are kept, no paths;
    // 'since' is the next passage of the index when it was saved: what came later may be news.
    sql: `
      CREATE TABLE searches_with_ids (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        saved REAL NOT NULL,
        tell INTEGER NOT NULL DEFAULT 1 CHECK (tell IN (0, 1)),
        removed REAL,
        since INTEGER,
        counted REAL,
        documents INTEGER NOT NULL DEFAULT 0,
        about INTEGER NOT NULL DEFAULT 0 CHECK (about IN (0, 1)),
        news INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      INSERT INTO searches_with_ids (name, query, saved) SELECT name, query, saved FROM saved_searches ORDER BY saved;
      DROP TABLE saved_searches;
      ALTER TABLE searches_with_ids RENAME TO saved_searches;
      CREATE UNIQUE INDEX saved_searches_by_name ON saved_searches (name) WHERE removed IS NULL;
      CREATE TABLE saved_matches (
        search INTEGER NOT NULL,
        mark TEXT NOT NULL,
        place TEXT NOT NULL,
        news INTEGER NOT NULL CHECK (news IN (0, 1)),
        PRIMARY KEY (search, mark, place)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE saved_changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        search INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('remove', 'rename')),
        name TEXT NOT NULL,
        at REAL NOT NULL
      ) STRICT;
      CREATE TABLE asked_queries (query TEXT PRIMARY KEY, at REAL NOT NULL) STRICT;
    `,
  },
  {
    slug: '0005-rules-of-folders',
    // Patterns as in .gitignore, a line each; without meaning a folder is found by words and names alone.
    sql: `
      ALTER TABLE roots ADD COLUMN patterns TEXT NOT NULL DEFAULT '';
      ALTER TABLE roots ADD COLUMN meaning INTEGER NOT NULL DEFAULT 1 CHECK (meaning IN (0, 1));
    `,
  },
  {
    slug: '0006-open-to-agents',
    // Nothing is open until the person says so.
    sql: `ALTER TABLE roots ADD COLUMN agents INTEGER NOT NULL DEFAULT 0 CHECK (agents IN (0, 1));`,
  },
];
