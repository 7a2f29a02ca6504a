import { expect, test } from 'vitest';
import { groupingNames, groupValues } from '../../src/store/groupings.js';
import { savePersonTag } from '../../src/store/tags.js';
import { addTestCreative, emptyStore } from '../helpers/store.js';

test('a tag may be called like what every object has', () => {
  const db = emptyStore();
  const creativeId = addTestCreative(db, 'a');
  for (const key of ['constructor', '__proto__', 'toString']) {
    savePersonTag(db, creativeId, key, 'x');
    expect(groupValues(db, key)).toEqual([expect.objectContaining({ creativeId, value: 'x' })]);
    expect(groupingNames(db)).toContain(key);
  }
});
