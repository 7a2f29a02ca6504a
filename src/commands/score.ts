/**
 * `creo score`: past plans against what later imports show. `--json`: `{ currency, coverage, bias, rawBias, plans:
 * [{ recommendationId, createdAt, spendMicros, revenueMicros, expectedRevenueMicros, lowMicros, highMicros, covered,
 * rawRevenueMicros }] }`. Only days after a plan's own day count; plans without later spend are left out.
 */
import { scorePlans } from '../decide/score.js';
import { UserError } from '../errors.js';
import type { View } from '../fields.js';
import { keptPlans } from '../store/recommendations.js';
import { creativeTotals, type ResultsFilter, resultsCurrency } from '../store/results.js';
import { addDays } from '../units.js';
import type { Context } from './context.js';

export interface ScoreOptions {
  filter: ResultsFilter;
}

export function run({ db }: Context, { filter }: ScoreOptions): View {
  const currency = resultsCurrency(db, filter);
  const plans = keptPlans(db);
  if (plans.length === 0) {
    throw new UserError(
      'NO_PLANS',
      'No plan for revenue has been made yet',
      'Make one with: creo recommend --budget 5000',
    );
  }
  const since = new Map(
    plans.map((plan) => {
      const from = addDays(plan.createdAt.slice(0, 10), 1);
      return [plan, new Map(creativeTotals(db, { ...filter, from }).map((totals) => [totals.creativeId, totals]))];
    }),
  );
  const { plans: scored, ...summary } = scorePlans(
    plans,
    (plan, creativeId) => since.get(plan)?.get(creativeId) ?? null,
  );
  const rows = scored.map((plan) => ({
    ...plan,
    expectedRevenueLowMicros: plan.lowMicros,
    expectedRevenueHighMicros: plan.highMicros,
  }));
  return {
    json: { currency, ...summary, plans: scored },
    headline: `${scored.length} of ${plans.length} plans can be scored`,
    tables: [
      {
        fields: [
          'recommendationId',
          'createdAt',
          'spendMicros',
          'revenueMicros',
          'expectedRevenueMicros',
          'expectedRevenueLowMicros',
          'expectedRevenueHighMicros',
          'covered',
          'rawRevenueMicros',
        ],
        rows,
        currency,
      },
    ],
    notes:
      scored.length === 0
        ? ['No creative of a plan has results of days after it: import newer exports.']
        : [
            `Inside their interval: ${scored.filter(({ covered }) => covered).length} of ${scored.length}.`,
            `Expected over real revenue: ${rounded(summary.bias)} (1 is right); what raw ROAS promised: ${rounded(summary.rawBias)}.`,
          ],
  };
}

const rounded = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(2));
