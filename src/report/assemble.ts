/** The report's creatives as rows. */
import type { Row } from '../fields.js';
import type { ReportCreative } from './data.js';

/** The figures of a page without its pictures: what `report --json` prints. What to expect stands beside the raw figures. */
export function figuresOf(creatives: readonly ReportCreative[]) {
  return creatives.map(({ frames, preview, dayCount, outlook, ...figures }) => ({
    ...outlook,
    ...figures,
    outlook,
    pictures: frames.length,
    hasPreview: preview !== null,
    days: dayCount,
  }));
}

/** The plain figures of a creative, as a row: the reports' own, and what to expect. */
export function rowOf({ frames, preview, tags, outlook, creativeId, clusterId, ...figures }: ReportCreative): Row {
  return {
    ...figures,
    creativeId: String(creativeId),
    clusterId: clusterId === null ? null : String(clusterId),
    cvr: outlook?.cvr ?? null,
    cvrLow: outlook?.cvrLow ?? null,
    cvrHigh: outlook?.cvrHigh ?? null,
    roas: outlook?.roas ?? null,
    roasLow: outlook?.roasLow ?? null,
    roasHigh: outlook?.roasHigh ?? null,
    probBest: outlook?.probBest ?? null,
    verdict: outlook?.verdict ?? null,
  };
}
