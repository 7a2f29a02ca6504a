/** A store as a week of micro-tests leaves it: three groups of creatives with different CVR, daily rows, tags, one cluster run. */
import { join } from 'node:path';
import { saveClusterRun } from '../../src/store/clusters.js';
import { addCreative } from '../../src/store/creatives.js';
import { openStore, type Store } from '../../src/store/database.js';
import { savePersonTag } from '../../src/store/tags.js';
import { addDays, dayNumber } from '../../src/units.js';

const FIRST_DAY = '2026-05-01';
const DAYS = 5;
const CREATED = '2026-05-01T08:00:00.000Z';

/** Creatives in each group, with the conversions a creative of it makes on each of its days. */
const GROUPS = [
  { hook: 'problem', label: 'problem, talking head', size: 4, conversions: [2, 1, 2, 3, 1] },
  { hook: 'unboxing', label: 'unboxing', size: 3, conversions: [1, 0, 1, 0, 1] },
  { hook: 'meme', label: 'meme', size: 3, conversions: [0, 0, 0, 1, 0] },
] as const;

export interface Sample {
  path: string;
  /** Names of the creatives, in the order of their ids. */
  names: string[];
}

/** Writes the store `creo.db` into a folder. */
export function sampleStore(folder: string): Sample {
  const path = join(folder, 'creo.db');
  const db = openStore(path, { create: true });
  try {
    return { path, names: db.transaction(() => fill(db)).immediate() };
  } finally {
    db.close();
  }
}

function fill(db: Store): string[] {
  db.prepare(
    `INSERT INTO imports (import_id, file, file_hash, platform, account, grain, imported_at, summary)
     VALUES (1, 'week.csv', 'aa', 'tiktok', 'acme', 'day', :createdAt, '{}')`,
  ).run({ createdAt: CREATED });
  const names: string[] = [];
  const clusters = GROUPS.map(({ hook, label, size, conversions }, group) => ({
    clusterId: group + 1,
    label,
    creativeIds: Array.from({ length: size }, (_, index) => {
      const name = `${hook}-${index + 1}`;
      const creativeId = addCreative(db, {
        name,
        category: 'lootbox',
        path: null,
        contentHash: null,
        media: null,
        createdAt: CREATED,
      });
      names.push(name);
      savePersonTag(db, creativeId, 'hook', hook);
      addAd(db, creativeId, name, conversions, index);
      return creativeId;
    }),
  }));
  saveClusterRun(db, {
    kind: 'tag',
    tag: 'hook',
    algorithm: 'tag',
    k: clusters.length,
    seed: 1,
    silhouette: null,
    modelId: null,
    createdAt: CREATED,
    clusters,
    noise: [],
  });
  return names;
}

function addAd(db: Store, creativeId: number, name: string, conversions: readonly number[], index: number): void {
  db.prepare(
    `INSERT INTO ads (ad_id, platform, account, level, ad_key, external_id, campaign, ad_name, creative_id, first_import_id)
     VALUES (:creativeId, 'tiktok', 'acme', 'ad', :key, :key, 'Spark tests', :name, :creativeId, 1)`,
  ).run({ creativeId, key: `1800000000000${String(creativeId).padStart(4, '0')}`, name });
  const addDay = db.prepare(
    `INSERT INTO ad_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, plays_3s, thruplays, import_id)
     VALUES (:day, :creativeId, :day, 'USD', :impressions, :clicks, :conversions, :spendMicros, :revenueMicros, :plays3s, :thruplays, 1)`,
  );
  for (let at = 0; at < DAYS; at += 1) {
    const made = conversions[(at + index) % DAYS] ?? 0;
    const impressions = 800 + 10 * index;
    addDay.run({
      day: dayNumber(addDays(FIRST_DAY, at)),
      creativeId,
      impressions,
      clicks: 12 + ((at + index) % 3),
      conversions: made,
      spendMicros: 10_000_000,
      revenueMicros: made * 40_000_000,
      plays3s: Math.round(impressions * 0.3),
      thruplays: Math.round(impressions * 0.12),
    });
  }
}
