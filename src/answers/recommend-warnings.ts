/** What is to be said of a plan whatever was asked: where it rests on little, or on nothing. */
import { beyondEvidence } from '../decide/split/plan.js';
import type { Recommendation } from '../decide/split/recommend.js';
import { unitsOf } from '../units.js';

/** A budget this many times all test spend is far outside of what was seen. */
const FAR = 20;

export function planWarnings({ plan, ground }: Recommendation): string[] {
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
  return said;
}
