/** Creatives of one name whose ads are of two clients are two: one client's results never stand behind the other's. */
import { CLIENT_OF_AD, clientsOfCreatives, SETTINGS_OF_ADS } from './accounts.js';
import type { Store } from './database.js';

export interface Parted {
  /** As it was called, and as the ads of this client call it now. */
  from: string;
  creative: string;
  client: string;
}

/**
 * Gives the ads of every further client of a creative one of their own, with its category and the tags that a person or a
 * name set. The media stays with the client whose ad came first: it was added once. `now` is an instant.
 */
export function partByClient(db: Store, now: string): Parted[] {
  const parted: Parted[] = [];
  for (const [creativeId, clients] of clientsOfCreatives(db)) {
    if (clients.size < 2) continue;
    const [, ...others] = clientsInOrder(db, creativeId);
    for (const client of others) parted.push(ownCreative(db, creativeId, client, now));
  }
  return parted;
}

/** Named clients of a creative, those of the first ads first. */
const clientsInOrder = (db: Store, creativeId: number): string[] =>
  db
    .prepare<{ creativeId: number }, string>(
      `SELECT ${CLIENT_OF_AD} AS named FROM ads a ${SETTINGS_OF_ADS} WHERE a.creative_id = :creativeId AND ${CLIENT_OF_AD} <> ''
       GROUP BY named ORDER BY MIN(a.ad_id)`,
    )
    .pluck()
    .all({ creativeId });

function ownCreative(db: Store, creativeId: number, client: string, now: string): Parted {
  const from = db
    .prepare<{ creativeId: number }, string>('SELECT name FROM creatives WHERE creative_id = :creativeId')
    .pluck()
    .get({ creativeId });
  if (from === undefined) throw new Error(`creative ${creativeId} has ads and is not there`);
  const creative = nameFor(db, from, client);
  const ownId = Number(
    db
      .prepare(
        `INSERT INTO creatives (name, category, status, created_at)
         SELECT :creative, category, status, :now FROM creatives WHERE creative_id = :creativeId`,
      )
      .run({ creative, now, creativeId }).lastInsertRowid,
  );
  db.prepare(
    `INSERT INTO tags (creative_id, key, source, value, score, at_seconds)
     SELECT :ownId, key, source, value, score, at_seconds FROM tags WHERE creative_id = :creativeId AND source <> 'detected'`,
  ).run({ ownId, creativeId });
  db.prepare(
    `UPDATE ads SET creative_id = :ownId WHERE ad_id IN (
       SELECT a.ad_id FROM ads a ${SETTINGS_OF_ADS} WHERE a.creative_id = :creativeId AND ${CLIENT_OF_AD} = :client)`,
  ).run({ ownId, creativeId, client });
  return { from, creative, client };
}

/** A name that no creative has: the one that is wanted, else with the client in brackets behind it. */
export function nameFor(db: Store, name: string, client: string): string {
  const isTaken = db
    .prepare(
      'SELECT 1 FROM main.creatives WHERE name = :name UNION SELECT 1 FROM main.creative_names WHERE name = :name',
    )
    .pluck();
  const base = client === '' ? name : `${name} (${client})`;
  for (let count = 0; ; count += 1) {
    const tried = count === 0 ? name : count === 1 ? base : `${base} ${count}`;
    if (isTaken.get({ name: tried }) === undefined) return tried;
  }
}
