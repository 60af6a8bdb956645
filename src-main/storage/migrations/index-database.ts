import type { Migration } from '../migrate.ts';

/** FTS5 as measured best for its size: own text kept elsewhere, deletes by rowid, Porter stems, no diacritics. */
const FULL_TEXT = `content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2'`;

/**
 * index.db: what can be made again from the files.
 * Passages belong to contents, not to documents: copies and moved files share everything.
 * A content's passages have consecutive ids, and a passage's id is its place among the code pages.
 */
export const indexMigrations: readonly Migration[] = [
  {
    slug: '0001-documents-text-postings-codes',
    sql: `
      CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        root INTEGER NOT NULL,
        path TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified REAL NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'indexed', 'partial', 'listed')),
        content INTEGER,
        code TEXT,
        cause TEXT,
        seen INTEGER NOT NULL,
        UNIQUE (root, path)
      ) STRICT;
      CREATE INDEX documents_by_content ON documents (content) WHERE content IS NOT NULL;
      CREATE INDEX documents_waiting ON documents (id) WHERE state = 'waiting';

      CREATE TABLE exclusions (
        root INTEGER NOT NULL,
        path TEXT NOT NULL,
        rule TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('file', 'folder')),
        seen INTEGER NOT NULL,
        PRIMARY KEY (root, path)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE looks (
        root INTEGER PRIMARY KEY,
        generation INTEGER NOT NULL,
        finished REAL
      ) STRICT;

      CREATE TABLE contents (
        id INTEGER PRIMARY KEY,
        hash BLOB NOT NULL,
        format TEXT NOT NULL,
        title TEXT,
        fields TEXT,
        length INTEGER NOT NULL,
        data_like INTEGER NOT NULL,
        code TEXT,
        cause TEXT,
        first_passage INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        UNIQUE (hash, format)
      ) STRICT;
      CREATE INDEX contents_by_passage ON contents (first_passage) WHERE passages > 0;

      CREATE TABLE text_blocks (id INTEGER PRIMARY KEY AUTOINCREMENT, data BLOB NOT NULL) STRICT;
      CREATE TABLE text_pieces (
        content INTEGER NOT NULL,
        start INTEGER NOT NULL,
        block INTEGER NOT NULL,
        block_start INTEGER NOT NULL,
        length INTEGER NOT NULL,
        PRIMARY KEY (content, start)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX text_pieces_by_block ON text_pieces (block);

      CREATE TABLE passages (
        id INTEGER PRIMARY KEY,
        start INTEGER NOT NULL,
        length INTEGER NOT NULL,
        page INTEGER,
        heading TEXT,
        hash BLOB NOT NULL
      ) STRICT;

      CREATE VIRTUAL TABLE postings USING fts5(head, body, ${FULL_TEXT});
      CREATE VIRTUAL TABLE posting_terms USING fts5vocab(postings, 'row');
      CREATE VIRTUAL TABLE names USING fts5(name, folders, ${FULL_TEXT}, prefix='2 3');
      CREATE VIRTUAL TABLE name_terms USING fts5vocab(names, 'row');

      CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE code_pages (
        id INTEGER PRIMARY KEY,
        model INTEGER NOT NULL,
        page INTEGER NOT NULL,
        codes BLOB NOT NULL,
        UNIQUE (model, page)
      ) STRICT;
      CREATE TABLE vectors (
        model INTEGER NOT NULL,
        hash BLOB NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (model, hash)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE term_frequencies (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
  {
    slug: '0002-vocabulary',
    sql: `
      CREATE TABLE vocabulary (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        edition INTEGER NOT NULL,
        words BLOB NOT NULL
      ) STRICT;
      CREATE VIRTUAL TABLE posting_places USING fts5vocab(postings, 'instance');
    `,
  },
  {
    slug: '0003-heavy-codes',
    // A vector without a code would never be found by it: those stored before are made again.
    sql: 'DELETE FROM vectors;',
  },
  {
    slug: '0004-body-first',
    // FTS5 names the column of every entry but those of the first: most entries are of the body alone. Terms come
    // from texts and passages that are kept, a batch at a time once the library is open.
    sql: `
      DROP TABLE postings;
      CREATE VIRTUAL TABLE postings USING fts5(body, head, ${FULL_TEXT});
      CREATE TABLE unposted (content INTEGER PRIMARY KEY) STRICT;
      INSERT INTO unposted SELECT id FROM contents WHERE passages > 0;
      DELETE FROM term_frequencies;
    `,
  },
  {
    slug: '0005-term-presence',
    sql: `
      CREATE TABLE term_presence (term TEXT PRIMARY KEY, bits BLOB NOT NULL) STRICT;
      CREATE TABLE presence_extent (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        edition INTEGER NOT NULL,
        last INTEGER NOT NULL,
        lengths BLOB NOT NULL
      ) STRICT;
    `,
  },
  {
    slug: '0006-passage-lengths',
    // Doclists are read as they lie, by a kernel that wants every length at hand. An id is never given twice, for
    // FTS5 keeps what it has deleted until its segments are merged.
    sql: `
      DROP TABLE term_presence;
      DROP TABLE presence_extent;
      CREATE TABLE passage_lengths (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        edition INTEGER NOT NULL,
        last INTEGER NOT NULL,
        lengths BLOB NOT NULL
      ) STRICT;
      CREATE TABLE passage_ids (id INTEGER PRIMARY KEY CHECK (id = 1), next INTEGER NOT NULL) STRICT;
      INSERT INTO passage_ids SELECT 1, 1 + coalesce(max(id), 0) FROM passages;
    `,
  },
  {
    slug: '0007-vectors-by-row',
    // A table by hash alone has whole vectors in its inner pages too, and is seven pages deep at a million passages.
    sql: `
      ALTER TABLE vectors RENAME TO vectors_by_hash;
      CREATE TABLE vectors (
        id INTEGER PRIMARY KEY,
        model INTEGER NOT NULL,
        hash BLOB NOT NULL,
        vector BLOB NOT NULL,
        UNIQUE (hash, model)
      ) STRICT;
      INSERT INTO vectors (model, hash, vector) SELECT model, hash, vector FROM vectors_by_hash;
      DROP TABLE vectors_by_hash;
    `,
  },
  {
    slug: '0008-documents-within',
    // What could not be read by its format is tried again: archives and mails hold documents now.
    sql: `
      ALTER TABLE documents ADD COLUMN container INTEGER;
      CREATE INDEX documents_by_container ON documents (container) WHERE container IS NOT NULL;
      UPDATE documents SET state = 'waiting' WHERE code = 'FORMAT_NOT_READ';
    `,
  },
  {
    slug: '0009-recognised-words',
    // How many pages have words in pictures alone, how many of them had words, and in which languages these were looked
    // for: NULL until then. Pages of a document that is not finished wait apart, so that a kill loses one at most.
    sql: `
      ALTER TABLE contents ADD COLUMN pictured INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE contents ADD COLUMN recognised INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE contents ADD COLUMN languages TEXT;
      CREATE INDEX contents_pictured ON contents (languages) WHERE pictured > 0;
      CREATE TABLE recognised_pages (
        hash BLOB NOT NULL,
        page INTEGER NOT NULL,
        languages TEXT NOT NULL,
        text TEXT NOT NULL,
        code TEXT,
        PRIMARY KEY (hash, page)
      ) STRICT, WITHOUT ROWID;
      UPDATE contents SET pictured = 1 WHERE format IN ('png', 'jpeg', 'tiff', 'webp')
        OR (format = 'pdf' AND code IN ('PDF_NO_TEXT', 'PDF_GARBLED'));
    `,
  },
  {
    slug: '0010-document-vectors',
    // Vectors of contents that are there already are made of their codes and vectors once the library is open. Labels
    // are the person's and have their names in person.db.
    sql: `
      CREATE TABLE document_vectors (
        content INTEGER PRIMARY KEY,
        light BLOB NOT NULL,
        heavy BLOB,
        heavy_model INTEGER
      ) STRICT;
      CREATE TABLE document_labels (
        label INTEGER NOT NULL,
        content INTEGER NOT NULL,
        score REAL NOT NULL,
        PRIMARY KEY (label, content)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX document_labels_by_content ON document_labels (content);
    `,
  },
  {
    slug: '0011-what-documents-say-of-themselves',
    // Their own dates, languages and mail headers are read from what is stored, of those that are there already too,
    // a few at a time while the library is open.
    sql: `
      ALTER TABLE contents ADD COLUMN dated REAL;
      ALTER TABLE contents ADD COLUMN language TEXT;
      CREATE TABLE mails (
        id INTEGER PRIMARY KEY,
        content INTEGER NOT NULL,
        first_passage INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        sender TEXT NOT NULL,
        receivers TEXT NOT NULL,
        subject TEXT NOT NULL,
        sent REAL
      ) STRICT;
      CREATE INDEX mails_by_content ON mails (content);
      CREATE INDEX passages_by_page ON passages (page) WHERE page IS NOT NULL;
      CREATE TABLE undescribed (content INTEGER PRIMARY KEY) STRICT;
      INSERT INTO undescribed SELECT id FROM contents;
    `,
  },
  {
    slug: '0012-sketches',
    // What near duplicates are found by, made of stored texts when they are first asked for; empty where a text is too
    // short to have one.
    sql: 'CREATE TABLE sketches (content INTEGER PRIMARY KEY, sketch BLOB NOT NULL) STRICT;',
  },
  {
    slug: '0013-topic-map',
    // Where documents lie on the map, made of their vectors when it is first asked for. Anchors were laid out together
    // and hold what comes later.
    sql: `
      CREATE TABLE map_points (
        content INTEGER PRIMARY KEY,
        x REAL NOT NULL,
        y REAL NOT NULL,
        anchor INTEGER NOT NULL CHECK (anchor IN (0, 1))
      ) STRICT;
      CREATE TABLE map_layout (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        documents INTEGER NOT NULL,
        anchors INTEGER NOT NULL,
        basis TEXT NOT NULL CHECK (basis IN ('light', 'heavy'))
      ) STRICT;
    `,
  },
  {
    slug: '0014-code-fits',
    // How codes of heavy vectors are made is learnt from what was read, and anew as a library grows: what stands, and
    // what is to take its place once `pages_done` has come to the end.
    sql: `
      CREATE TABLE code_fits (
        id INTEGER PRIMARY KEY,
        model INTEGER NOT NULL,
        edition INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        current INTEGER NOT NULL CHECK (current IN (0, 1)),
        pages_done INTEGER NOT NULL,
        fit BLOB NOT NULL,
        UNIQUE (model, edition)
      ) STRICT;
    `,
  },
];
