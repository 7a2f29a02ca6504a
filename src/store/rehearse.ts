/** Writes that never happened: what they would do, found out by doing them and taking them back. */
import { inTransaction, type Store } from './database.js';

class TakenBack<T> extends Error {
  constructor(readonly result: T) {
    super('taken back');
  }
}

/** Runs `write` as `inTransaction` does, gives its result, and leaves the store as it was. */
export function rehearse<T>(db: Store, write: () => T): T {
  try {
    inTransaction(db, () => {
      throw new TakenBack(write());
    });
  } catch (thrown) {
    if (thrown instanceof TakenBack) return thrown.result;
    throw thrown;
  }
  throw new Error('a rehearsal always ends by taking back');
}

/** Runs `write` within a transaction; where it gives null, all that it wrote is taken back. */
export function attempt<T>(db: Store, write: () => T | null): T | null {
  try {
    return db.transaction(() => {
      const result = write();
      if (result === null) throw new TakenBack(null);
      return result;
    })();
  } catch (thrown) {
    if (thrown instanceof TakenBack) return null;
    throw thrown;
  }
}
