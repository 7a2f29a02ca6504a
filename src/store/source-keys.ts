/**
 * Under which key a row of a second source is kept: what the row itself says, beside the client and account that were said
 * with its file. A row that an earlier file told without them, or with them, is the same row.
 */
import type { Store } from './database.js';

/** What was said with a file; '' for nothing. */
export interface SaidOfFile {
  client: string;
  account: string;
}

/** Gives the key of a row of this file, of its own key and day (whole days since 1970). */
export function sourceKeys(db: Store, source: string, said: SaidOfFile): (ownKey: string, day: number) => string {
  const kept = db
    .prepare(
      'SELECT 1 FROM source_rows JOIN imports USING (import_id) WHERE source = :source AND row_key = :key AND undone_at IS NULL LIMIT 1',
    )
    .pluck();
  const otherwise = keptOtherwise(db, source, said);
  return (ownKey, day) => {
    const key = JSON.stringify([said.client, said.account, ownKey]);
    const [only, second] = otherwise.get(ownKey)?.filter((row) => row.day === day) ?? [];
    if (only === undefined || second !== undefined || kept.get({ source, key }) !== undefined) return key;
    return only.key;
  };
}

/** Rows, by their own key, of files with which another client or account was said that does not contradict. */
function keptOtherwise(db: Store, source: string, said: SaidOfFile): Map<string, { key: string; day: number }[]> {
  const rows = new Map<string, { key: string; day: number }[]>();
  for (const { ownKey, ...row } of db
    .prepare<SaidOfFile & { source: string }, { ownKey: string; key: string; day: number }>(
      `SELECT ownKey, key, day FROM (
         SELECT json_extract(row_key, '$[2]') AS ownKey, row_key AS key, day, MAX(import_id),
           json_extract(row_key, '$[0]') AS client, json_extract(row_key, '$[1]') AS account
         FROM source_rows JOIN imports USING (import_id) WHERE source = :source AND undone_at IS NULL GROUP BY row_key)
       WHERE (client <> :client OR account <> :account) AND (client IN ('', :client) OR :client = '')
         AND (account IN ('', :account) OR :account = '') ORDER BY key`,
    )
    .all({ source, ...said }))
    rows.set(ownKey, [...(rows.get(ownKey) ?? []), row]);
  return rows;
}
