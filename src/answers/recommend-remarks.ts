/** What is to be said of a plan whatever was asked: where it rests on little, or on nothing. */
import { profitOf } from '../decide/split/goals.js';
import { beyondEvidence, type Ground, type Plan } from '../decide/split/plan.js';
import type { Recommendation } from '../decide/split/recommend.js';
import type { Remark } from '../remarks.js';
import { microsOf, unitsOf } from '../units.js';

/** A budget this many times all test spend is far outside of what was seen. */
const FAR = 20;

/** Conversions that vary this many times as much as by chance are said. */
const DISPERSED = 1.5;

/** From this share of a plan on one creative, of three or more, the plan is a bet on it. */
const BET = 0.8;

export function planRemarks({ plan, ground, ungated }: Recommendation): Remark[] {
  const { posterior, options } = ground;
  const { evidence, creatives } = posterior;
  const budget = unitsOf(options.budgetMicros);
  const spent = evidence.spends.reduce((sum, spend) => sum + spend, 0);
  const beyond = plan.budgetsMicros.reduce((sum, part) => sum + beyondEvidence(ground, unitsOf(part)), 0);
  const remarks: Remark[] = [];
  if (posterior.roas === null) remarks.push({ kind: 'no-revenue' });
  if (creatives.every(({ totals }) => totals.clicks === null)) remarks.push({ kind: 'no-clicks' });
  if (spent > 0 && budget > FAR * spent) remarks.push({ kind: 'far-budget', times: budget / spent });
  if (evidence.conversionDispersion > DISPERSED) remarks.push({ kind: 'dispersed-conversions' });
  if (beyond > 0) remarks.push({ kind: 'beyond-evidence', share: microsOf(beyond) / plan.allocatedMicros });
  if (ungated !== null) remarks.push(gateRemark(plan, ungated, ground));
  const largest = plan.budgetsMicros.reduce((most, part) => Math.max(most, part), 0);
  if (options.top !== 1 && creatives.length > 2 && plan.allocatedMicros > 0 && largest >= BET * plan.allocatedMicros) {
    remarks.push({ kind: 'one-bet', share: largest / plan.allocatedMicros });
  }
  return remarks;
}

/** What a minimum CVR costs: whom it holds back, and what the plan without it is expected to bring. */
function gateRemark(plan: Plan, ungated: Plan, { posterior, options, eligible }: Ground): Remark {
  const gain = ({ prediction, allocatedMicros }: Plan): number =>
    posterior.roas === null
      ? prediction.expected
      : profitOf(prediction.expected, unitsOf(allocatedMicros), options.breakEvenRoas);
  return {
    kind: 'minimum-cvr',
    minCvr: options.minCvr ?? 0,
    held: eligible.filter((isEligible) => !isEligible).length,
    creatives: eligible.length,
    funded: ungated.budgetsMicros.filter((budget) => budget > 0).length,
    gain: posterior.roas === null ? 'conversions' : 'profit',
    own: gain(plan),
    free: gain(ungated),
  };
}
