/** Transactions that never happened: what a write would do, found out by doing it and taking it back. */
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
