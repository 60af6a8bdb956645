import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { PersonCopies } from '../../../src-main/storage/person-copies.ts';
import { openPersonDatabase } from '../../../src-main/storage/person-database.ts';
import { KEPT_MILLISECONDS, MOST_ASKED } from '../../../src-main/storage/person-history.ts';
import { PersonStore } from '../../../src-main/storage/person.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

async function person() {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'person.db');
  const open = () => new PersonStore(openPersonDatabase(file), new PersonCopies(file));
  let store = open();
  const dispose = async () => {
    store.close();
    await folder[Symbol.asyncDispose]();
  };
  return {
    get store() {
      return store;
    },
    reopen: () => {
      store.close();
      store = open();
      return store;
    },
    /** Files of the folder that hold a word. */
    holding: (word: string) =>
      readdirSync(folder.path).filter((name) => readFileSync(join(folder.path, name)).includes(word)),
    [Symbol.asyncDispose]: dispose,
  };
}

const search = (name: string, query = name) => ({ name, query, tell: true });
const names = (store: PersonStore): string[] => store.searches.all().map(({ name }) => name);

describe('saved searches', () => {
  it('have names of their own; the same one is kept once', async () => {
    await using made = await person();
    const { searches } = made.store;
    const id = searches.save(search('Rent', 'notice period'));
    expect(searches.save({ ...search('Rent', 'notice period'), tell: false })).toBe(id);
    expect(searches.all()).toMatchObject([{ id, name: 'Rent', tell: false }]);
    const taken = expect.objectContaining({ code: 'SAVED_NAME_TAKEN' });
    expect(() => searches.save(search('Rent', 'rent'))).toThrow(taken);
    const other = searches.save(search('Flat'));
    expect(() => {
      searches.rename(other, 'Rent');
    }).toThrow(taken);
    expect(names(made.store)).toEqual(['Flat', 'Rent']);
  });

  it('that are not known are refused', async () => {
    await using made = await person();
    const { searches } = made.store;
    const unknown = expect.objectContaining({ code: 'SAVED_SEARCH_UNKNOWN' });
    for (const act of [
      () => searches.remove(7),
      () => searches.rename(7, 'a'),
      () => searches.tell(7, true),
      () => searches.see(7),
    ])
      expect(act).toThrow(unknown);
  });

  it('come back with what they found: removals and renamings are undone one by one, after a restart too', async () => {
    await using made = await person();
    const rent = made.store.searches.save(search('Rent'));
    const found = { mark: 'a', place: 'b', news: true };
    made.store.searches.count(rent, { since: 3, documents: 1, about: true, news: 1, added: [found] });
    made.store.searches.rename(rent, 'Flat');
    made.store.searches.remove(rent);
    const { searches } = made.reopen();
    expect(searches.all()).toEqual([]);
    expect(searches.undo()).toMatchObject({ kind: 'remove', name: 'Flat' });
    expect(searches.all()).toMatchObject([
      { id: rent, name: 'Flat', since: 3, documents: 1, about: true, news: 1 },
    ]);
    expect(searches.known(rent)).toEqual([found]);
    expect(searches.undo()).toMatchObject({ kind: 'rename', name: 'Rent' });
    expect(searches.undo()).toBeNull();
    expect(names(made.store)).toEqual(['Rent']);
  });

  it('come back under another name where theirs was taken', async () => {
    await using made = await person();
    const { searches } = made.store;
    searches.remove(searches.save(search('Rent', 'old')));
    searches.save(search('Rent', 'new'));
    expect(searches.undo()).toMatchObject({ kind: 'remove', name: 'Rent (2)' });
    expect(searches.all()).toMatchObject([{ query: 'new' }, { name: 'Rent (2)', query: 'old' }]);
  });

  it('that were removed long ago are gone with what they found', async () => {
    await using made = await person();
    const { searches } = made.store;
    const first = searches.save(search('first'));
    searches.count(first, {
      since: 0,
      documents: 1,
      about: false,
      news: 0,
      added: [{ mark: 'a', place: 'b', news: false }],
    });
    searches.remove(first);
    for (let at = 0; at < 20; at += 1) searches.remove(searches.save(search(`later ${at}`)));
    expect(searches.known(first)).toEqual([]);
  });

  it('are counted no more once they were removed', async () => {
    await using made = await person();
    const { searches } = made.store;
    const id = searches.save(search('Rent'));
    searches.remove(id);
    searches.count(id, {
      since: 0,
      documents: 9,
      about: false,
      news: 1,
      added: [{ mark: 'a', place: 'b', news: true }],
    });
    expect(searches.known(id)).toEqual([]);
    searches.undo();
    expect(searches.all()).toMatchObject([{ documents: 0, counted: null }]);
  });

  it('lose what is new where it was seen, or is no longer told', async () => {
    await using made = await person();
    const { searches } = made.store;
    const ids = ['a', 'b', 'c'].map((name) => searches.save(search(name)));
    const added = [{ mark: 'a', place: 'b', news: true }];
    const news = () => searches.all().map((one) => one.news);
    for (const id of ids) searches.count(id, { since: 0, documents: 1, about: false, news: 1, added });
    searches.see(ids[0] ?? 0);
    searches.tell(ids[1] ?? 0, false);
    expect(news()).toEqual([0, 0, 1]);
    expect(searches.known(ids[1] ?? 0)).toMatchObject([{ news: false }]);
    searches.see(null);
    expect(news()).toEqual([0, 0, 0]);
  });
});

describe('asked questions', () => {
  it('stand once, the newest first', async () => {
    await using made = await person();
    const { history } = made.store;
    history.add({ query: 'bees', at: 1 });
    history.add({ query: 'ivy', at: 2 });
    history.add({ query: 'bees', at: 3 });
    history.add({ query: 'bees in winter', at: 4 }, 'bees');
    expect(history.all()).toEqual([
      { query: 'bees in winter', at: 4 },
      { query: 'ivy', at: 2 },
    ]);
  });

  it('are a thousand at the most, and a year old', async () => {
    await using made = await person();
    const { history } = made.store;
    history.putBack(Array.from({ length: MOST_ASKED }, (_, at) => ({ query: `question ${at}`, at: at + 5 })));
    history.add({ query: 'one more', at: 5_000 });
    expect(history.all()).toHaveLength(MOST_ASKED);
    expect(history.all().at(-1)).toEqual({ query: 'question 1', at: 6 });
    history.add({ query: 'much later', at: KEPT_MILLISECONDS + 1_000 });
    expect(history.all().map(({ query }) => query)).toEqual(['much later', 'one more', ...laterThan(995)]);
  });

  it('are erased from every file of the library, with the searches that were removed', async () => {
    await using made = await person();
    made.store.searches.save(search('kept'));
    made.store.searches.remove(made.store.searches.save(search('removed', 'zanzibar ferry')));
    made.store.history.add({ query: 'zanzibar hotels', at: 1 });
    made.store.history.add({ query: 'malindi beach', at: 2 });
    made.reopen().addRoot('/papers');
    const again = made.reopen();
    expect(made.holding('zanzibar').length).toBeGreaterThan(1);
    expect(again.history.erase('malindi beach')).toEqual([{ query: 'malindi beach', at: 2 }]);
    expect(made.holding('malindi')).toEqual([]);
    expect(again.history.erase(null)).toEqual([{ query: 'zanzibar hotels', at: 1 }]);
    expect(made.holding('zanzibar')).toEqual([]);
    expect(again.searches.undo()).toBeNull();
    expect(names(again)).toEqual(['kept']);
  });

  it('come back where what was erased is put back; what was asked since stays newer', async () => {
    await using made = await person();
    const { history } = made.store;
    history.add({ query: 'bees', at: 1 });
    history.add({ query: 'ivy', at: 2 });
    const gone = history.erase(null);
    history.add({ query: 'bees', at: 9 });
    history.putBack(gone);
    expect(history.all()).toEqual([
      { query: 'bees', at: 9 },
      { query: 'ivy', at: 2 },
    ]);
  });
});

function laterThan(at: number): string[] {
  return Array.from({ length: MOST_ASKED }, (_, index) => index)
    .filter((index) => index + 5 >= 1_000 && index >= at)
    .map((index) => `question ${index}`)
    .toReversed();
}
