/** What one report keeps for the next. Reports on the same results compare with the same earlier one, so they are alike. */
import type { ReportCreative, ReportData, ReportSnapshot } from './data.js';

export const snapshotOf = ({
  dateEnd,
  totals,
  clusters,
  creatives,
}: Pick<ReportData, 'dateEnd' | 'totals' | 'clusters' | 'creatives'>): ReportSnapshot => ({
  dateEnd,
  spendMicros: totals.spendMicros,
  revenueMicros: totals.revenueMicros,
  conversions: totals.conversions,
  winner: clusters.find(({ winner }) => winner)?.label ?? null,
  creatives: creatives.filter(hasResults).map(({ creative }) => creative),
  verdicts: Object.fromEntries(
    creatives.flatMap(({ creative, outlook }) => (outlook === null ? [] : [[creative, outlook.verdict]])),
  ),
});

const hasResults = ({ impressions, clicks, spendMicros }: ReportCreative): boolean =>
  impressions !== null || clicks !== null || spendMicros !== null;

/**
 * The snapshot to compare with, and what to keep: the two latest that differ. `kept` is JSON of an earlier call, or null;
 * text that is not such JSON counts as nothing kept.
 */
export function compared(kept: string | null, now: ReportSnapshot): { before: ReportSnapshot | null; keep: string } {
  const known = readSnapshots(kept);
  const isSame = JSON.stringify(known.at(-1)) === JSON.stringify(now);
  const earlier = isSame ? known.slice(0, -1) : known;
  const before = earlier.at(-1) ?? null;
  return { before, keep: JSON.stringify(before === null ? [now] : [before, now]) };
}

function readSnapshots(kept: string | null): ReportSnapshot[] {
  if (kept === null) return [];
  try {
    const read: unknown = JSON.parse(kept);
    return Array.isArray(read) ? read.filter(isSnapshot) : [];
  } catch {
    return [];
  }
}

const isSnapshot = (value: unknown): value is ReportSnapshot =>
  typeof value === 'object' && value !== null && 'creatives' in value && 'verdicts' in value;
