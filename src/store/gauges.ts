/** What the metrics show, read from the store in one go: sums per ad, names, clusters, the last plan, and ages. */
import type { Ad, ClusterRun, Totals } from '../model.js';
import { currentClusterRun } from './clusters.js';
import { type Store, schemaVersion } from './database.js';
import { TOTALS } from './results.js';

/** An ad as far as the metrics tell ads apart. */
export type MeasuredAd = Pick<
  Ad,
  'adId' | 'platform' | 'account' | 'level' | 'campaign' | 'utmSource' | 'utmCampaign' | 'creativeId'
>;

export interface AdTotals extends Totals {
  adId: number;
}

/** The plan that was shown last, as far as the metrics follow it. A figure that the plan does not have is null. */
export interface LatestPlan {
  createdAt: string;
  currency: string | null;
  budgetMicros: number | null;
  allocatedMicros: number | null;
  expectedRevenueMicros: number | null;
  expectedRevenueLowMicros: number | null;
  expectedRevenueHighMicros: number | null;
  confidence: number | null;
  items: readonly PlanItem[];
}

export interface PlanItem {
  creativeId: number;
  budgetMicros: number | null;
  cvr: number | null;
  roas: number | null;
  roasLow: number | null;
  roasHigh: number | null;
  probBest: number | null;
}

export interface StoreFigures {
  /** Every currency in the results, sorted. Sums are over one of them; see `currency`. */
  currencies: readonly string[];
  /** The currency of the sums; null when there are no results, or several currencies and none was chosen. */
  currency: string | null;
  ads: readonly MeasuredAd[];
  /** Sums over everything that was imported. Amounts are null in all of them when `currency` is null. */
  totals: readonly AdTotals[];
  /** Sums over the last `recentDays` days that have results. */
  recent: readonly AdTotals[];
  names: ReadonlyMap<number, string>;
  clusterRun: ClusterRun | null;
  plan: LatestPlan | null;
  /** Per platform: when its last import ran (instant), and the last day that its results cover (days since 1970). */
  platforms: readonly { platform: string; importedAt: string; lastDay: number | null }[];
  rows: Readonly<Record<CountedTable, number>>;
  sizeBytes: number;
  schemaVersion: number;
}

export interface FiguresOptions {
  /** Only results in this currency; null takes the only one there is. */
  currency: string | null;
  /** Length of the recent period, in days. */
  recentDays: number;
}

const COUNTED = ['creatives', 'ads', 'ad_days', 'embeddings', 'imports', 'cluster_runs', 'recommendations'] as const;
export type CountedTable = (typeof COUNTED)[number];

export function storeFigures(db: Store, { currency, recentDays }: FiguresOptions): StoreFigures {
  const everything = adSums(db, null);
  const currencies = [...new Set(everything.map((row) => row.currency))].sort();
  const lastDay = everything.reduce<number | null>((last, row) => Math.max(last ?? row.lastDay, row.lastDay), null);
  const recent = lastDay === null ? [] : adSums(db, lastDay - recentDays + 1);
  const chosen = currency ?? (currencies.length === 1 ? currencies[0] : null);
  const ads = measuredAds(db);
  return {
    currencies,
    currency: chosen,
    ads,
    totals: inCurrency(everything, chosen),
    recent: inCurrency(recent, chosen),
    names: creativeNames(db),
    clusterRun: currentClusterRun(db),
    plan: latestPlan(db),
    platforms: platformAges(db, ads, everything),
    rows: rowCounts(db),
    sizeBytes: Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    schemaVersion: schemaVersion(db),
  };
}

interface AdSums extends AdTotals {
  currency: string;
  /** Days since 1970-01-01. */
  lastDay: number;
}

/** Sums per ad and currency over the rows that begin on `since` or later; over every row when it is null. */
function adSums(db: Store, since: number | null): AdSums[] {
  const columns = `d.ad_id AS adId, d.currency AS currency, MAX(d.date_end) AS lastDay, ${TOTALS}`;
  // Two texts rather than one optional condition: SQLite then walks only the days asked for.
  return since === null
    ? db.prepare<[], AdSums>(`SELECT ${columns} FROM ad_days d GROUP BY d.ad_id, d.currency`).all()
    : db
        .prepare<{ since: number }, AdSums>(
          `SELECT ${columns} FROM ad_days d WHERE d.date_start >= :since GROUP BY d.ad_id, d.currency`,
        )
        .all({ since });
}

/** The sums in one currency. Without one, counts stand and amounts are unknown: currencies are never added. */
const inCurrency = (sums: readonly AdSums[], currency: string | null): readonly AdTotals[] =>
  currency === null
    ? sums.map((row) => ({ ...row, spendMicros: null, revenueMicros: null }))
    : sums.filter((row) => row.currency === currency);

const measuredAds = (db: Store): MeasuredAd[] =>
  db
    .prepare<[], MeasuredAd>(
      `SELECT ad_id AS adId, platform, account, level, campaign, utm_source AS utmSource, utm_campaign AS utmCampaign,
         creative_id AS creativeId FROM ads ORDER BY ad_id`,
    )
    .all();

const creativeNames = (db: Store): Map<number, string> =>
  new Map(
    db
      .prepare<[], { creativeId: number; name: string }>('SELECT creative_id AS creativeId, name FROM creatives')
      .all()
      .map(({ creativeId, name }) => [creativeId, name]),
  );

function platformAges(db: Store, ads: readonly MeasuredAd[], sums: readonly AdSums[]): StoreFigures['platforms'] {
  const platformOf = new Map(ads.map(({ adId, platform }) => [adId, platform]));
  const lastDays = new Map<string | undefined, number>();
  for (const { adId, lastDay } of sums) {
    const platform = platformOf.get(adId);
    lastDays.set(platform, Math.max(lastDays.get(platform) ?? lastDay, lastDay));
  }
  return db
    .prepare<[], { platform: string; importedAt: string }>(
      `SELECT platform, MAX(imported_at) AS importedAt FROM imports WHERE undone_at IS NULL
       GROUP BY platform ORDER BY platform`,
    )
    .all()
    .map((row) => ({ ...row, lastDay: lastDays.get(row.platform) ?? null }));
}

function rowCounts(db: Store): StoreFigures['rows'] {
  const count = (table: CountedTable): number => Number(db.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get());
  return {
    creatives: count('creatives'),
    ads: count('ads'),
    ad_days: count('ad_days'),
    embeddings: count('embeddings'),
    imports: count('imports'),
    cluster_runs: count('cluster_runs'),
    recommendations: count('recommendations'),
  };
}

function latestPlan(db: Store): LatestPlan | null {
  const plan = db
    .prepare<[], Omit<LatestPlan, 'items'> & { recommendationId: number }>(
      `SELECT recommendation_id AS recommendationId, created_at AS createdAt, plan ->> 'currency' AS currency,
         plan ->> 'budgetMicros' AS budgetMicros, plan ->> 'allocatedMicros' AS allocatedMicros,
         plan ->> 'expectedRevenueMicros' AS expectedRevenueMicros,
         plan ->> 'expectedRevenueLowMicros' AS expectedRevenueLowMicros,
         plan ->> 'expectedRevenueHighMicros' AS expectedRevenueHighMicros, plan ->> 'confidence' AS confidence
       FROM recommendations ORDER BY recommendation_id DESC LIMIT 1`,
    )
    .get();
  if (!plan) return null;
  const { recommendationId, ...figures } = plan;
  const items = db
    .prepare<{ recommendationId: number }, PlanItem>(
      `SELECT CAST(item.value ->> 'creativeId' AS INTEGER) AS creativeId, item.value ->> 'budgetMicros' AS budgetMicros,
         item.value ->> 'cvr' AS cvr, item.value ->> 'roas' AS roas, item.value ->> 'roasLow' AS roasLow,
         item.value ->> 'roasHigh' AS roasHigh, item.value ->> 'probBest' AS probBest
       FROM recommendations, json_each(plan, '$.items') item
       WHERE recommendation_id = :recommendationId AND item.value ->> 'creativeId' IS NOT NULL ORDER BY item.key`,
    )
    .all({ recommendationId });
  return { ...figures, items };
}
