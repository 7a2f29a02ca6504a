/**
 * How the rank of an early figure goes with a later rate, apart from the chance that is in both.
 *
 * The early figure enters as its mid-rank x within the ad's cohort (Spearman 1904). The later rate r of an ad is noisy, and
 * its own rank would follow the size of its sample: with few clicks most rates are 0 and some are huge. So it enters as it
 * is, against the cohort's pooled rate, y = r / R - 1: whatever the noise, y is right on average for every ad. Then
 *
 *   correlation = mean(x y) / sqrt(mean(x^2) x spread of the true y x reliability of x)
 *
 * Noise falls on different days on both sides and so adds nothing to mean(x y). The spread of the true y is mean(y' y'') of
 * the halves of the later days, whose noise is unrelated. The reliability of x is that of halves of unequal length (Horst
 * 1951), and the whole is Spearman's correction for attenuation (1904). Last, it is put on the scale of Spearman's
 * correlation as if true rates were lognormal about the cohort's.
 *
 * The variance is that of the influence of each creative on the sums (infinitesimal jackknife, Efron 1982; ads of one
 * creative count as one, Liang & Zeger 1986), with the part that ranks take from other ads (Hajek's projection), so it
 * holds with unequal samples, where tables of Spearman's correlation do not. The interval is Fieller's (1954) of the ratio:
 * it is as wide as the scale where the spread of the later rates is hardly told from chance.
 */
import { type Compared, centred } from './compared.js';
import { addRankInfluence, creativeProducts, creativesThatCount, meanOf } from './influence.js';
import { earlyReliability } from './reliability.js';
import { studentQuantile, twoSidedChance } from './student.js';

export interface RankCorrelation {
  /** Of the true figures, -1..1; null where chance hides the spread of one of them. */
  correlation: number | null;
  /** Ends of its interval; -1 and 1 where the spread is hardly told. */
  low: number | null;
  high: number | null;
  /** Probability of a relation at least as clear by chance, 0..1; null where nothing can be told. */
  chance: number | null;
  /** Share of the differences in the early figure that is not chance; null where one day tells nothing of that. */
  earlyReliability: number | null;
  /** Standard deviation of the true later rates over their mean; null where it is not told from chance. */
  laterSpread: number | null;
  /** Standard error of the correlation of the figure as it is seen with the true later rate, at the least. */
  error: number | null;
}

export interface CorrelationOptions {
  /** Share of the truth that intervals hold. */
  level: number;
  /** Days in the halves of the early window. */
  halfDays: readonly [number, number];
}

/** Mean(x y), mean(x^2), spread of the true y, reliability of x. */
interface Parts {
  values: readonly [product: number, square: number, spread: number, reliability: number];
  /** (Co)variance of two of them. */
  variance(a: number, b: number): number;
}

/** `weightOf` says what each ad counts, 0 or more, beside how much its later results tell. */
export function rankCorrelation(
  ads: Compared,
  weightOf: (row: number) => number,
  { level, halfDays }: CorrelationOptions,
): RankCorrelation {
  const weights = ads.precision.map((precision, row) => precision * weightOf(row));
  // A mean of each cohort and the four of the ratio are estimated.
  const creatives = creativesThatCount(ads, weights);
  const degrees = creatives - ads.cohorts.length - 4;
  if (!(degrees >= 1)) return UNKNOWN;
  const x = centred(ads.early.ranks, ads, weights);
  const against = (rates: Float64Array): Float64Array => centred(rates, ads, weights);
  const [y, first, second] = [against(ads.later.whole), against(ads.later.first), against(ads.later.second)];
  const product = meanOf(weights, (row) => x[row]! * y[row]!);
  const square = meanOf(weights, (row) => x[row]! * x[row]!);
  const inBoth = weights.map((weight, row) => (Number.isNaN(first[row]! * second[row]!) ? 0 : weight));
  const spread = meanOf(inBoth, (row) => first[row]! * second[row]!);
  const reliability = earlyReliability(ads, weights, halfDays);
  addRankInfluence(product.influence, ads, weights, y);
  const products = creativeProducts(ads, [
    product.influence,
    square.influence,
    spread.influence,
    reliability.influence,
  ]);
  return {
    ...corrected(
      {
        values: [product.value, square.value, spread.value, reliability.value ?? 1],
        variance: (a, b) => (creatives / degrees) * products(a, b),
      },
      degrees,
      level,
    ),
    earlyReliability: reliability.value && Math.max(0, reliability.value),
  };
}

function corrected({ values, variance }: Parts, degrees: number, level: number): RankCorrelation {
  const [product, square, spread, reliability] = values;
  const errorOf = (at: number): number => Math.sqrt(variance(at, at));
  const [errorOfProduct, errorOfSpread, errorOfReliability] = [errorOf(0), errorOf(2), errorOf(3)];
  if (!(errorOfProduct > 0) || square <= 0) return UNKNOWN;
  const t = studentQuantile((1 + level) / 2, degrees);
  const chance = twoSidedChance(product / errorOfProduct, degrees);
  // Where the spread is hardly told, what it may be at the most.
  const most = spread <= errorOfSpread ? Math.max(0, spread + t * errorOfSpread) : spread;
  const error = most > 0 ? errorOfProduct / Math.sqrt(square * most) : null;
  if (spread <= errorOfSpread || reliability <= errorOfReliability) {
    return { ...UNKNOWN, chance, error };
  }
  const scale = Math.sqrt(square * spread * reliability);
  const slopes = [0, scale / (2 * square), scale / (2 * spread), scale / (2 * reliability)];
  const along = (at: number): number => slopes.reduce((sum, slope, to) => sum + slope * variance(at, to), 0);
  const ofScale = slopes.reduce((sum, slope, at) => sum + slope * along(at), 0);
  const ends = fieller(product, scale, [t * t * variance(0, 0), t * t * along(0), t * t * ofScale]);
  return {
    ...UNKNOWN,
    chance,
    correlation: spearmanScale(product / scale, spread),
    low: ends === null ? -1 : spearmanScale(ends[0], spread),
    high: ends === null ? 1 : spearmanScale(ends[1], spread),
    laterSpread: Math.sqrt(spread),
    error,
  };
}

/** What is known of ads that tell nothing. */
export const UNKNOWN: RankCorrelation = {
  correlation: null,
  low: null,
  high: null,
  chance: null,
  earlyReliability: null,
  laterSpread: null,
  error: null,
};

/** Ends of Fieller's interval of above / below, given the (co)variances times t^2; null where it has none. */
function fieller(
  above: number,
  below: number,
  [ofAbove, ofBoth, ofBelow]: readonly [number, number, number],
): [low: number, high: number] | null {
  const a = below * below - ofBelow;
  const b = above * below - ofBoth;
  const root = b * b - a * (above * above - ofAbove);
  if (a <= 0 || root < 0) return null;
  return [(b - Math.sqrt(root)) / a, (b + Math.sqrt(root)) / a];
}

/**
 * The rank correlation of an early figure with a lognormal rate of this relative variance, from the correlation of the
 * figure's rank with the rate itself: normal deviates between, Pearson 1907's 6 / pi asin(r / 2) after. Kept in -1..1.
 */
function spearmanScale(correlation: number, variance: number): number {
  const q = correlation * Math.sqrt((variance * Math.PI) / 6);
  // The normal deviate of 1/2 + q / sqrt(2 pi), by its series.
  const deviate = q + q ** 3 / 6 + (7 * q ** 5) / 120;
  const normal = (Math.SQRT2 * deviate) / Math.sqrt(Math.log1p(variance));
  return (6 / Math.PI) * Math.asin(Math.min(1, Math.max(-1, normal)) / 2);
}
