import { describe, expect, it } from 'vitest';

import { CODES_A_PAGE } from '../../../src-main/storage/code-pages.ts';
import { HeavyCodes } from '../../../src-main/storage/heavy-codes.ts';
import { ResidentCodes } from '../../../src-main/storage/resident-codes.ts';
import {
  codeModelOf,
  codeOfVector,
  digestOf,
  HEAVY_CODE,
  HEAVY_CODE_BYTES,
  HEAVY_MODEL,
  madeMaker,
  OUTDATED_CODE,
  storedLibrary,
} from '../../helpers/stored-library.ts';

type Library = Awaited<ReturnType<typeof storedLibrary>>;

const vectorOf = (text: string): Int8Array => Int8Array.from(digestOf(text, 8));
const keep = (library: Library, passage: number, text: string): void =>
  library.index.keepVectors(HEAVY_MODEL, [{ passage, hash: digestOf(text, 16), vector: vectorOf(text) }]);
const codeAt = (resident: ResidentCodes, place: number): Uint8Array =>
  resident.codes.slice(place * HEAVY_CODE_BYTES, (place + 1) * HEAVY_CODE_BYTES);
const live = (resident: ResidentCodes): number[] => [...resident.live.subarray(0, 6)];

/** The codes as the next start finds them. */
function openedAgain({ connection, resident: light }: Library): ResidentCodes {
  const resident = ResidentCodes.ofWidth(HEAVY_CODE_BYTES);
  const codes = new HeavyCodes({
    connection,
    vectorModel: HEAVY_MODEL,
    codeModelOf,
    codeModels: [],
    resident,
    light,
    maker: madeMaker,
  });
  codes.load(connection);
  return resident;
}

describe('heavy codes', () => {
  it('stand for the passages whose vector is stored, now and at the next start', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one', 'two', 'three']);
    keep(library, 2, 'two');
    for (const resident of [library.heavyResident, openedAgain(library)]) {
      expect(live(resident)).toEqual([0, 0, 1, 0, 0, 0]);
      expect(codeAt(resident, 2)).toEqual(codeOfVector(vectorOf('two')));
    }
  });

  it('come at once to passages whose text was embedded before', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one', 'two']);
    keep(library, 2, 'two');
    library.add('b', ['zero', 'two', 'four']);
    expect(live(library.heavyResident)).toEqual([0, 0, 1, 0, 1, 0]);
    expect(codeAt(openedAgain(library), 4)).toEqual(codeOfVector(vectorOf('two')));
  });

  it('leave with their passages, and a passage that left gets none', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one']);
    library.add('b', ['two']);
    keep(library, 1, 'one');
    keep(library, 2, 'two');
    library.drop('a');
    library.index.sweep();
    keep(library, 1, 'one');
    expect(live(library.heavyResident)).toEqual([0, 0, 1, 0, 0, 0]);
    expect(live(openedAgain(library))).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it('leave no page of zeros behind', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one']);
    keep(library, 1, 'one');
    expect(library.one(`SELECT count(*) FROM code_pages WHERE model = ${HEAVY_CODE}`)).toBe(1);
    library.drop('a');
    library.index.sweep();
    expect(library.one(`SELECT count(*) FROM code_pages WHERE model = ${HEAVY_CODE}`)).toBe(0);
  });

  it('of an earlier version are made anew from the vectors, page by page, and their pages go', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one', 'two', 'three']);
    keep(library, 1, 'one');
    keep(library, 3, 'three');
    const { connection } = library;
    const older = Buffer.alloc(CODES_A_PAGE * 32);
    for (const place of [1, 3, 4]) older[place * 32] = 9;
    connection.exec('DELETE FROM code_pages');
    connection
      .prepare<[number, Buffer], never>('INSERT INTO code_pages (model, page, codes) VALUES (?, 0, ?)')
      .run(OUTDATED_CODE, older);
    library.heavyResident.clear(0, 6);

    expect(library.index.recode()).toBe(true);
    expect(library.index.recode()).toBe(false);
    for (const resident of [library.heavyResident, openedAgain(library)]) {
      expect(live(resident)).toEqual([0, 1, 0, 1, 0, 0]);
      expect(codeAt(resident, 3)).toEqual(codeOfVector(vectorOf('three')));
    }
    expect(library.one('SELECT count(*) FROM code_pages')).toBe(1);
  });

  it('stay as they were where storing fails', async () => {
    await using library = await storedLibrary();
    library.add('a', ['one']);
    library.connection.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON vectors BEGIN SELECT RAISE(ABORT, 'planned'); END",
    );
    expect(() => {
      keep(library, 1, 'one');
    }).toThrow('planned');
    expect(live(library.heavyResident)).toEqual([0, 0, 0, 0, 0, 0]);
    library.connection.exec('DROP TRIGGER refuse');
    keep(library, 1, 'one');
    expect(live(openedAgain(library))).toEqual([0, 1, 0, 0, 0, 0]);
  });
});
