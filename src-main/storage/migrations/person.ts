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
];
