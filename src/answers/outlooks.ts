/** What to expect of each creative: its pooled conversion rate, and the verdict by return where revenue is known. */
import type { Posterior } from '../decide/posterior/posterior.js';
import { rankWinners } from '../decide/posterior/winners.js';
import type { CreativeOutlook } from '../report/data.js';

/** By creative id; empty when nothing can be learnt. `level` is the share of the truth that intervals hold, `breakEvenRoas` the return from which money is earned. */
export function creativeOutlooks(
  posterior: Posterior | null,
  { level, breakEvenRoas }: { level: number; breakEvenRoas: number },
): Map<number, CreativeOutlook> {
  if (posterior === null) return new Map();
  const byCvr = posterior.cvr
    ? rankWinners(posterior, { metric: 'cvr', minCvr: null, level, breakEvenRoas }).creatives
    : null;
  const byRoas = posterior.roas
    ? rankWinners(posterior, { metric: 'roas', minCvr: null, level, breakEvenRoas }).creatives
    : null;
  return new Map(
    posterior.creatives.map(({ creativeId }, row) => [
      creativeId,
      {
        cvr: byCvr?.[row].expected ?? null,
        cvrLow: byCvr?.[row].low ?? null,
        cvrHigh: byCvr?.[row].high ?? null,
        probBest: (byRoas ?? byCvr)?.[row].probBest ?? null,
        verdict: (byRoas ?? byCvr)?.[row].verdict ?? 'keep-testing',
      },
    ]),
  );
}
