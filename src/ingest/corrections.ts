/**
 * Rows with figures below zero: credits for invalid traffic and conversions that were taken back. Platforms book them on
 * the day they are found, so that one is right only together with the other rows of its ad.
 */
import { type Named, NO_AD } from './identity-reader.js';
import type { Figures, Written } from './row-reading.js';

export interface Correction {
  named: Named;
  figures: Figures;
  line: number;
  /** Value of the segment that the row belongs to; null for a report without segments. */
  segment: string | null;
}

/** Sums of fractional conversions miss by less than this. */
const FLOAT_SLACK = 1e-6;
const FIRST_ADS = 1024;

/** What is summed for each ad, in this order. */
const SUMMED = ['spend', 'conversions', 'revenue', 'impressions', 'clicks'] as const;
const WIDTH = SUMMED.length;

/** Sums of every ad over a report, for the check that no correction takes back more than there was. */
export class AdSums {
  private readonly places = new Map<number, number>();
  private sums = new Float64Array(FIRST_ADS * WIDTH);

  /** Where the sums of an ad are kept: the same place for the same ad. */
  placeOf(adId: number): number {
    const known = this.places.get(adId);
    if (known !== undefined) return known;
    const place = this.places.size;
    this.places.set(adId, place);
    if ((place + 1) * WIDTH > this.sums.length) {
      const larger = new Float64Array(this.sums.length * 2);
      larger.set(this.sums);
      this.sums = larger;
    }
    return place;
  }

  add(place: number, figures: Figures): void {
    const at = place * WIDTH;
    this.increase(at, figures.spendMicros);
    this.increase(at + 1, figures.conversions);
    this.increase(at + 2, figures.revenueMicros);
    this.increase(at + 3, figures.impressions);
    this.increase(at + 4, figures.clicks);
  }

  private increase(at: number, by: number | null): void {
    if (by !== null) this.sums[at] = (this.sums[at] ?? 0) + by;
  }

  /** The figure that an ad would have below zero over the whole report; null when all are sensible. */
  negativeOf(place: number): (typeof SUMMED)[number] | null {
    return SUMMED.find((_, figure) => (this.sums[place * WIDTH + figure] ?? 0) < -FLOAT_SLACK) ?? null;
  }
}

/** What a correction comes to, for the reader of the rows. */
export interface CorrectionEnds {
  write(adId: number, figures: Figures): Written;
  /** Of an ad or days that the file cannot make. */
  setAside(correction: Correction): void;
  refuse(line: number, reason: string): void;
  take(correction: Correction, written: Written): void;
}

/** Corrections of a file, held back until all rows of their ads are known. */
export class Corrections {
  /** Those that were taken; `spendMicros` is what they took back, 0 or less. */
  readonly taken = { rows: 0, spendMicros: 0, firstLine: null as number | null };
  private readonly held: Correction[] = [];

  constructor(private readonly sums: AdSums) {}

  hold(correction: Correction): void {
    this.held.push(correction);
  }

  /** They are taken where the other rows of the ad bear them; one that takes back more is refused. */
  settle(ends: CorrectionEnds): void {
    for (const correction of this.held) {
      const { named, figures, line } = correction;
      if (named.adId === NO_AD) {
        ends.setAside(correction);
        continue;
      }
      const negative = this.sums.negativeOf(named.place);
      if (negative !== null || named.adId === null) {
        ends.refuse(
          line,
          `takes back more ${negative ?? ''} than the ad has in the report, which would leave it below zero`,
        );
        continue;
      }
      const written = ends.write(named.adId, figures);
      if (written === 'unknown') {
        ends.setAside(correction);
        continue;
      }
      ends.take(correction, written);
      this.taken.rows += 1;
      this.taken.spendMicros += Math.min(0, figures.spendMicros ?? 0);
      this.taken.firstLine ??= line;
    }
  }
}
