/** How to split a budget over the creatives. */
import { z } from 'zod';
import { type RecommendQuestion, recommendFor } from '../../answers/recommend.js';
import type { RecommendAnswer } from '../../answers/recommend-answer.js';
import { microsOf } from '../../units.js';
import { amount, answerOf, judging, limit, questionOf, results, scaling } from '../schemas.js';
import type { Told } from '../text.js';
import { addReadingTool, type Host } from '../tool.js';

const JUDGED = { ...results, ...judging };

/** What may be said of a split. */
export const SPLIT = {
  budget: amount('what there is to spend'),
  ...JUDGED,
  ...scaling,
  days: z.number().int().min(1).max(366).optional().describe('days over which it is spent; 7 where not said'),
  minCvr: z.number().gt(0).lt(1).optional().describe('only creatives that are expected to reach this CVR, a fraction'),
  top: z.number().int().min(1).optional().describe('at most this many creatives get money'),
  maxShare: z.number().gt(0).max(1).optional().describe('no creative gets more than this share of the budget'),
  minSpend: amount('a creative gets at least this, or nothing').optional(),
};

export const splitOf = ({
  budget,
  days,
  minCvr,
  top,
  maxShare,
  minSpend,
  ...said
}: z.infer<z.ZodObject<typeof SPLIT>>): RecommendQuestion => ({
  ...questionOf(said),
  budgetMicros: microsOf(budget),
  horizonDays: days,
  minCvr,
  top,
  maxShare,
  minSpendMicros: minSpend === undefined ? undefined : microsOf(minSpend),
});

export const planSchema = () =>
  answerOf(
    [
      'currency',
      'budgetMicros',
      'allocatedMicros',
      'expectedRevenueMicros',
      'expectedRevenueLowMicros',
      'expectedRevenueHighMicros',
      'expectedRoas',
      'confidence',
      'verdict',
      'binding',
      'elasticity',
    ],
    {
      items: [
        'creative',
        'creativeId',
        'clusterId',
        'verdict',
        'budgetMicros',
        'dailyBudgetMicros',
        'roas',
        'roasLow',
        'roasHigh',
        'roasRaw',
        'expectedRoas',
        'expectedRevenueMicros',
        'probProfit',
        'marginalRoas',
        'reason',
      ],
      stop: ['creative', 'verdict', 'probProfit', 'reason'],
      hold: ['creative', 'verdict', 'probProfit', 'reason'],
    },
  );

export function planTold(plan: RecommendAnswer): Told {
  const { currency, items, stop, hold, verdict, warnings } = plan;
  const outlook = {
    allocatedMicros: plan.allocatedMicros,
    expectedRevenueMicros: plan.expectedRevenueMicros,
    expectedRevenueLowMicros: plan.expectedRevenueLowMicros,
    expectedRevenueHighMicros: plan.expectedRevenueHighMicros,
    confidence: plan.confidence,
  };
  return {
    headline: `Verdict: ${verdict}.`,
    tables: [
      {
        title: 'The plan',
        fields: [
          'allocatedMicros',
          'expectedRevenueMicros',
          'expectedRevenueLowMicros',
          'expectedRevenueHighMicros',
          'confidence',
        ],
        rows: [outlook],
        currency,
      },
      {
        title: 'Where the money goes',
        fields: [
          'creative',
          'budgetMicros',
          'dailyBudgetMicros',
          'expectedRoas',
          'roas',
          'roasLow',
          'roasHigh',
          'roasRaw',
          'probProfit',
          'reason',
        ],
        rows: items,
        currency,
      },
      { title: 'To stop', fields: ['creative', 'probProfit', 'reason'], rows: stop },
      { title: 'Without money for now', fields: ['creative', 'probProfit', 'reason'], rows: hold },
    ],
    notes: warnings,
  };
}

export function addRecommend(host: Host): void {
  addReadingTool(host, {
    name: 'recommend',
    title: 'Split a budget',
    description:
      'Splits a budget over the creatives by what their results make likely, with diminishing returns: each part with its reason, the expected revenue with an interval, and the probability that the plan earns its money back (confidence). What is not worth spending stays unallocated. Nothing is kept or spent by asking.',
    takes: { ...SPLIT, ...limit },
    gives: planSchema(),
    answer: (db, { limit: _, ...said }) => recommendFor(db, splitOf(said)).answer,
    tell: planTold,
  });
}
