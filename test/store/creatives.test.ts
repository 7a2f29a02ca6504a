import { expect, test } from 'vitest';
import {
  addCreative,
  addCreativeName,
  creativeByName,
  creativeNamed,
  namesOf,
  removeCreative,
  renameCreative,
} from '../../src/store/creatives.js';
import { savePersonTag, saveTag, tagsInForce } from '../../src/store/tags.js';
import { emptyStore, newCreative } from '../helpers/store.js';

test('a renamed creative is found under both names', () => {
  const db = emptyStore();
  const creativeId = addCreative(db, newCreative({ name: 'old' }));
  renameCreative(db, creativeNamed(db, 'old'), 'new');
  expect(creativeByName(db, 'old')?.name).toBe('new');
  expect(namesOf(db, creativeId)).toEqual(['old']);
});

test('renaming there and back leaves no further name of its own', () => {
  const db = emptyStore();
  const creativeId = addCreative(db, newCreative({ name: 'a' }));
  renameCreative(db, creativeNamed(db, 'a'), 'b');
  renameCreative(db, creativeNamed(db, 'b'), 'a');
  expect(namesOf(db, creativeId)).toEqual(['b']);
});

test('a further name never takes the name of another creative', () => {
  const db = emptyStore();
  const first = addCreative(db, newCreative({ name: 'a' }));
  addCreative(db, newCreative({ name: 'b' }));
  addCreativeName(db, first, 'b');
  expect(creativeByName(db, 'b')?.name).toBe('b');
});

test('a name that is not there is answered with near ones', () => {
  const db = emptyStore();
  addCreative(db, newCreative({ name: 'ugc_100%_v1' }));
  expect(() => creativeNamed(db, '100%')).toThrow(
    expect.objectContaining({ code: 'NO_SUCH_CREATIVE', hint: 'Did you mean ugc_100%_v1?' }),
  );
});

test("a person's tag wins over the naming convention's, and that over a detected one", () => {
  const db = emptyStore();
  const creativeId = addCreative(db, newCreative());
  const tag = { creativeId, key: 'hook', score: null, atSeconds: null };
  const inForce = () => tagsInForce(db).map(({ value }) => value);
  saveTag(db, { ...tag, value: 'detected', source: 'detected', score: 0.7, atSeconds: 1.5 });
  expect(inForce()).toEqual(['detected']);
  saveTag(db, { ...tag, value: 'named', source: 'naming' });
  expect(inForce()).toEqual(['named']);
  savePersonTag(db, creativeId, 'hook', 'said');
  expect(inForce()).toEqual(['said']);
});

test('the tags of a removed creative go with it', () => {
  const db = emptyStore();
  const creativeId = addCreative(db, newCreative());
  savePersonTag(db, creativeId, 'hook', 'question');
  removeCreative(db, creativeId);
  expect(tagsInForce(db)).toEqual([]);
});
