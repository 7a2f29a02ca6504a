/** How much of the differences in an early figure is not chance. */
import { type Compared, centred } from './compared.js';
import { meanOf } from './influence.js';

/** `value` is null where the halves do not tell, and may be 0 and less where they show nothing but chance. */
export interface Reliability {
  value: number | null;
  /** What each ad moves it by. */
  influence: Float64Array;
}

/** `a` and `b` are the days in the halves. */
export function earlyReliability(
  ads: Compared,
  weights: Float64Array,
  [a, b]: readonly [a: number, b: number],
): Reliability {
  const unknown = { value: null, influence: new Float64Array(ads.size) };
  if (b === 0 || ads.earlyHalves === null) return unknown;
  const [first, second] = [centred(ads.earlyHalves[0], ads, weights), centred(ads.earlyHalves[1], ads, weights)];
  const own = weights.map((weight, row) => (Number.isNaN(first[row]!) ? 0 : weight));
  const both = meanOf(own, (row) => first[row]! * second[row]!);
  const ofFirst = meanOf(own, (row) => first[row]! * first[row]!);
  const ofSecond = meanOf(own, (row) => second[row]! * second[row]!);
  const scale = Math.sqrt(ofFirst.value * ofSecond.value);
  if (!(scale > 0)) return unknown;
  const alike = both.value / scale;
  const step = 1e-4;
  const slope = (wholeReliability(alike + step, a, b) - wholeReliability(alike - step, a, b)) / (2 * step);
  const influence = both.influence.map((each, row) => {
    const scales = ofFirst.influence[row]! / ofFirst.value + ofSecond.influence[row]! / ofSecond.value;
    return slope * (each / scale - (alike / 2) * scales);
  });
  return { value: wholeReliability(alike, a, b), influence };
}

/** Reliability of a + b days whose halves correlate by `alike` (Horst 1951); for equal ones it is that of Spearman & Brown. */
function wholeReliability(alike: number, a: number, b: number): number {
  if (alike < 1e-3) return alike;
  const days = a + b;
  const square = Math.min(1, alike) ** 2;
  const noise = (Math.sqrt(days * days - 4 * a * b * (1 - 1 / square)) - days) / 2;
  return days / (days + noise);
}
