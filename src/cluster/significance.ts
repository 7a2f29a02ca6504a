/** Whether a difference between groups of creatives is more than luck, and how to ask that of many groups at once. */

export interface Counted {
  /** Events and exposure, such as conversions and clicks; the exposure is above 0. */
  events: number;
  exposure: number;
}

/**
 * Probability of a difference in rates at least as large if the creatives of the group had been drawn at random
 * (permutation test: Fisher 1935; the count of Phipson & Smyth 2010, so it is never 0). Whole creatives are drawn, so a
 * lucky creative with many conversions does not pass for evidence about its group. 1 when either side is empty.
 */
export function permutationP(
  creatives: readonly Counted[],
  isInside: readonly boolean[],
  { rounds, uniform }: { rounds: number; uniform: () => number },
): number {
  const size = isInside.filter(Boolean).length;
  if (size === 0 || size === creatives.length) return 1;
  const allEvents = creatives.reduce((sum, { events }) => sum + events, 0);
  const allExposure = creatives.reduce((sum, { exposure }) => sum + exposure, 0);
  const difference = (events: number, exposure: number): number =>
    Math.abs(events / exposure - (allEvents - events) / (allExposure - exposure));
  const inside = creatives.filter((_, row) => isInside[row]);
  const seen = difference(
    inside.reduce((sum, { events }) => sum + events, 0),
    inside.reduce((sum, { exposure }) => sum + exposure, 0),
  );
  const order = Int32Array.from(creatives.keys());
  let asLarge = 0;
  for (let round = 0; round < rounds; round += 1) {
    let events = 0;
    let exposure = 0;
    for (let place = 0; place < size; place += 1) {
      const other = place + Math.floor(uniform() * (order.length - place));
      const row = order[other];
      order[other] = order[place];
      order[place] = row;
      events += creatives[row].events;
      exposure += creatives[row].exposure;
    }
    if (difference(events, exposure) >= seen * (1 - 1e-12)) asLarge += 1;
  }
  return (asLarge + 1) / (rounds + 1);
}

/**
 * Benjamini & Hochberg 1995: for each probability the smallest share of false discoveries at which it would be counted
 * as a discovery (its adjusted value), in the order given.
 */
export function falseDiscoveryRates(probabilities: readonly number[]): number[] {
  const ascending = [...probabilities.keys()].sort((a, b) => probabilities[a] - probabilities[b]);
  const adjusted = new Array<number>(probabilities.length).fill(1);
  let least = 1;
  for (let rank = ascending.length; rank >= 1; rank -= 1) {
    const place = ascending[rank - 1];
    least = Math.min(least, (probabilities[place] * probabilities.length) / rank);
    adjusted[place] = least;
  }
  return adjusted;
}
