/**
 * Rows with figures below zero: credits for invalid traffic and conversions that were taken back. Platforms book them on
 * the day they are found, so that one is right only together with the other rows of its ad.
 */
import type { Named } from './identity-reader.js';
import type { Figures } from './row-plan.js';

/** Sums of one ad over a report, for the check that no correction takes back more than there was. */
export interface AdSums {
  impressions: number;
  clicks: number;
  conversions: number;
  spendMicros: number;
  revenueMicros: number;
}

export interface Correction {
  named: Named;
  figures: Figures;
  line: number;
  /** Value of the segment that the row belongs to; null for a report without segments. */
  segment: string | null;
}

export const NO_SUMS: Readonly<AdSums> = {
  impressions: 0,
  clicks: 0,
  conversions: 0,
  spendMicros: 0,
  revenueMicros: 0,
};

/** Sums of fractional conversions miss by less than this. */
const FLOAT_SLACK = 1e-6;

export function addTo(sums: AdSums, figures: Figures): void {
  sums.impressions += figures.impressions ?? 0;
  sums.clicks += figures.clicks ?? 0;
  sums.conversions += figures.conversions ?? 0;
  sums.spendMicros += figures.spendMicros ?? 0;
  sums.revenueMicros += figures.revenueMicros ?? 0;
}

export const isCorrection = ({ impressions, clicks, conversions, spendMicros, revenueMicros }: Figures): boolean =>
  (spendMicros !== null && spendMicros < 0) ||
  (conversions !== null && conversions < 0) ||
  (revenueMicros !== null && revenueMicros < 0) ||
  (impressions !== null && impressions < 0) ||
  (clicks !== null && clicks < 0);

/** The figure that an ad would have below zero over the whole report; null when all are sensible. */
export function negativeFigure(sums: AdSums): 'impressions' | 'clicks' | 'conversions' | 'spend' | 'revenue' | null {
  if (sums.spendMicros < 0) return 'spend';
  if (sums.conversions < -FLOAT_SLACK) return 'conversions';
  if (sums.revenueMicros < 0) return 'revenue';
  if (sums.impressions < 0) return 'impressions';
  return sums.clicks < 0 ? 'clicks' : null;
}
