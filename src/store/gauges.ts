/**
 * What the metrics show, read from the store in one go. The days are walked once, into sums per ad (result-sums.ts);
 * everything else is summed from those.
 */
import type { ReportLevel, Totals } from '../model.js';
import { RUN_IN_USE } from './clusters.js';
import { type Store, schemaVersion } from './database.js';
import { type LatestPlan, latestPlan } from './latest-plan.js';
import { sumResults } from './result-sums.js';
import type { ResultsFilter } from './results.js';

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
  /** The last day that they cover (days since 1970). */
  lastDay: number;
}

/** Sums over the rows that know both sides of a ratio. */
export interface RatedSums {
  ratedClicks: number | null;
  ratedConversions: number | null;
  ratedSpendMicros: number | null;
  ratedRevenueMicros: number | null;
}

/** Sums over the recent days. */
export interface RecentSums {
  recentClicks: number | null;
  recentConversions: number | null;
  recentSpendMicros: number | null;
  recentRevenueMicros: number | null;
}

export interface CreativeFigures extends Sums, RatedSums, RecentSums {
  creativeId: number;
  name: string;
  /** Its cluster in the current run; null when it is in none. */
  clusterId: number | null;
}

export interface ClusterFigures extends Sums, RatedSums, RecentSums {
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
  /** Whose results, and in which currency. */
  scope?: Pick<ResultsFilter, 'client' | 'account' | 'acrossClients' | 'convert'>;
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
  // Sorted here: with ORDER BY, SQLite would sort the currencies of all days before it drops the repeated ones.
  const currencies = db.prepare<[], string>('SELECT DISTINCT currency FROM ad_days').pluck().all().sort();
  const currency = options.currency ?? (currencies.length === 1 ? currencies[0]! : null);
  sumResults(db, { currency, recentDays: options.recentDays });
  const run = currentRun(db);
  const runId = run?.runId ?? null;
  const campaigns = campaignFigures(db);
  return {
    currencies,
    currency,
    campaigns,
    creatives: creativeFigures(db, runId, options.maxCreatives),
    clusters: clusterFigures(db, runId, options.maxClusters),
    clusterRun: run,
    plan: latestPlan(db, { runId, maxItems: options.maxCreatives }),
    platforms: platformAges(db, campaigns),
    rows: rowCounts(db),
    sizeBytes: Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true })),
    schemaVersion: schemaVersion(db),
  };
}

const campaignFigures = (db: Store): CampaignFigures[] =>
  db
    .prepare<[], CampaignFigures>(
      `SELECT a.platform, a.account, a.level, a.campaign, a.utm_source AS utmSource, a.utm_campaign AS utmCampaign,
         SUM(s.clicks) AS clicks, SUM(s.conversions) AS conversions, SUM(s.spend_micros) AS spendMicros,
         SUM(s.revenue_micros) AS revenueMicros, MAX(s.last_day) AS lastDay
       FROM temp.ad_sums s JOIN ads a USING (ad_id)
       GROUP BY a.campaign, a.platform, a.account, a.level, a.utm_source, a.utm_campaign`,
    )
    .all();

function creativeFigures(db: Store, runId: number | null, limit: number): Limited<CreativeFigures> {
  const rows = db
    .prepare<{ runId: number | null; limit: number }, CreativeFigures>(
      `SELECT s.creative_id AS creativeId, c.name, m.cluster_id AS clusterId, s.clicks, s.conversions,
         s.spend_micros AS spendMicros, s.revenue_micros AS revenueMicros, s.rated_clicks AS ratedClicks,
         s.rated_conversions AS ratedConversions, s.rated_spend_micros AS ratedSpendMicros,
         s.rated_revenue_micros AS ratedRevenueMicros, s.recent_clicks AS recentClicks,
         s.recent_conversions AS recentConversions, s.recent_spend_micros AS recentSpendMicros,
         s.recent_revenue_micros AS recentRevenueMicros
       FROM (SELECT creative_id FROM temp.creative_sums ORDER BY spend_micros DESC, clicks DESC, creative_id LIMIT :limit)
       JOIN temp.creative_sums s USING (creative_id) JOIN creatives c USING (creative_id)
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
         t.revenueMicros, t.ratedClicks, t.ratedConversions, t.ratedSpendMicros, t.ratedRevenueMicros, t.recentClicks, t.recentConversions, t.recentSpendMicros, t.recentRevenueMicros
       FROM clusters k
       LEFT JOIN (SELECT m.cluster_id, COUNT(*) AS size, SUM(s.clicks) AS clicks, SUM(s.conversions) AS conversions,
           SUM(s.spend_micros) AS spendMicros, SUM(s.revenue_micros) AS revenueMicros,
           SUM(s.rated_clicks) AS ratedClicks, SUM(s.rated_conversions) AS ratedConversions,
           SUM(s.rated_spend_micros) AS ratedSpendMicros, SUM(s.rated_revenue_micros) AS ratedRevenueMicros,
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
      `SELECT run_id AS runId, created_at AS createdAt, silhouette FROM cluster_runs WHERE run_id = ${RUN_IN_USE}`,
    )
    .get() ?? null;

function platformAges(db: Store, campaigns: readonly CampaignFigures[]): StoreFigures['platforms'] {
  const lastDays = new Map<string, number>();
  for (const { platform, lastDay } of campaigns) {
    lastDays.set(platform, Math.max(lastDay, lastDays.get(platform) ?? lastDay));
  }
  return db
    .prepare<[], { platform: string; importedAt: string }>(
      `SELECT platform, MAX(imported_at) AS importedAt FROM imports
       WHERE undone_at IS NULL GROUP BY platform ORDER BY platform`,
    )
    .all()
    .map((age) => ({ ...age, lastDay: lastDays.get(age.platform) ?? null }));
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
