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
      const row = order[other]!;
      order[other] = order[place]!;
      order[place] = row;
      events += creatives[row]!.events;
      exposure += creatives[row]!.exposure;
    }
    if (difference(events, exposure) >= seen * (1 - 1e-12)) asLarge += 1;
  }
  return (asLarge + 1) / (rounds + 1);
}

export interface InStratum extends Counted {
  stratum: number;
  isInside: boolean;
}

/**
 * The same with what is held fixed kept apart: the members of each stratum change places among themselves alone (stratified
 * permutation test). What is compared is the sum over strata of the events inside less those to expect of the exposure
 * (the numerator of Mantel & Haenszel 1959).
 */
export function permutationWithin(
  members: readonly InStratum[],
  { rounds, uniform }: { rounds: number; uniform: () => number },
): number {
  const strata = new Map<number, { excess: number[]; size: number }>();
  const inStratum = new Map<number, InStratum[]>();
  for (const member of members) inStratum.set(member.stratum, [...(inStratum.get(member.stratum) ?? []), member]);
  let seen = 0;
  for (const [stratum, own] of inStratum) {
    const exposure = own.reduce((sum, member) => sum + member.exposure, 0);
    const rate = own.reduce((sum, { events }) => sum + events, 0) / exposure;
    const excess = own.map((member) => member.events - rate * member.exposure);
    own.forEach(({ isInside }, row) => {
      if (isInside) seen += excess[row] ?? 0;
    });
    strata.set(stratum, { excess, size: own.filter(({ isInside }) => isInside).length });
  }
  if ([...strata.values()].every(({ excess, size }) => size === 0 || size === excess.length)) return 1;
  let asLarge = 0;
  for (let round = 0; round < rounds; round += 1) {
    let drawn = 0;
    for (const { excess, size } of strata.values()) {
      for (let place = 0; place < size; place += 1) {
        const other = place + Math.floor(uniform() * (excess.length - place));
        const taken = excess[other] ?? 0;
        excess[other] = excess[place] ?? 0;
        excess[place] = taken;
        drawn += taken;
      }
    }
    if (Math.abs(drawn) >= Math.abs(seen) * (1 - 1e-12)) asLarge += 1;
  }
  return (asLarge + 1) / (rounds + 1);
}

/**
 * Benjamini & Hochberg 1995: for each probability the smallest share of false discoveries at which it would be counted
 * as a discovery (its adjusted value), in the order given.
 */
export function falseDiscoveryRates(probabilities: readonly number[]): number[] {
  const ascending = [...probabilities.keys()].sort((a, b) => probabilities[a]! - probabilities[b]!);
  const adjusted = new Array<number>(probabilities.length).fill(1);
  let least = 1;
  for (let rank = ascending.length; rank >= 1; rank -= 1) {
    const place = ascending[rank - 1]!;
    least = Math.min(least, (probabilities[place]! * probabilities.length) / rank);
    adjusted[place] = least;
  }
  return adjusted;
}
