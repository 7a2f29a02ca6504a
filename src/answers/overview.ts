/** Everything that the results say of an account on one page, without pictures: `creo report`. */
import { effectiveCount } from '../cluster/duplicates.js';
import type { Metric } from '../decide/posterior/winners.js';
import { groupBy } from '../group-by.js';
import { type ReportedResults, reportedResults } from '../metrics/reported.js';
import { NO_TOTALS, sumTotals } from '../metrics/totals.js';
import type { Creative, CreativeDay, MapPoint } from '../model.js';
import type { Remark } from '../remarks.js';
import { allCreatives } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { storedDuplicates } from '../store/duplicates.js';
import { resultPlatforms } from '../store/results.js';
import { scopeRemarks } from '../store/scope.js';
import type { Day } from '../units.js';
import { accountOf } from './account.js';
import { rankingByNumber } from './clusters.js';
import type { Question } from './question.js';
import type { RankedCluster, RankedCreative } from './ranking.js';
import { saidByCreative } from './said.js';
import { scoped } from './scoped.js';

export interface OverviewCreative extends ReportedResults {
  creativeId: number;
  creative: string;
  category: string | null;
  clusterId: number | null;
  durationSeconds: number | null;
  /** Days with results of their own; a longer period is none. */
  dayCount: number;
  /** The words that it opens with; null when none were read or heard. */
  says: string | null;
  /** What `creo winners` says of it; null when it has no results. */
  outlook: RankedCreative | null;
}

/** Results of one day. */
export type OverviewDay = ReportedResults & { dateStart: Day };

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
  /** Days of one creative in order, gaps left out: made when asked for, since those of all would fill the memory. */
  daysOf: (creativeId: number) => readonly OverviewDay[];
  /** What is to be said of the results. */
  remarks: readonly Remark[];
}

/** Throws UserError MIXED_CURRENCIES. A store without results has an overview too. */
export const overviewOf = scoped(answerOverviewOf);

function answerOverviewOf(db: Store, question: Question): OverviewAnswer {
  const account = accountOf(db, question);
  const { evidence, run, currency, level, filter, valueRemarks } = account;
  const { metric, creatives: ranked, clusters } = rankingByNumber(db, account);
  const stored = allCreatives(db);
  const outlooks = new Map(ranked.map((row) => [row.creativeId, row]));
  const results = new Map(evidence.map((each) => [each.creativeId, each]));
  const clusterIds = new Map(
    run?.clusters.flatMap(({ clusterId, creativeIds }) => creativeIds.map((id) => [id, clusterId] as const)),
  );
  const spans = new Map(evidence.map(({ creativeId, days }) => [creativeId, spanOf(days)]));
  const says = saidByCreative(db);
  return {
    currency,
    dateStart: [...spans.values()].map(({ first }) => first).reduce(earlier, null),
    dateEnd: [...spans.values()].map(({ last }) => last).reduce(later, null),
    platforms: resultPlatforms(db, filter),
    level,
    totals: reportedResults(sumTotals(evidence.map(({ totals }) => totals))),
    effectiveCreatives: effectiveCount(
      stored.map(({ creativeId }) => creativeId),
      storedDuplicates(db),
    ),
    groupedBy: run?.tag ?? run?.kind ?? null,
    metric,
    clusters,
    map: run?.map ?? [],
    creatives: stored.map(({ creativeId, name, category, media }: Creative) => ({
      creativeId,
      creative: name,
      category,
      clusterId: clusterIds.get(creativeId) ?? null,
      durationSeconds: media?.durationSeconds ?? null,
      ...reportedResults(results.get(creativeId)?.totals ?? NO_TOTALS),
      dayCount: spans.get(creativeId)?.count ?? 0,
      says: says(creativeId).says,
      outlook: outlooks.get(creativeId) ?? null,
    })),
    daysOf: (creativeId) => daily(results.get(creativeId)?.days ?? []),
    remarks: [...scopeRemarks(db), ...valueRemarks],
  };
}

/** Rows of single days; a longer period has no day. */
const daily = (rows: readonly CreativeDay[]): OverviewDay[] =>
  [
    ...groupBy(
      rows.filter(({ dateStart, dateEnd }) => dateStart === dateEnd),
      ({ dateStart }) => dateStart,
    ),
  ].map(([dateStart, days]) => ({ dateStart, ...reportedResults(sumTotals(days)) }));

interface Span {
  first: Day | null;
  last: Day | null;
  /** Single days with results. */
  count: number;
}

function spanOf(rows: readonly CreativeDay[]): Span {
  const days = new Set<Day>();
  let [first, last]: (Day | null)[] = [null, null];
  for (const { dateStart, dateEnd } of rows) {
    first = earlier(first ?? null, dateStart);
    last = later(last ?? null, dateEnd);
    if (dateStart === dateEnd) days.add(dateStart);
  }
  return { first: first ?? null, last: last ?? null, count: days.size };
}

const earlier = (first: Day | null, day: Day | null): Day | null =>
  first === null || (day !== null && day < first) ? day : first;
const later = (last: Day | null, day: Day | null): Day | null =>
  last === null || (day !== null && day > last) ? day : last;
