/** Stores in memory and rows for them, with defaults for all that a test does not care about. */
import { onTestFinished } from 'vitest';
import type { NewCreative } from '../../src/store/creatives.js';
import { openStore, type Store } from '../../src/store/database.js';

/** An empty store in memory that closes with the test. */
export function emptyStore(): Store {
  const db = openStore(':memory:', { create: true });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

/** A creative without media; give what matters. */
export const newCreative = (given: Partial<NewCreative> = {}): NewCreative => ({
  name: 'ugc-01',
  category: null,
  path: null,
  contentHash: null,
  media: null,
  createdAt: '2026-07-14T09:00:00.000Z',
  ...given,
});
