/**
 * Evidence that stands however often one looks.
 *
 * y events on exposure n, and a line L (a break-even rate, a minimum CVR). The evidence for "above" is the likelihood
 * ratio against L averaged over rates above it: log(rate / L) half-normal with scale 0.8, on a fixed grid. Whatever the
 * true rate at or below L, this is a non-negative supermartingale over time, so by Ville's inequality it ever reaches
 * 1/a with probability at most a, daily looks included. "Below" likewise, with rates under L. (Mixture sequential test:
 * Robbins 1970; Johari, Koomen, Pekelis & Walsh, Always Valid Inference.)
 */

export interface Evidence {
  /** Likelihood ratios; 1 says nothing, 20 ends the argument at a = 0.05. */
  above: number;
  below: number;
}

const SCALE = 0.8;
const POINTS = 40;
const REACH = 3;
/** Ratios are told up to this; far above it they overflow. */
const MOST = 1e12;

/** Offsets of log rate, their weights, and the relative change of a rate that is raised or lowered by them. */
const MIXTURE = Array.from({ length: POINTS }, (_, point) => {
  const offset = ((point + 0.5) / POINTS) * REACH * SCALE;
  const weight = Math.exp(-0.5 * (offset / SCALE) ** 2);
  return { offset, weight, more: Math.expm1(offset), fewer: Math.expm1(-offset) };
});
const MIXTURE_TOTAL = MIXTURE.reduce((sum, { weight }) => sum + weight, 0);

/** Evidence of `events` (0 or more) on `exposure` (0 or more) for a rate above, and for one below, `line` (above 0). */
export function sequentialEvidence(events: number, exposure: number, line: number): Evidence {
  const expected = exposure * line;
  let above = 0;
  let below = 0;
  for (const { offset, weight, more, fewer } of MIXTURE) {
    above += weight * Math.exp(events * offset - expected * more);
    below += weight * Math.exp(-events * offset - expected * fewer);
  }
  return { above: Math.min(MOST, above / MIXTURE_TOTAL), below: Math.min(MOST, below / MIXTURE_TOTAL) };
}
