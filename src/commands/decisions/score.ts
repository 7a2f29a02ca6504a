/**
 * `creo score`: plans that were kept against what later imports show. `--json`: the keys of ScoreAnswer
 * (answers/score.ts). A plan stands from the day after its own to the day of the next one; plans without spend in that time
 * are left out.
 */

import type { Question } from '../../answers/question.js';
import { type ScoreAnswer, scoreOf } from '../../answers/score.js';
import type { NaiveUnknown, PlanScore } from '../../decide/ledger/score.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

const UNKNOWN: Record<NaiveUnknown, string> = {
  'same-rule': 'the plan is that rule',
  'not-followed': 'less than half of the money went where the plan said',
  'too-few-results': 'too few of its picks have results since',
};

export function run({ db }: Context, question: Question): View<ScoreAnswer> {
  const answer = scoreOf(db, question);
  const { currency, made, plans, months, ...summary } = answer;
  return {
    json: answer,
    headline: `${plans.length} of ${made} ${made === 1 ? 'plan' : 'plans'} can be scored`,
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
              rows: [summary],
              currency,
            },
          ]
        : []),
      ...(months.length > 1
        ? [
            {
              title: 'By the month in which they were made',
              fields: [
                'month',
                'scored',
                'coverage',
                'bias',
                'rawBias',
                'plansAgainstNaive',
                'gainOverNaiveMicros',
              ] as const,
              rows: months.map((month) => ({ ...month })),
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
