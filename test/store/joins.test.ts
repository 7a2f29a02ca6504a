import { expect, test } from 'vitest';
import { creativeByName, namesOf } from '../../src/store/creatives.js';
import { apartIn, joinCreatives, undoLastJoins } from '../../src/store/joins.js';
import { savePersonTag, tagsInForce } from '../../src/store/tags.js';
import { addTestAd, addTestCreative, emptyStore } from '../helpers/store.js';

const LATER = '2026-10-01T00:00:00.000Z';

function library() {
  const db = emptyStore();
  const [first, second, third] = ['clip', 'clip | YT', 'clip_TT'].map((name) => addTestCreative(db, name));
  for (const [creativeId, adName] of [
    [first, 'clip'],
    [second, 'clip | YT'],
    [third, 'clip_TT'],
  ] as const)
    addTestAd(db, { creativeId, adName, campaign: adName });
  const adsOf = (creativeId: number): unknown[] =>
    db.prepare('SELECT ad_name AS name FROM ads WHERE creative_id = :creativeId').all({ creativeId });
  return { db, first, second, third, adsOf };
}

test('a join takes ads, names and tags along, and taking it back gives each its own again', () => {
  const { db, first, second, adsOf } = library();
  savePersonTag(db, first, 'hook', 'own');
  savePersonTag(db, second, 'hook', 'pov');
  savePersonTag(db, second, 'creator', 'maria');
  joinCreatives(db, [{ from: { creativeId: second, name: 'clip | YT' }, intoId: first }], LATER);
  expect(adsOf(first)).toHaveLength(2);
  expect(namesOf(db, first)).toEqual(['clip | YT']);
  expect(undoLastJoins(db, LATER)).toEqual([{ name: 'clip | YT', intoId: first }]);
  expect(adsOf(second)).toEqual([{ name: 'clip | YT' }]);
  expect(namesOf(db, first)).toEqual([]);
  const tags = tagsInForce(db).map(({ creativeId, value }) => [creativeId, value]);
  expect(new Set(tags)).toEqual(
    new Set([
      [first, 'own'],
      [second, 'maria'],
      [second, 'pov'],
    ]),
  );
  expect(apartIn(db)('clip | YT', first)).toBe(true);
});

test('joins of joins are taken back one command at a time', () => {
  const { db, first, second, third, adsOf } = library();
  joinCreatives(db, [{ from: { creativeId: third, name: 'clip_TT' }, intoId: second }], LATER);
  joinCreatives(db, [{ from: { creativeId: second, name: 'clip | YT' }, intoId: first }], LATER);
  expect(adsOf(first)).toHaveLength(3);
  undoLastJoins(db, LATER);
  expect(adsOf(second)).toEqual([{ name: 'clip | YT' }, { name: 'clip_TT' }]);
  undoLastJoins(db, LATER);
  expect(adsOf(third)).toEqual([{ name: 'clip_TT' }]);
  expect(undoLastJoins(db, LATER)).toEqual([]);
});

test('a creative whose ads have gone since does not come back', () => {
  const { db, first, second } = library();
  joinCreatives(db, [{ from: { creativeId: second, name: 'clip | YT' }, intoId: first }], LATER);
  db.prepare("DELETE FROM ads WHERE ad_name = 'clip | YT'").run();
  expect(undoLastJoins(db, LATER)).toEqual([]);
  expect(creativeByName(db, 'clip | YT')?.creativeId).toBe(first);
});
