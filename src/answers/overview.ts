/** Everything that the results say of an account on one page, without pictures: `creo report`. */
import { effectiveCount } from '../cluster/duplicates.js';
import type { Metric } from '../decide/posterior/winners.js';
import { groupBy } from '../group-by.js';
import { type ReportedResults, reportedResults } from '../metrics/reported.js';
import { NO_TOTALS, sumTotals } from '../metrics/totals.js';
import type { Creative, CreativeDay, MapPoint } from '../model.js';
import { allCreatives } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { storedDuplicates } from '../store/duplicates.js';
import { resultPlatforms } from '../store/results.js';
import { scopeNotes } from '../store/scope.js';
import type { Day } from '../units.js';
import { accountOf } from './account.js';
import type { Question } from './question.js';
import { BY_RETURN, type RankedCluster, type RankedCreative, rankingOf } from './ranking.js';
import { scoped } from './scoped.js';

export interface OverviewCreative extends ReportedResults {
  creativeId: number;
  creative: string;
  category: string | null;
  clusterId: number | null;
  durationSeconds: number | null;
  /** Its days in order, gaps left out. */
  days: readonly (ReportedResults & { dateStart: Day })[];
  /** What `creo winners` says of it; null when it has no results. */
  outlook: RankedCreative | null;
}

export interface OverviewAnswer {
  currency: string | null;
  /** First and last day of the results. */
  dateStart: Day | null;
  dateEnd: Day | null;
  platforms: readonly string[];
  level: number;
  totals: ReportedResults;
  /** How many separate tests the creatives are: edits of one video count once. */
  effectiveCreatives: number;
  /** How creatives were grouped: visual, patterns, hybrid or the name of a tag; null when they were not. */
  groupedBy: string | null;
  /** What the clusters are ranked by; null when no rate is known. */
  metric: Metric | null;
  /** By number. */
  clusters: RankedCluster[];
  map: readonly MapPoint[];
  /** Every creative of the store, in its order there. */
  creatives: OverviewCreative[];
  warnings: readonly string[];
}

/** Throws UserError MIXED_CURRENCIES. A store without results has an overview too. */
export const overviewOf = scoped(answerOverviewOf);

function answerOverviewOf(db: Store, question: Question): OverviewAnswer {
  const account = accountOf(db, question);
  const { evidence, run, currency, level, filter, valueNotes } = account;
  const { metric, creatives: ranked, clusters } = rankingOf(db, account, BY_RETURN);
  const stored = allCreatives(db);
  const outlooks = new Map(ranked.map((row) => [row.creativeId, row]));
  const results = new Map(evidence.map((each) => [each.creativeId, each]));
  const clusterIds = new Map(
    run?.clusters.flatMap(({ clusterId, creativeIds }) => creativeIds.map((id) => [id, clusterId] as const)),
  );
  const periods = evidence.flatMap(({ days }) => days);
  return {
    currency,
    dateStart: periods.map(({ dateStart }) => dateStart).reduce(earlier, null),
    dateEnd: periods.map(({ dateEnd }) => dateEnd).reduce(later, null),
    platforms: resultPlatforms(db, filter),
    level,
    totals: reportedResults(sumTotals(evidence.map(({ totals }) => totals))),
    effectiveCreatives: effectiveCount(
      stored.map(({ creativeId }) => creativeId),
      storedDuplicates(db),
    ),
    groupedBy: run?.tag ?? run?.kind ?? null,
    metric,
    clusters: clusters.sort((a, b) => a.clusterId - b.clusterId),
    map: run?.map ?? [],
    creatives: stored.map(({ creativeId, name, category, media }: Creative) => ({
      creativeId,
      creative: name,
      category,
      clusterId: clusterIds.get(creativeId) ?? null,
      durationSeconds: media?.durationSeconds ?? null,
      ...reportedResults(results.get(creativeId)?.totals ?? NO_TOTALS),
      days: daily(results.get(creativeId)?.days ?? []),
      outlook: outlooks.get(creativeId) ?? null,
    })),
    warnings: [...scopeNotes(db), ...valueNotes],
  };
}

/** Rows of single days; a longer period has no day. */
const daily = (rows: readonly CreativeDay[]): OverviewCreative['days'] =>
  [
    ...groupBy(
      rows.filter(({ dateStart, dateEnd }) => dateStart === dateEnd),
      ({ dateStart }) => dateStart,
    ),
  ].map(([dateStart, days]) => ({ dateStart, ...reportedResults(sumTotals(days)) }));

const earlier = (first: Day | null, day: Day): Day => (first === null || day < first ? day : first);
const later = (last: Day | null, day: Day): Day => (last === null || day > last ? day : last);
