/**
 * `creo score`: past plans against what later imports show. `--json`: `{ currency, coverage, bias, rawBias,
 * gainOverNaiveMicros, plansAgainstNaive, plans: [{ recommendationId, createdAt, spendMicros, revenueMicros,
 * expectedRevenueMicros, lowMicros, highMicros, covered, rawRevenueMicros, followed, naiveRevenueMicros,
 * gainOverNaiveMicros, naiveUnknown }] }`. A plan stands from the day after its own to the day of the next one; plans
 * without spend in that time are left out.
 */

import { planScores } from '../../answers/plan-scores.js';
import type { NaiveUnknown, PlanScore } from '../../decide/ledger/score.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { type ResultsFilter, resultsCurrency } from '../../store/results.js';
import type { Context } from '../context.js';

export interface ScoreOptions {
  filter: Pick<ResultsFilter, 'currency'>;
}

const UNKNOWN: Record<NaiveUnknown, string> = {
  'same-rule': 'the plan is that rule',
  'not-followed': 'less than half of the money went where the plan said',
  'too-few-results': 'too few of its picks have results since',
};

export function run({ db }: Context, { filter }: ScoreOptions): View {
  const currency = resultsCurrency(db, filter);
  const scores = currency === null ? null : planScores(db, currency);
  if (scores === null || scores.made === 0) {
    throw new UserError(
      'NO_PLANS',
      'No plan for revenue has been made yet',
      'Make one with: creo recommend --budget 5000',
    );
  }
  const { made, plans, ...summary } = scores;
  return {
    json: { currency, ...summary, plans },
    headline: `${plans.length} of ${made} plans can be scored`,
    tables: [
      {
        // What decides first: a narrow terminal leaves out the last.
        fields: [
          'recommendationId',
          'spendMicros',
          'revenueMicros',
          'expectedRevenueMicros',
          'covered',
          'naiveRevenueMicros',
          'gainOverNaiveMicros',
          'followed',
          'expectedRevenueLowMicros',
          'expectedRevenueHighMicros',
          'rawRevenueMicros',
          'createdAt',
        ],
        rows: plans.map((plan) => ({
          ...plan,
          expectedRevenueLowMicros: plan.lowMicros,
          expectedRevenueHighMicros: plan.highMicros,
        })),
        currency,
      },
      ...(plans.length > 0
        ? [
            {
              title: 'All together',
              fields: ['scored', 'coverage', 'bias', 'rawBias', 'plansAgainstNaive', 'gainOverNaiveMicros'] as const,
              rows: [{ scored: plans.length, ...summary }],
              currency,
            },
          ]
        : []),
    ],
    notes:
      plans.length === 0 ? ['No creative of a plan has results of days after it: import newer exports.'] : notes(plans),
  };
}

function notes(plans: readonly PlanScore[]): string[] {
  const reasons = plans.flatMap(({ naiveUnknown }) => naiveUnknown ?? []);
  return [
    'Expected is at the money that really went to the creatives of a plan; 1 is right for expected over real revenue.',
    'The naive rule is equal parts of the same money on the five best raw CVRs; a single plan against it is mostly luck.',
    ...[...new Set(reasons)].map(
      (reason) =>
        `Unknown against the naive rule: ${reasons.filter((other) => other === reason).length} of ${plans.length}, as ${UNKNOWN[reason]}.`,
    ),
  ];
}
