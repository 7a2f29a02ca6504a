/**
 * What decisions start from: each creative's results, put into a fixed order and into counts that the posterior can use.
 *
 * Rates are taken of results that know both sides: clicks of a report without conversions are no clicks without one.
 * What is missing has a defined meaning:
 * - clicks unknown for every creative: conversions are modelled on spend, and there is no CVR;
 * - clicks unknown for one, or none reported beside conversions (view-through, failed click tracking): its clicks are
 *   taken as what its spend buys at its cluster's clicks per dollar;
 * - conversions unknown: no evidence on its conversion rate (it gets its cluster's), which differs from 0 conversions;
 * - revenue unknown or 0 beside conversions: no evidence on its order value (it gets the account's);
 * - spend unknown or 0: no evidence on clicks per dollar;
 * - fractional conversions, and conversions above clicks: used as they are (the counts are Poisson, not binomial).
 * Clicks and spend whose conversions are still coming in count by the share that is known (completion.ts).
 */
import { pair } from '../../metrics/totals.js';
import type { Totals } from '../../model.js';
import { type Day, unitsOf } from '../../units.js';
import { type Completion, type DrawnExposures, drawnExposures, type RecentDelivery, takenOff } from './completion.js';
import { scatters } from './scatter.js';

/** Results of one creative, in one currency. */
export interface CreativeEvidence {
  creativeId: number;
  name: string;
  /** Null when it is in no cluster. */
  clusterId: number | null;
  totals: Totals;
  /** Its daily results, when known, in any order: they show how much more the counts jump about than pure chance. */
  days?: readonly DayEvidence[];
  /** Days on which it ran, at least 1; unknown when left out. */
  activeDays?: number;
  /** The part of its delivery whose conversions are still coming in. */
  recent?: readonly RecentDelivery[];
}

/** Results of some days; the dates are needed only where conversions are still coming in. */
export interface DayEvidence extends Totals {
  dateStart?: Day;
  dateEnd?: Day;
}

export interface Counts {
  events: Float64Array;
  exposures: Float64Array;
}

/** Arrays have one entry a creative, in the order of `creatives`; money is in units of the currency. */
export interface PreparedEvidence {
  /** By ascending id. */
  creatives: readonly CreativeEvidence[];
  /** Rows of the members of each cluster with two or more, by first member; then everybody else. */
  groups: readonly (readonly number[])[];
  loose: readonly number[];
  spends: Float64Array;
  /** Clicks on spend, thinned for overdispersion; null when no creative has clicks. */
  clicks: Counts | null;
  /** Conversions on clicks (on spend without clicks), thinned; an exposure of NaN is to be taken from the spend. */
  conversions: Counts;
  /** The exposures of `conversions` draw by draw, where a share of them is uncertain; else null. */
  drawnExposures: DrawnExposures | null;
  /** Spend by the share of its conversions that is known. */
  settledSpends: Float64Array;
  /** Conversions on the spend that they are known for, thinned: what a line in ROAS is held against. */
  conversionsOnSpend: Counts;
  /** How many times the day-to-day variance exceeds that of pure chance; at least 1. */
  clickDispersion: number;
  conversionDispersion: number;
  /** Conversions and revenue of the creatives that know both. */
  valuedConversions: Float64Array;
  revenues: Float64Array;
  /** Squared coefficient of variation of single orders. */
  orderCv2: number;
}

/**
 * Sorts and checks the input. The same creative given twice with the same results counts once.
 * Throws a RangeError for a figure that is negative or not finite, and for one id with different results.
 */
export function prepareEvidence(
  input: readonly CreativeEvidence[],
  completion: Completion | null = null,
): PreparedEvidence {
  const creatives = sortedOnce(input);
  for (const { name, totals } of creatives) checkTotals(name, totals);
  const column = (pick: (totals: Totals) => number | null): Float64Array =>
    Float64Array.from(creatives, ({ totals }) => pick(totals) ?? 0);

  const spends = column((totals) => unitsOf(totals.spendMicros ?? 0));
  const clicksKnown = creatives.some(({ totals }) => (totals.clicks ?? 0) > 0);
  const valued = creatives.map(({ totals }) => pair(totals, 'conversions', 'revenueMicros'));
  const valuedConversions = Float64Array.from(valued, ([sold, revenue]) => ((revenue ?? 0) > 0 ? (sold ?? 0) : 0));
  const revenues = Float64Array.from(valued, ([sold, revenue]) => ((sold ?? 0) > 0 ? unitsOf(revenue ?? 0) : 0));

  const { clickDispersion, conversionDispersion, orderCv2 } = scatters(creatives, clicksKnown, completion);
  const { groups, loose } = grouped(creatives);
  const off = completion && takenOff(creatives, completion);
  const conversions = thinned(
    creatives,
    spends,
    conversionDispersion,
    clicksKnown ? conversionsOnClicks : conversionsOnSpend,
    off && (clicksKnown ? off.clicks : off.spend),
  );
  return {
    creatives,
    groups,
    loose,
    spends,
    clicks: clicksKnown ? thinned(creatives, spends, clickDispersion, clickCounts) : null,
    conversions,
    drawnExposures:
      completion &&
      drawnExposures(
        creatives,
        conversions.exposures,
        completion,
        ({ clicks, spendMicros }) => (clicksKnown ? (clicks ?? 0) : unitsOf(spendMicros ?? 0)) / conversionDispersion,
      ),
    settledSpends: off === null ? spends : spends.map((spend, row) => Math.max(0, spend - off.spend[row]!)),
    conversionsOnSpend: thinned(creatives, spends, conversionDispersion, conversionsOnSpend, off?.spend),
    clickDispersion,
    conversionDispersion,
    valuedConversions,
    revenues,
    orderCv2,
  };
}

function sortedOnce(input: readonly CreativeEvidence[]): CreativeEvidence[] {
  const byId = new Map<number, CreativeEvidence>();
  for (const creative of input) {
    const kept = byId.get(creative.creativeId);
    if (
      kept &&
      JSON.stringify([kept.clusterId, kept.totals]) !== JSON.stringify([creative.clusterId, creative.totals])
    ) {
      throw new RangeError(`creative ${creative.creativeId} is given twice with different results`);
    }
    byId.set(creative.creativeId, creative);
  }
  return [...byId.values()].sort((a, b) => a.creativeId - b.creativeId);
}

function checkTotals(name: string, totals: Totals): void {
  for (const key of ['impressions', 'clicks', 'conversions', 'spendMicros'] as const) {
    const value = totals[key];
    if (value !== null && !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${key} of ${name} is ${value}`);
    }
  }
}

function grouped(creatives: readonly CreativeEvidence[]): { groups: number[][]; loose: number[] } {
  const members = new Map<number, number[]>();
  const loose: number[] = [];
  creatives.forEach(({ clusterId }, row) => {
    if (clusterId === null) loose.push(row);
    else {
      const known = members.get(clusterId);
      if (known) known.push(row);
      else members.set(clusterId, [row]);
    }
  });
  const groups = [...members.values()];
  return {
    groups: groups.filter((rows) => rows.length > 1),
    loose: [...loose, ...groups.filter((rows) => rows.length === 1).flat()].sort((a, b) => a - b),
  };
}

type CountPair = [events: number, exposure: number];

/** Conversions without a single click cannot have come from clicks as counted. */
const clicksUnusable = ({ clicks, conversions }: Totals): boolean =>
  clicks === null || (clicks === 0 && (conversions ?? 0) > 0);

function clickCounts(totals: Totals): CountPair {
  const [clicks, spendMicros] = pair(totals, 'clicks', 'spendMicros');
  return clicksUnusable(totals) || !spendMicros ? [0, 0] : [clicks ?? 0, unitsOf(spendMicros)];
}

function conversionsOnClicks(totals: Totals, spend: number): CountPair {
  if (totals.conversions === null) return [0, 0];
  const [conversions, clicks] = pair(totals, 'conversions', 'clicks');
  if (conversions !== null && clicks !== null && !clicksUnusable({ ...totals, clicks, conversions })) {
    return [conversions, clicks];
  }
  return spend === 0 ? [0, 0] : [totals.conversions, Number.NaN];
}

function conversionsOnSpend(totals: Totals): CountPair {
  const [conversions, spendMicros] = pair(totals, 'conversions', 'spendMicros');
  return conversions === null || !spendMicros ? [0, 0] : [conversions, unitsOf(spendMicros)];
}

/**
 * Counts and exposures divided by the dispersion: quasi-likelihood, the evidence that the counts really hold. `off` is what
 * is to be taken off each exposure first.
 */
function thinned(
  creatives: readonly CreativeEvidence[],
  spends: Float64Array,
  by: number,
  countsOf: (totals: Totals, spend: number) => CountPair,
  off: Float64Array | null = null,
): Counts {
  const pairs = creatives.map(({ totals }, row) => countsOf(totals, spends[row]!));
  return {
    events: Float64Array.from(pairs, ([events]) => events / by),
    exposures: Float64Array.from(
      pairs,
      ([, exposure], row) => (off === null ? exposure : Math.max(0, exposure - off[row]!)) / by,
    ),
  };
}
