/** Student's distribution by its normal equivalent, as far as tests and intervals of few groups need it. */
import { normalQuantile } from '../posterior/statistics.js';

/**
 * Probability of a |t| at least as large by chance, with so many degrees of freedom (above 0), 0..1. Wallace 1959: the
 * normal deviate of t is sqrt(v ln(1 + t^2 / v)) x (8v + 1) / (8v + 3), within 0.02 of the truth from v = 1 on.
 */
export function twoSidedChance(t: number, degrees: number): number {
  const normal = Math.sqrt(degrees * Math.log1p((t * t) / degrees)) * shrunk(degrees);
  return Math.min(1, 2 * upperTail(normal));
}

/** The t that a share of the distribution lies below, strictly between 0.5 and 1: the inverse of the above. */
export function studentQuantile(share: number, degrees: number): number {
  const normal = normalQuantile(share) / shrunk(degrees);
  return Math.sqrt(degrees * Math.expm1((normal * normal) / degrees));
}

const shrunk = (degrees: number): number => (8 * degrees + 1) / (8 * degrees + 3);

/** Share of the standard normal above z >= 0, within 7.5e-8 (Abramowitz & Stegun 26.2.17). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
