/** A posterior whose rates are those at a common mix of people and places. */
import type { Draws } from '../posterior/draws.js';
import type { Posterior } from '../posterior/posterior.js';

export interface Factors {
  cvr: number;
  roas: number;
}

/** The same with the CVR and ROAS of each creative times its factors. Everything else stays, counts above all. */
export function adjustedPosterior(posterior: Posterior, factorsOf: (creativeId: number) => Factors): Posterior {
  const factors = posterior.creatives.map(({ creativeId }) => factorsOf(creativeId));
  const times = (draws: Draws, rate: keyof Factors): Draws => ({
    count: draws.count,
    means: draws.means.map((mean, row) => mean * factors[row]![rate]),
    of: (row) => draws.of(row).map((value) => value * factors[row]![rate]),
  });
  return {
    ...posterior,
    cvr: posterior.cvr && times(posterior.cvr, 'cvr'),
    roas: posterior.roas && times(posterior.roas, 'roas'),
  };
}
