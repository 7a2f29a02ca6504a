/** Why a creative gets its money, or none: in words, from what the posterior and the split say of it. */
import { cvr, roas } from '../../metrics/rates.js';
import type { Bound } from './plan.js';
import type { Recommendation } from './recommend.js';

/** P(profit) under which a creative without money is to be stopped. */
const HOPELESS = 0.1;
/** Raw over expected from which the raw figure is called lucky, and the reverse. */
const LUCKY = 1.3;

const FUNDED: Partial<Record<Bound, string>> = {
  pin: 'pinned at this amount',
  cap: 'earns more than its largest share takes',
  exploration: 'test money: knowing more of it is worth most',
};

/** Why the creative of this row gets money. */
export function fundedReason({ plan, ground: { posterior, options } }: Recommendation, row: number): string {
  const known = FUNDED[plan.bounds[row]];
  if (known) return known;
  if (options.strategy === 'equal') return 'one of the five best raw CVRs';
  const { totals, clusterId } = posterior.creatives[row];
  const group = clusterId === null ? 'the account' : 'its cluster';
  if (!totals.conversions) return `no conversion of its own yet: expected from ${group}`;
  const raw = posterior.roas ? roas(totals) : cvr(totals);
  const expected = posterior.roas ? posterior.roas.means[row] : (posterior.cvr?.means[row] ?? null);
  if (raw === null || expected === null || expected === 0) return `expected from ${group}`;
  if (raw > LUCKY * expected) return `good results, in part luck: ${group} pulls them down`;
  if (raw * LUCKY < expected) return `better than its own results: ${group} pulls it up`;
  return `its own results and those of ${group} agree`;
}

/** Whether a creative without money is to be stopped rather than held. */
export const isHopeless = ({ probProfit, plan }: Recommendation, row: number): boolean =>
  plan.budgetsMicros[row] === 0 && probProfit !== null && probProfit[row] < HOPELESS;

/** Why the creative of this row gets no money. */
export function unfundedReason(recommendation: Recommendation, row: number): string {
  const { plan, ground } = recommendation;
  if (isHopeless(recommendation, row)) {
    const { totals } = ground.posterior.creatives[row];
    return totals.conversions ? 'very likely loses money' : 'no conversion, and very likely loses money';
  }
  switch (plan.bounds[row]) {
    case 'not-eligible':
      return ground.options.strategy === 'equal'
        ? 'not one of the five best raw CVRs'
        : 'its CVR is more likely under the minimum than over it';
    case 'slice-too-small':
      return 'its part would be too small to be worth running';
    case 'too-many':
      return 'others are better, and the number of creatives is limited';
    default:
      return 'its next dollar is expected to bring less than elsewhere, or than it costs';
  }
}
