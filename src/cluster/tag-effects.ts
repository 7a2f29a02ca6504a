/** What each tag value goes with: its creatives' pooled rates against the others', and whether that is more than luck. */
import type { Totals } from '../model.js';
import { falseDiscoveryRates, permutationP } from './significance.js';

export type TagMetric = 'cvr' | 'ctr' | 'roas';

export const TAG_METRICS: readonly TagMetric[] = ['cvr', 'ctr', 'roas'];

/** What a metric counts, and what it is a share of. Null where a report did not say. */
const COUNTS: Record<TagMetric, { events: (t: Totals) => number | null; exposure: (t: Totals) => number | null }> = {
  cvr: { events: (t) => t.conversions, exposure: (t) => t.clicks },
  ctr: { events: (t) => t.clicks, exposure: (t) => t.impressions },
  roas: { events: (t) => t.revenueMicros, exposure: (t) => t.spendMicros },
};

export interface TagEffect {
  tag: string;
  value: string;
  metric: TagMetric;
  /** Creatives of the value that have results, and of all other creatives. */
  size: number;
  others: number;
  /** Posterior mean and interval, pooled within the value. */
  rate: number;
  low: number;
  high: number;
  /** rate against that of the others: 0.25 is a quarter more; null when theirs is 0. */
  lift: number | null;
  /** Share of false discoveries to be borne for counting this as one, 0..1. */
  falseDiscovery: number;
  /** Whether that share is within the limit. */
  enough: boolean;
}

export interface TagEvidence {
  tag: string;
  /** The value of each creative that has one. */
  values: ReadonlyMap<number, string>;
  /** The pooled rates of each metric with the creatives grouped by this tag; null where there is nothing to learn from. */
  rateOf: Readonly<Record<TagMetric, RateOf | null>>;
}

/** The pooled rate of some creatives together, with its interval; null when none of them was measured. */
export type RateOf = (creativeIds: readonly number[]) => { expected: number; low: number; high: number } | null;

export interface EffectOptions {
  /** Largest share of false discoveries among those counted, 0..1. */
  limit: number;
  uniform: () => number;
}

/** So many draws tell a chance of one in a thousand from none. */
const ROUNDS = 4000;

/** Every value of every tag by every metric, the surest first. One creative is no group: values of one are left out. */
export function tagEffects(
  creatives: readonly { creativeId: number; totals: Totals }[],
  tags: readonly TagEvidence[],
  { limit, uniform }: EffectOptions,
): TagEffect[] {
  const found = tags.flatMap(({ tag, values, rateOf }) =>
    TAG_METRICS.flatMap((metric) => {
      const { events, exposure } = COUNTS[metric];
      const rate = rateOf[metric];
      const counted = creatives.filter(({ totals }) => events(totals) !== null && (exposure(totals) ?? 0) > 0);
      if (rate === null) return [];
      return distinctValues(values).flatMap((value) => {
        const isInside = counted.map(({ creativeId }) => values.get(creativeId) === value);
        const inside = counted.filter((_, row) => isInside[row]).map(({ creativeId }) => creativeId);
        const outside = counted.filter((_, row) => !isInside[row]).map(({ creativeId }) => creativeId);
        const [own, other] = [rate(inside), rate(outside)];
        if (inside.length < 2 || outside.length < 2 || own === null || other === null) return [];
        const chance = permutationP(
          counted.map(({ totals }) => ({ events: events(totals) ?? 0, exposure: exposure(totals) ?? 0 })),
          isInside,
          { rounds: ROUNDS, uniform },
        );
        const lift = other.expected > 0 ? own.expected / other.expected - 1 : null;
        const sizes = { size: inside.length, others: outside.length };
        return [{ tag, value, metric, ...sizes, rate: own.expected, low: own.low, high: own.high, lift, chance }];
      });
    }),
  );
  const rates = falseDiscoveryRates(found.map(({ chance }) => chance));
  return found
    .map(({ chance, ...effect }, place) => ({
      ...effect,
      falseDiscovery: rates[place]!,
      enough: rates[place]! <= limit,
    }))
    .sort((a, b) => a.falseDiscovery - b.falseDiscovery || Math.abs(b.lift ?? 0) - Math.abs(a.lift ?? 0));
}

const distinctValues = (values: ReadonlyMap<number, string>): string[] => [...new Set(values.values())].sort();
