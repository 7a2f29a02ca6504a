/** Builders for stores in tests: rows with defaults, so that a test names only what it is about. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Forecast } from '../../src/decide/ledger/forecast.js';
import type { Ad, MediaFacts } from '../../src/model.js';
import { adBook } from '../../src/store/ads.js';
import { saveClusterRun } from '../../src/store/clusters.js';
import type { NewCreative } from '../../src/store/creatives.js';
import { openStore, type Store } from '../../src/store/database.js';
import { finishImport, markUndone, startImport } from '../../src/store/imports.js';
import { type NewPlan, savePlan } from '../../src/store/recommendations.js';
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

/** An upright clip of 12 seconds; give what matters. */
export const videoFacts = (given: Partial<MediaFacts> = {}): MediaFacts => ({
  kind: 'video',
  durationSeconds: 12,
  width: 1080,
  height: 1920,
  fps: 30,
  hasAudio: true,
  hdr: null,
  sizeBytes: 1000,
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
  const importId = startImport(db, {
    file: 'export.csv',
    fileHash: 'hash',
    platform,
    account: 'Main',
    level: 'ad',
    decisions: '{}',
    importedAt,
  });
  finishImport(db, importId, { grain: 'day', summary: '{}' });
  if (undoneAt !== null) markUndone(db, importId, undoneAt);
  return importId;
}

/** The first import, which is added when there is none. */
function firstImport(db: Store): number {
  const { id } = db.prepare<[], { id: number | null }>('SELECT MIN(import_id) AS id FROM imports').get() ?? {
    id: null,
  };
  return id ?? addTestImport(db);
}

/** Adds an ad, on Meta unless said otherwise, and gives its id. */
export function addTestAd(db: Store, { creativeId = null, ...ad }: Partial<Omit<Ad, 'adId'>> = {}): number {
  const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM ads').get() ?? { n: 0 };
  const description = {
    platform: 'meta',
    account: 'Main',
    level: 'ad' as const,
    externalId: null,
    campaign: 'Spring',
    adGroup: null,
    adName: `ad ${n}`,
    utmSource: null,
    utmCampaign: null,
    utmContent: null,
    ...ad,
  };
  return adBook(db, firstImport(db)).adOf(description, () => creativeId);
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
    importId: firstImport(db),
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

/** Stores a plan as `creo recommend` does; without a forecast it cannot be scored. */
export const addTestPlan = (
  db: Store,
  plan: object,
  { createdAt = '2026-03-10T08:00:00.000Z', forecast = null }: Partial<Pick<NewPlan, 'createdAt' | 'forecast'>> = {},
): number => savePlan(db, { plan, forecast, createdAt });

/** What the ledger keeps of a plan whose creatives each get `budget` and are expected to return `roas`, in units. */
export function testForecast(
  parts: readonly { creativeId: number; budget: number; roas: number }[],
  naive: readonly number[] = [],
): Forecast {
  const expected = parts.reduce((sum, { budget, roas }) => sum + budget * roas, 0);
  const amounts = (creativeId: number, budget: number) => ({
    creativeId,
    budgetMicros: budget * 1e6,
    referenceMicros: budget * 1e6,
  });
  return {
    currency: 'USD',
    strategy: 'optimal',
    elasticity: 0.8,
    elasticitySd: 0.09,
    level: 0.8,
    conversionValueMicros: null,
    expectedRevenueMicros: expected * 1e6,
    expectedRevenueLowMicros: 0.6 * expected * 1e6,
    expectedRevenueHighMicros: 1.5 * expected * 1e6,
    items: parts.map(({ creativeId, budget, roas }) => ({
      ...amounts(creativeId, budget),
      roas,
      roasLow: 0.7 * roas,
      roasHigh: 1.4 * roas,
      roasRaw: 1.5 * roas,
      expectedRevenueMicros: budget * roas * 1e6,
      orderNoiseMicros: 40e6,
    })),
    naive: naive.map((creativeId) => amounts(creativeId, 100)),
  };
}
