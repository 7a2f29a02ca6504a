import { expect, test } from 'vitest';
import { judgeWords, saidByCreative } from '../../src/answers/said.js';
import { searchWords } from '../../src/answers/word-search.js';
import type { ReadLine } from '../../src/model.js';
import { addCreative } from '../../src/store/creatives.js';
import type { Store } from '../../src/store/database.js';
import { saveSpoken } from '../../src/store/said.js';
import { savePersonTag, saveTag, tagsInForce } from '../../src/store/tags.js';
import { saveReading, saveWords } from '../../src/store/words.js';
import { emptyStore, newCreative, videoFacts } from '../helpers/store.js';

/** A creative on which these lines are read, each in a block of its own. */
function creativeSaying(
  db: Store,
  name: string,
  lines: readonly (readonly [atSeconds: number, text: string])[],
): number {
  const creativeId = addCreative(
    db,
    newCreative({ name, contentHash: name, media: videoFacts(), path: `/ads/${name}.mp4` }),
  );
  saveReading(db, creativeId, { contentHash: name, version: 1, languages: 'en' });
  saveWords(
    db,
    creativeId,
    lines.map(
      ([atSeconds, text], block): ReadLine => ({
        atSeconds,
        untilSeconds: atSeconds + 1,
        text,
        box: [0.1, 0.1, 0.5, 0.05],
        confidence: 0.9,
        language: 'en',
        furniture: false,
        block,
      }),
    ),
  );
  return creativeId;
}

test('the words of a creative become its tags, under those of a person and above those of CLIP', () => {
  const db = emptyStore();
  const id = creativeSaying(db, 'a', [
    [0.4, '3 reasons to switch'],
    [5, 'Only $19.99'],
    [9, 'Shop now'],
  ]);
  saveTag(db, { creativeId: id, key: 'hook', value: 'unboxing', source: 'detected', score: 0.9, atSeconds: 1 });
  expect(judgeWords(db)).toBe(1);
  expect(judgeWords(db)).toBe(0);
  const inForce = () => tagsInForce(db).map(({ key, value, source }) => [key, value, source]);
  expect(inForce()).toEqual([
    ['cta', 'buy', 'words'],
    ['hook', 'list', 'words'],
    ['offer', 'price', 'words'],
  ]);
  savePersonTag(db, id, 'hook', 'story');
  expect(inForce()[1]).toEqual(['hook', 'story', 'person']);
  expect(saidByCreative(db)(id)).toMatchObject({
    says: '3 reasons to switch',
    hook: 'story',
    offer: 'price',
    cta: 'buy',
  });
  expect(saidByCreative(db)(id).tags).toContainEqual(
    expect.objectContaining({
      key: 'offer',
      line: 'Only $19.99',
      atSeconds: 5,
      amountMicros: 19_990_000,
      currency: 'USD',
    }),
  );
});

test('subtitles are judged again when they change, and a changed file says nothing until it is read', () => {
  const db = emptyStore();
  const id = creativeSaying(db, 'a', []);
  expect(judgeWords(db)).toBe(0);
  saveSpoken(db, id, [{ atSeconds: 1, untilSeconds: 2, text: 'Stop scrolling' }]);
  expect(judgeWords(db)).toBe(1);
  expect(saidByCreative(db)(id)).toMatchObject({ says: 'Stop scrolling', hook: 'pattern-interrupt' });
  saveSpoken(db, id, [{ atSeconds: 1, untilSeconds: 2, text: 'Have you tried this?' }]);
  judgeWords(db);
  expect(saidByCreative(db)(id).hook).toBe('question');
  db.prepare("UPDATE creatives SET content_hash = 'other'").run();
  expect(saidByCreative(db)(id)).toMatchObject({ says: null, hook: null, tags: [] });
});

const library = () => {
  const db = emptyStore();
  creativeSaying(db, 'sale', [
    [0.3, 'Summer is here'],
    [4, '50% OFF everything'],
  ]);
  creativeSaying(db, 'price', [
    [2, 'Only $19.99 today'],
    [6, 'Envío gratis'],
  ]);
  creativeSaying(db, 'loud', [
    [1, '150% more power'],
    [3, '-50% on “Élan” & co'],
  ]);
  saveSpoken(db, creativeSaying(db, 'voice', []), [{ atSeconds: 7, untilSeconds: 8, text: 'Ещё один секрет' }]);
  return (query: string) => {
    const nameOf = ['', 'sale', 'price', 'loud', 'voice'];
    return searchWords(db, query).found.map(({ creativeId, atSeconds }) => `${nameOf[creativeId]} ${atSeconds}`);
  };
};

test('words are found with the second at which they are there, the better fit first', () => {
  const find = library();
  expect(find('50% off')).toEqual(['sale 4']);
  expect(find('50%OFF')).toEqual(['sale 4']);
  expect(find('50%')).toEqual(['loud 3', 'sale 4']);
  expect(find('-50%')).toEqual(['loud 3']);
  expect(find('$19.99')).toEqual(['price 2']);
  expect(find('ENVIO GRATIS')).toEqual(['price 6']);
  expect(find('today only')).toEqual(['price 2']);
  expect(find('еще')).toEqual(['voice 7']);
  expect(find('everythlng')).toEqual(['sale 4']);
  expect(find('elan')).toEqual(['loud 3']);
});

test.each([
  '"',
  "'",
  '*',
  'a" OR "b',
  'NEAR(sale',
  'key:sale',
  '-',
  '^',
  '(',
  '\\',
  '\u0000\u0000\u0000',
  'x'.repeat(10_000),
  '🔥',
  '🔥🔥🔥🔥',
])('a query is never an operator: %j', (query) => {
  expect(library()(query)).toEqual(['-', '"'].includes(query) ? ['loud 3'] : []);
});

test('short queries are found too', () => {
  const find = library();
  expect(find('%')).toEqual(['loud 1', 'sale 4']);
  expect(find('&')).toEqual(['loud 3']);
  expect(find('on')).toEqual(['loud 3', 'price 2']);
});
