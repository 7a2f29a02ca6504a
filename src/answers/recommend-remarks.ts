/** What is to be said of a plan whatever was asked: where it rests on little, or on nothing. */
import { beyondEvidence } from '../decide/split/plan.js';
import type { Recommendation } from '../decide/split/recommend.js';
import type { Remark } from '../remarks.js';
import { microsOf, unitsOf } from '../units.js';

/** A budget this many times all test spend is far outside of what was seen. */
const FAR = 20;

/** Conversions that vary this many times as much as by chance are said. */
const DISPERSED = 1.5;

export function planRemarks({ plan, ground }: Recommendation): Remark[] {
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
  return remarks;
}
