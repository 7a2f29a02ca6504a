/**
 * What the metrics show, read from the store in one go. The days are walked once, into sums per ad that SQLite keeps for
 * this connection alone; everything else is summed from those.
 */
import type { ReportLevel, Totals } from '../model.js';
import { type Store, schemaVersion } from './database.js';
import { type LatestPlan, latestPlan } from './latest-plan.js';

/** The sums that the metrics show. Amounts are null throughout when the results are in several currencies. */
export type Sums = Pick<Totals, 'clicks' | 'conversions' | 'spendMicros' | 'revenueMicros'>;

/** Results of ads of one campaign, at one level of report. */
export interface CampaignFigures extends Sums {
  platform: string;
  account: string;
  level: ReportLevel;
  campaign: string | null;
  utmSource: string | null;
  utmCampaign: string | null;
}

/** Sums over the recent days. */
export interface RecentSums {
  recentClicks: number | null;
  recentConversions: number | null;
  recentSpendMicros: number | null;
  recentRevenueMicros: number | null;
}

export interface CreativeFigures extends Sums, RecentSums {
  creativeId: number;
  name: string;
  /** Its cluster in the current run; null when it is in none. */
  clusterId: number | null;
}

export interface ClusterFigures extends Sums, RecentSums {
  clusterId: number;
  label: string;
  size: number;
}

/** Rows, largest spend first (most clicks where no spend is known), and how many there are beyond the limit. */
export interface Limited<Row> {
  rows: readonly Row[];
  found: number;
}

export interface StoreFigures {
  /** Every currency in the results, sorted, and the one that the sums are in; null when none could be chosen. */
  currencies: readonly string[];
  currency: string | null;
  campaigns: readonly CampaignFigures[];
  creatives: Limited<CreativeFigures>;
  clusters: Limited<ClusterFigures>;
  /** The current run; null when nothing was clustered yet. */
  clusterRun: ClusterRunFigures | null;
  plan: LatestPlan | null;
  /** Per platform: when its last import ran (instant), and the last day that its results cover (days since 1970). */
  platforms: readonly { platform: string; importedAt: string; lastDay: number | null }[];
  rows: Readonly<Record<CountedTable, number>>;
  sizeBytes: number;
  schemaVersion: number;
}

export interface ClusterRunFigures {
  runId: number;
  createdAt: string;
  silhouette: number | null;
}

export interface FiguresOptions {
  /** Only results in this currency; null takes the only one there is. */
  currency: string | null;
  /** Length of the recent period in days, up to the last day on which results begin. */
  recentDays: number;
  maxCreatives: number;
  maxClusters: number;
}

export type CountedTable =
  | 'creatives'
  | 'ads'
  | 'ad_days'
  | 'embeddings'
  | 'imports'
  | 'cluster_runs'
  | 'recommendations';

/** Reads the figures; run it inside a transaction, so that they are of one moment. */
export function storeFigures(db: Store, options: FiguresOptions): StoreFigures {
  sumPerAd(db, options.recentDays);
  const currencies = db
    .prepare<[], string>('SELECT DISTINCT currency FROM temp.ad_sums ORDER BY currency')
    .pluck()
    .all();
  const currency = options.currency ?? (currencies.length === 1 ? currencies[0] : null);
  keepCurrency(db, currency);
  sumPerCreative(db);
  const run = currentRun(db);
  const runId = run?.runId ?? null;
  return {
    currencies,
    currency,
    campaigns: campaignFigures(db),
    creatives: creativeFigures(db, runId, options.maxCreatives),
    clusters: clusterFigures(db, runId, options.maxClusters),
    clusterRun: run,
    plan: latestPlan(db, { runId, maxItems: options.maxCreatives }),
    platforms: platformAges(db),
    rows: rowCounts(db),
    sizeBytes: Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    schemaVersion: schemaVersion(db),
  };
}

/** Fills temp.ad_sums: one row per ad and currency. */
function sumPerAd(db: Store, recentDays: number): void {
  const newest = db.prepare<[], number | null>('SELECT MAX(date_start) FROM ad_days').pluck().get() ?? 0;
  const recent = (column: string): string =>
    `SUM(CASE WHEN date_start >= ${newest - recentDays + 1} THEN ${column} END)`;
  db.exec(`DROP TABLE IF EXISTS temp.ad_sums;
    CREATE TEMP TABLE ad_sums AS
    SELECT ad_id, currency, MAX(date_end) AS last_day, SUM(clicks) AS clicks, SUM(conversions) AS conversions,
      SUM(spend_micros) AS spend_micros, SUM(revenue_micros) AS revenue_micros, ${recent('clicks')} AS recent_clicks,
      ${recent('conversions')} AS recent_conversions, ${recent('spend_micros')} AS recent_spend_micros,
      ${recent('revenue_micros')} AS recent_revenue_micros
    FROM ad_days GROUP BY ad_id, currency`);
}

/** Leaves in temp.ad_sums one currency; without one, counts stand and amounts become unknown, for they cannot be added. */
function keepCurrency(db: Store, currency: string | null): void {
  if (currency !== null) db.prepare('DELETE FROM temp.ad_sums WHERE currency <> :currency').run({ currency });
  else {
    db.exec(`UPDATE temp.ad_sums SET spend_micros = NULL, revenue_micros = NULL, recent_spend_micros = NULL,
      recent_revenue_micros = NULL`);
  }
}

/** Fills temp.creative_sums: one row per creative with results. */
function sumPerCreative(db: Store): void {
  db.exec(`DROP TABLE IF EXISTS temp.creative_sums;
    CREATE TEMP TABLE creative_sums (creative_id INTEGER PRIMARY KEY, clicks, conversions, spend_micros, revenue_micros,
      recent_clicks, recent_conversions, recent_spend_micros, recent_revenue_micros);
    INSERT INTO temp.creative_sums
    SELECT a.creative_id, SUM(s.clicks), SUM(s.conversions), SUM(s.spend_micros), SUM(s.revenue_micros),
      SUM(s.recent_clicks), SUM(s.recent_conversions), SUM(s.recent_spend_micros), SUM(s.recent_revenue_micros)
    FROM temp.ad_sums s JOIN ads a USING (ad_id) WHERE a.creative_id IS NOT NULL GROUP BY a.creative_id`);
}

const campaignFigures = (db: Store): CampaignFigures[] =>
  db
    .prepare<[], CampaignFigures>(
      `SELECT a.platform, a.account, a.level, a.campaign, a.utm_source AS utmSource, a.utm_campaign AS utmCampaign,
         SUM(s.clicks) AS clicks, SUM(s.conversions) AS conversions, SUM(s.spend_micros) AS spendMicros,
         SUM(s.revenue_micros) AS revenueMicros
       FROM temp.ad_sums s JOIN ads a USING (ad_id)
       GROUP BY a.platform, a.account, a.level, a.campaign, a.utm_source, a.utm_campaign`,
    )
    .all();

function creativeFigures(db: Store, runId: number | null, limit: number): Limited<CreativeFigures> {
  const rows = db
    .prepare<{ runId: number | null; limit: number }, CreativeFigures>(
      `SELECT s.creative_id AS creativeId, c.name, m.cluster_id AS clusterId, s.clicks, s.conversions,
         s.spend_micros AS spendMicros, s.revenue_micros AS revenueMicros, s.recent_clicks AS recentClicks,
         s.recent_conversions AS recentConversions, s.recent_spend_micros AS recentSpendMicros,
         s.recent_revenue_micros AS recentRevenueMicros
       FROM (SELECT * FROM temp.creative_sums ORDER BY spend_micros DESC, clicks DESC, creative_id LIMIT :limit) s
       JOIN creatives c USING (creative_id)
       LEFT JOIN cluster_members m ON m.run_id = :runId AND m.creative_id = s.creative_id
       ORDER BY s.spend_micros DESC, s.clicks DESC, s.creative_id`,
    )
    .all({ runId, limit });
  return { rows, found: Number(db.prepare('SELECT COUNT(*) FROM temp.creative_sums').pluck().get()) };
}

function clusterFigures(db: Store, runId: number | null, limit: number): Limited<ClusterFigures> {
  const rows = db
    .prepare<{ runId: number | null; limit: number }, ClusterFigures>(
      // From the members on: their key leads to the sums, while a cluster would have to look through all members.
      `SELECT k.cluster_id AS clusterId, k.label, COALESCE(t.size, 0) AS size, t.clicks, t.conversions, t.spendMicros,
         t.revenueMicros, t.recentClicks, t.recentConversions, t.recentSpendMicros, t.recentRevenueMicros
       FROM clusters k
       LEFT JOIN (SELECT m.cluster_id, COUNT(*) AS size, SUM(s.clicks) AS clicks, SUM(s.conversions) AS conversions,
           SUM(s.spend_micros) AS spendMicros, SUM(s.revenue_micros) AS revenueMicros,
           SUM(s.recent_clicks) AS recentClicks, SUM(s.recent_conversions) AS recentConversions,
           SUM(s.recent_spend_micros) AS recentSpendMicros, SUM(s.recent_revenue_micros) AS recentRevenueMicros
         FROM cluster_members m LEFT JOIN temp.creative_sums s USING (creative_id)
         WHERE m.run_id = :runId GROUP BY m.cluster_id) t USING (cluster_id)
       WHERE k.run_id = :runId ORDER BY t.spendMicros DESC, t.clicks DESC, k.cluster_id LIMIT :limit`,
    )
    .all({ runId, limit });
  const found = db.prepare('SELECT COUNT(*) FROM clusters WHERE run_id = :runId').pluck().get({ runId });
  return { rows, found: Number(found) };
}

/** The latest run of any kind, which is the current one, without its members. */
const currentRun = (db: Store): ClusterRunFigures | null =>
  db
    .prepare<[], ClusterRunFigures>(
      'SELECT run_id AS runId, created_at AS createdAt, silhouette FROM cluster_runs ORDER BY run_id DESC LIMIT 1',
    )
    .get() ?? null;

const platformAges = (db: Store): StoreFigures['platforms'] =>
  db
    .prepare<[], StoreFigures['platforms'][number]>(
      `SELECT i.platform, MAX(i.imported_at) AS importedAt, l.last_day AS lastDay FROM imports i
       LEFT JOIN (SELECT a.platform, MAX(s.last_day) AS last_day FROM temp.ad_sums s JOIN ads a USING (ad_id)
                  GROUP BY a.platform) l ON l.platform = i.platform
       WHERE i.undone_at IS NULL GROUP BY i.platform ORDER BY i.platform`,
    )
    .all();

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
