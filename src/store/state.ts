/** Whether a store changed since it was last looked at. */
import type { Store } from './database.js';

/** Changes with every commit to the store, by this connection or another (https://www.sqlite.org/pragma.html#pragma_data_version). */
export const stateOf = (db: Store): string =>
  `${db.pragma('data_version', { simple: true })}.${db.prepare<[], number>('SELECT total_changes()').pluck().get()}`;
