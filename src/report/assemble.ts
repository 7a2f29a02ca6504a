/** Stored rows and pooled rates to the report's creatives and clusters. */
import type { Row } from '../fields.js';
import { type ReportedResults, reportedResults } from '../metrics/reported.js';
import { NO_TOTALS } from '../metrics/totals.js';
import type { Cluster, Creative, CreativeDay, Totals } from '../model.js';
import type { CreativeOutlook, ReportCluster, ReportCreative, ReportFrame } from './data.js';

export interface CreativeParts {
  creatives: readonly Creative[];
  totals: ReadonlyMap<number, Totals>;
  days: readonly CreativeDay[];
  clusters: readonly Cluster[];
  frames: ReadonlyMap<number, readonly ReportFrame[]>;
  outlooks: ReadonlyMap<number, CreativeOutlook>;
}

/** Every creative with all that the page shows of it, in the order given. */
export function reportCreatives({
  creatives,
  totals,
  days,
  clusters,
  frames,
  outlooks,
}: CreativeParts): ReportCreative[] {
  const clusterOf = new Map(
    clusters.flatMap(({ clusterId, creativeIds }) => creativeIds.map((id): [number, number] => [id, clusterId])),
  );
  const daysOf = new Map<number, ReportCreative['days'][number][]>();
  for (const { creativeId, dateStart, dateEnd, ...day } of days) {
    if (dateStart !== dateEnd) continue;
    const known = daysOf.get(creativeId) ?? [];
    known.push({ dateStart, ...reportedResults(day) });
    daysOf.set(creativeId, known);
  }
  return creatives.map(({ creativeId, name, category, media }) => ({
    creativeId,
    creative: name,
    category,
    clusterId: clusterOf.get(creativeId) ?? null,
    durationSeconds: media?.durationSeconds ?? null,
    ...reportedResults(totals.get(creativeId) ?? NO_TOTALS),
    frames: frames.get(creativeId) ?? [],
    days: daysOf.get(creativeId) ?? [],
    outlook: outlooks.get(creativeId) ?? null,
  }));
}

/** What `clusterResults` says of one cluster. */
export interface ClusterFigures {
  cluster: Cluster;
  totals: Totals;
  cvrRaw: number | null;
  cvr: number | null;
  cvrLow: number | null;
  cvrHigh: number | null;
  probBest: number | null;
  winner: boolean;
}

export const reportCluster = ({
  cluster,
  totals,
  cvrRaw,
  cvr,
  cvrLow,
  cvrHigh,
  probBest,
  winner,
}: ClusterFigures): ReportCluster => {
  const { impressions, clicks, conversions, spendMicros, revenueMicros, roas }: ReportedResults =
    reportedResults(totals);
  const { clusterId, label, creativeIds } = cluster;
  return {
    clusterId,
    label,
    size: creativeIds.length,
    impressions,
    clicks,
    conversions,
    spendMicros,
    revenueMicros,
    cvrRaw,
    cvr,
    cvrLow,
    cvrHigh,
    roas,
    probBest,
    winner,
    creativeIds,
  };
};

/** The figures of a page without its pictures: what `report --json` prints. */
export function figuresOf(creatives: readonly ReportCreative[]) {
  return creatives.map(({ frames, days, ...figures }) => ({ ...figures, pictures: frames.length, days: days.length }));
}

/** The plain figures of a creative, as a row. */
export function rowOf({ frames, days, outlook, creativeId, clusterId, ...figures }: ReportCreative): Row {
  return {
    ...figures,
    creativeId: String(creativeId),
    clusterId: clusterId === null ? null : String(clusterId),
    verdict: outlook?.verdict ?? null,
  };
}
