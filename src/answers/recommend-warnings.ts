/** What is to be said of a plan whatever was asked: where it rests on little, or on nothing. */
import { profitOf } from '../decide/split/goals.js';
import { beyondEvidence, type Ground, type Plan } from '../decide/split/plan.js';
import type { Recommendation } from '../decide/split/recommend.js';
import { tidy, unitsOf } from '../units.js';

/** A budget this many times all test spend is far outside of what was seen. */
const FAR = 20;

/** From this share of a plan on one creative, of three or more, the plan is a bet on it. */
const BET = 0.8;

export function planWarnings({ plan, ground, ungated }: Recommendation): string[] {
  const { posterior, options } = ground;
  const { evidence, creatives } = posterior;
  const spent = evidence.spends.reduce((sum, spend) => sum + spend, 0);
  const said: string[] = [];
  if (posterior.roas === null) {
    said.push(
      'No revenue in the results, so the plan is for conversions and says nothing of profit; --value states one, and creo init --value one for good.',
    );
  }
  if (creatives.every(({ totals }) => totals.clicks === null)) {
    said.push('No clicks in the results, so conversions are judged on spend alone.');
  }
  if (spent > 0 && unitsOf(options.budgetMicros) > FAR * spent) {
    said.push(
      `The budget is ${Math.round(unitsOf(options.budgetMicros) / spent)} times all spend so far: the scaling is a guess.`,
    );
  }
  if (evidence.conversionDispersion > 1.5) {
    said.push('Conversions vary more from day to day than chance explains, so their evidence counts for less.');
  }
  const beyond = plan.budgetsMicros.reduce((sum, budget) => sum + beyondEvidence(ground, unitsOf(budget)), 0);
  if (beyond > 0) {
    const share = Math.round((1e8 * beyond) / plan.allocatedMicros);
    said.push(
      `${share}% of the plan lies beyond ten times what any creative has spent in as much time: step up, and look again before the rest.`,
    );
  }
  if (ungated !== null) said.push(gateWarning(plan, ungated, ground));
  const largest = plan.budgetsMicros.reduce((most, budget) => Math.max(most, budget), 0);
  if (options.top !== 1 && creatives.length > 2 && plan.allocatedMicros > 0 && largest >= BET * plan.allocatedMicros) {
    said.push(
      `${Math.round((100 * largest) / plan.allocatedMicros)}% of the plan rests on one creative: --max-share limits what one may get.`,
    );
  }
  return said;
}

/** What a minimum CVR costs: whom it holds back, and what the plan without it is expected to bring. */
function gateWarning(plan: Plan, ungated: Plan, { posterior, options, eligible }: Ground): string {
  const held = eligible.filter((isEligible) => !isEligible).length;
  const funded = ungated.budgetsMicros.filter((budget) => budget > 0).length;
  const gain = ({ prediction, allocatedMicros }: Plan): number =>
    posterior.roas === null
      ? prediction.expected
      : profitOf(prediction.expected, unitsOf(allocatedMicros), options.breakEvenRoas);
  const [own, free] = [gain(plan), gain(ungated)];
  const what = posterior.roas === null ? 'conversions' : 'profit';
  const cost =
    free <= own
      ? `that costs nothing of the expected ${what}`
      : own > 0
        ? `without it ${funded} would be funded, and the expected ${what} would be ${Math.round(100 * (free / own - 1))}% higher`
        : `without it ${funded} would be funded, and bring ${what} that this plan does not`;
  return `The minimum CVR of ${tidy(100 * (options.minCvr ?? 0))}% keeps ${held} of ${eligible.length} creatives from taking money: ${cost}.`;
}
