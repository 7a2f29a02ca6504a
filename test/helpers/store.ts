/** Builders for stores in tests: rows with defaults, so that a test names only what it is about. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Ad } from '../../src/model.js';
import { saveClusterRun } from '../../src/store/clusters.js';
import type { NewCreative } from '../../src/store/creatives.js';
import { openStore, type Store } from '../../src/store/database.js';
import { dayNumber } from '../../src/units.js';
import { emptyFolder } from './run-creo.js';

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

export interface TestStore {
  db: Store;
  path: string;
}

/** A store in a folder of its own that goes away with the test. */
export function temporaryStore(): TestStore {
  const path = join(emptyFolder(), 'creo.db');
  return { db: openStore(path, { create: true }), path };
}

/** Adds a creative without media, and gives its id. */
export const addTestCreative = (db: Store, name: string): number =>
  Number(
    db.prepare("INSERT INTO creatives (name, created_at) VALUES (:name, '2026-03-01T00:00:00.000Z')").run({ name })
      .lastInsertRowid,
  );

export interface TestImport {
  platform?: string;
  importedAt?: string;
  undoneAt?: string | null;
}

/** Adds an import, and gives its id. */
export function addTestImport(
  db: Store,
  { platform = 'meta', importedAt = '2026-03-10T06:00:00.000Z', undoneAt = null }: TestImport = {},
): number {
  return Number(
    db
      .prepare(
        `INSERT INTO imports (file, file_hash, platform, account, level, grain, imported_at, undone_at, summary)
         VALUES ('export.csv', 'hash', :platform, 'Main', 'ad', 'day', :importedAt, :undoneAt, '{}')`,
      )
      .run({ platform, importedAt, undoneAt }).lastInsertRowid,
  );
}

/** Adds an ad on Meta, and gives its id. */
export function addTestAd(db: Store, ad: Partial<Omit<Ad, 'adId'>> = {}): number {
  const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM ads').get() ?? { n: 0 };
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO ads (platform, account, level, ad_key, external_id, campaign, ad_group, ad_name, utm_source, utm_campaign, utm_content, creative_id, name_key)
       VALUES (:platform, :account, :level, :adKey, :externalId, :campaign, :adGroup, :adName, :utmSource, :utmCampaign, :utmContent, :creativeId, :adKey)`,
    )
    .run({
      platform: 'meta',
      account: 'Main',
      level: 'ad',
      adKey: `ad ${n}`,
      externalId: null,
      campaign: 'Spring',
      adGroup: null,
      adName: `ad ${n}`,
      utmSource: null,
      utmCampaign: null,
      utmContent: null,
      creativeId: null,
      ...ad,
    });
  return Number(lastInsertRowid);
}

export interface TestDay {
  adId: number;
  day?: string;
  currency?: string;
  impressions?: number | null;
  clicks?: number | null;
  conversions?: number | null;
  /** In units of the currency. */
  spend?: number | null;
  revenue?: number | null;
}

const micros = (units: number | null): number | null => (units === null ? null : Math.round(units * 1_000_000));

/** Adds one day of results; it belongs to the first import, which is added when there is none. */
export function addTestDay(
  db: Store,
  {
    adId,
    day = '2026-03-09',
    currency = 'USD',
    impressions = null,
    clicks = null,
    conversions = null,
    spend = null,
    revenue = null,
  }: TestDay,
): void {
  const { id } = db.prepare<[], { id: number | null }>('SELECT MIN(import_id) AS id FROM imports').get() ?? {
    id: null,
  };
  const date = dayNumber(day);
  if (date === null) throw new RangeError(`not a day: ${day}`);
  db.prepare(
    `INSERT INTO ad_days (date_start, ad_id, date_end, currency, impressions, clicks, conversions, spend_micros, revenue_micros, import_id)
     VALUES (:date, :adId, :date, :currency, :impressions, :clicks, :conversions, :spend, :revenue, :importId)`,
  ).run({
    date,
    adId,
    currency,
    impressions,
    clicks,
    conversions,
    spend: micros(spend),
    revenue: micros(revenue),
    importId: id ?? addTestImport(db),
  });
}

/** Stores a clustering of these groups, and gives its id. */
export const addTestClusters = (
  db: Store,
  clusters: readonly { clusterId: number; label: string; creativeIds: readonly number[] }[],
  noise: readonly number[] = [],
): number =>
  saveClusterRun(db, {
    kind: 'visual',
    tag: null,
    algorithm: 'kmeans',
    k: clusters.length,
    seed: 1,
    silhouette: 0.5,
    modelId: 'test',
    createdAt: '2026-03-10T07:00:00.000Z',
    clusters,
    noise,
  });

/** Stores a plan as `creo recommend` does. */
export function addTestPlan(db: Store, plan: object, createdAt = '2026-03-10T08:00:00.000Z'): void {
  db.prepare('INSERT INTO recommendations (created_at, plan) VALUES (:createdAt, :plan)').run({
    createdAt,
    plan: JSON.stringify(plan),
  });
}
