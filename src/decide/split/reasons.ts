/** Why a creative gets its money, or none: in words, from what the posterior and the split say of it. */
import { cvr, roas } from '../../metrics/rates.js';
import type { Bound } from './plan.js';
import type { Recommendation } from './recommend.js';

/** P(profit) under which a creative without money probably loses some. */
const UNLIKELY = 0.1;
/** Raw over expected from which the raw figure is called lucky, and the reverse. */
const LUCKY = 1.3;

const FUNDED: Partial<Record<Bound, string>> = {
  pin: 'pinned at this amount',
  cap: 'earns more than its largest share takes',
  evidence: 'at five hundred times the largest test: nothing is known beyond',
  exploration: 'test money: knowing more of it is worth most',
};

/** Why the creative of this row gets money. */
export function fundedReason({ plan, ground: { posterior, options } }: Recommendation, row: number): string {
  const known = FUNDED[plan.bounds[row]!];
  if (known) return known;
  if (options.strategy === 'equal') return 'one of the five best raw CVRs';
  const { totals, clusterId } = posterior.creatives[row]!;
  const group = clusterId === null ? 'the account' : 'its cluster';
  if (!totals.conversions) return `no conversion of its own yet: expected from ${group}`;
  const raw = posterior.roas ? roas(totals) : cvr(totals);
  const expected = posterior.roas ? posterior.roas.means[row]! : (posterior.cvr?.means[row] ?? null);
  if (raw === null || expected === null || expected === 0) return `expected from ${group}`;
  if (raw > LUCKY * expected) return `good results, in part luck: ${group} pulls them down`;
  if (raw * LUCKY < expected) return `better than its own results: ${group} pulls it up`;
  return `its own results and those of ${group} agree`;
}

/** Whether a creative without money is to be stopped: its verdict says so, on evidence that holds under daily looks. */
export const isStopped = ({ verdicts, plan }: Recommendation, row: number): boolean =>
  plan.budgetsMicros[row] === 0 && verdicts?.[row] === 'stop';

/** Why the creative of this row gets no money. */
export function unfundedReason(recommendation: Recommendation, row: number): string {
  const { plan, ground, probProfit } = recommendation;
  const { totals } = ground.posterior.creatives[row]!;
  if (isStopped(recommendation, row)) return totals.conversions ? 'loses money' : 'no conversion, and loses money';
  const chance = probProfit?.[row];
  if (chance !== undefined && chance < UNLIKELY) {
    return totals.conversions
      ? 'probably loses money, but too little is known to stop it'
      : 'no conversion so far, but too little is known to stop it';
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
      return 'the next unit of money is expected to bring less here than elsewhere, or than it costs';
  }
}
