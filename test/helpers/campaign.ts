/** A small account in a store: creatives with vectors and results, as `add`, `import` and `embed` leave them. */
import { join } from 'node:path';
import { addCreative } from '../../src/store/creatives.js';
import { openStore, type Store } from '../../src/store/database.js';
import { saveEmbedding } from '../../src/store/embeddings.js';
import { newCreative } from './store.js';

export interface Member {
  name: string;
  /** Direction of the vector; null for a creative that is not embedded. */
  vector?: readonly number[] | null;
  /** False for a creative without a file. */
  media?: boolean;
  clicks?: number;
  conversions?: number;
  spendMicros?: number;
  revenueMicros?: number;
  campaign?: string;
  currency?: string;
}

export const MODEL = 'test-model';

/** Opens the store of a folder, making it when there is none. */
export const storeIn = (folder: string): Store => openStore(join(folder, 'creo.db'), { create: true });

/** Adds the creatives with their vectors by `modelId`, and a day of results to those that have clicks. Gives their ids. */
export function addMembers(db: Store, members: readonly Member[], modelId = MODEL): number[] {
  return members.map((member) => {
    const { name, vector = null, media = true } = member;
    const contentHash = media ? `hash of ${name}` : null;
    const creativeId = addCreative(
      db,
      newCreative({
        name,
        contentHash,
        path: media ? `/ads/${name}.mp4` : null,
        media: media
          ? { kind: 'video', durationSeconds: 12, width: 1080, height: 1920, fps: 30, hasAudio: true, sizeBytes: 1000 }
          : null,
      }),
    );
    if (vector && contentHash) {
      saveEmbedding(db, { creativeId, modelId, contentHash, vector: unit(vector) });
    }
    if (member.clicks !== undefined) addResults(db, creativeId, member);
    return creativeId;
  });
}

function addResults(db: Store, creativeId: number, { name, clicks = 0, ...member }: Member): void {
  db.prepare(
    `INSERT OR IGNORE INTO imports (import_id, file, file_hash, platform, account, grain, imported_at, summary)
     VALUES (1, 'tiktok.csv', 'h', 'tiktok', '', 'day', '2026-07-14T09:00:00.000Z', '{}')`,
  ).run();
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO ads (platform, account, level, ad_key, campaign, ad_name, creative_id)
       VALUES ('tiktok', '', 'ad', :name, :campaign, :name, :creativeId)`,
    )
    .run({ name, campaign: member.campaign ?? 'Summer', creativeId });
  db.prepare(
    `INSERT INTO ad_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, import_id)
     VALUES (20000, :adId, 20000, :currency, :impressions, :clicks, :conversions, :spendMicros, :revenueMicros, 1)`,
  ).run({
    adId: Number(lastInsertRowid),
    currency: member.currency ?? 'USD',
    impressions: clicks * 80,
    clicks,
    conversions: member.conversions ?? 0,
    spendMicros: member.spendMicros ?? 50_000_000,
    revenueMicros: member.revenueMicros ?? 0,
  });
}

function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}
