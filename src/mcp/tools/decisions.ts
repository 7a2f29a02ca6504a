/** What follows from the results: who won, how to split money, what to test and how far one creative scales. */
import { z } from 'zod';
import { nextTestOf } from '../../answers/next-test.js';
import { type RecommendQuestion, recommendFor } from '../../answers/recommend.js';
import type { RecommendAnswer } from '../../answers/recommend-answer.js';
import { scaleOf } from '../../answers/scale.js';
import { scoreOf } from '../../answers/score.js';
import { trendFigures, trendOf } from '../../answers/trend.js';
import { winnersOf } from '../../answers/winners.js';
import type { FieldKey } from '../../fields.js';
import { microsOf } from '../../units.js';
import { amount, answerOf, judging, limit, name, questionOf, results, scaling, scope } from '../schemas.js';
import type { Told } from '../text.js';
import { addReadingTool, type Host } from '../tool.js';

const JUDGED = { ...results, ...judging };

const RANKED = [
  'verdict',
  'cvr',
  'cvrLow',
  'cvrHigh',
  'cvrRaw',
  'roas',
  'roasLow',
  'roasHigh',
  'roasRaw',
  'probBest',
  'lift',
  'conversions',
  'clicks',
  'spendMicros',
  'revenueMicros',
] as const satisfies readonly FieldKey[];

export function addDecisionTools(host: Host): void {
  addWinners(host);
  addRecommend(host);
  addNextTests(host);
  addScale(host);
  addTrend(host);
  addScore(host);
}

function addWinners(host: Host): void {
  addReadingTool(host, {
    name: 'winners',
    title: 'Who bought better results',
    description:
      'Creatives and clusters, best first, by the pooled expectation of ROAS or CVR: what to expect (cvr, roas) with intervals, the reports alone beside it (…Raw, in part luck), the probability of being the best, and a verdict: scale, keep-testing or stop. Ads are shown to different people, so "bought better results" is not "is a better creative".',
    takes: {
      ...JUDGED,
      metric: z.enum(['cvr', 'roas']).optional().describe('what to rank by; ROAS where revenue is known'),
      minCvr: z.number().gt(0).lt(1).optional().describe('CVR that a creative has to reach, as a fraction: 0.1 is 10%'),
      ...limit,
    },
    gives: answerOf(['currency', 'conversionValueMicros'], {
      creatives: ['creative', 'creativeId', 'clusterId', ...RANKED],
      clusters: ['clusterId', 'label', 'size', ...RANKED],
    }),
    answer: (db, { metric, minCvr, ...said }) =>
      winnersOf(db, { ...questionOf(said), metric: metric ?? null, minCvr: minCvr ?? null }),
    tell: ({ metric, currency, creatives, clusters, warnings }) => {
      const rates: FieldKey[] =
        metric === 'roas' ? ['roas', 'roasLow', 'roasHigh', 'roasRaw'] : ['cvr', 'cvrLow', 'cvrHigh', 'cvrRaw'];
      const fields: FieldKey[] = ['verdict', ...rates, 'probBest', 'conversions', 'spendMicros'];
      return {
        headline: `Ranked by ${metric.toUpperCase()}; the figure beside the raw one is what to expect.`,
        tables: [
          { title: 'Creatives', fields: ['creative', ...fields], rows: creatives, currency },
          { title: 'Clusters', fields: ['clusterId', 'label', ...fields], rows: clusters, currency },
        ],
        notes: warnings,
      };
    },
  });
}

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

function addRecommend(host: Host): void {
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

function addNextTests(host: Host): void {
  addReadingTool(host, {
    name: 'next',
    title: 'Where the next test money goes',
    description:
      'Which creatives to test further with a sum of test money, and which are settled: what a test is expected to be worth in later profit.',
    takes: {
      budget: amount('test money'),
      scaleBudget: amount('what is to be scaled with afterwards; ten times the test money where not said').optional(),
      ...JUDGED,
      ...scaling,
      ...limit,
    },
    gives: answerOf(['currency', 'budgetMicros', 'allocatedMicros'], {
      tests: [
        'creative',
        'creativeId',
        'clusterId',
        'action',
        'verdict',
        'budgetMicros',
        'valueMicros',
        'roas',
        'probProfit',
        'reason',
      ],
    }),
    answer: (db, { budget, scaleBudget, limit: _, ...said }) =>
      nextTestOf(db, {
        ...questionOf(said),
        budgetMicros: microsOf(budget),
        scaleBudgetMicros: scaleBudget === undefined ? undefined : microsOf(scaleBudget),
      }),
    tell: ({ currency, tests, warnings }) => ({
      headline: tests.some(({ action }) => action === 'retest')
        ? 'Tests by their money'
        : 'No test is worth its money now',
      tables: [
        {
          fields: ['creative', 'action', 'budgetMicros', 'valueMicros', 'verdict', 'probProfit', 'reason'],
          rows: tests,
          currency,
        },
      ],
      notes: warnings,
    }),
  });
}

function addScale(host: Host): void {
  addReadingTool(host, {
    name: 'scale',
    title: 'One creative at a larger spend',
    description:
      'What one creative is expected to bring at a larger spend a day, week or month: revenue and profit with intervals, step by step, and how it tires.',
    takes: {
      creative: name('its name'),
      spend: amount('spend in each period'),
      per: z.enum(['day', 'week', 'month']).default('month').describe('the period'),
      ...JUDGED,
      ...scaling,
      ...limit,
    },
    gives: answerOf(['currency', 'creative', 'elasticity'], {
      steps: [
        'spendMicros',
        'expectedRevenueMicros',
        'expectedRevenueLowMicros',
        'expectedRevenueHighMicros',
        'expectedProfitMicros',
        'expectedRoas',
        'confidence',
        'marginalRoas',
      ],
    }),
    answer: (db, { creative, spend, per, limit: _, ...said }) =>
      scaleOf(db, { ...questionOf(said), name: creative, toMicros: microsOf(spend), per }),
    tell: ({ creative, per, steps, currency, warnings }) => ({
      headline: `${creative}, amounts of one ${per}`,
      tables: [
        {
          fields: [
            'spendMicros',
            'expectedRevenueMicros',
            'expectedRevenueLowMicros',
            'expectedRevenueHighMicros',
            'expectedProfitMicros',
            'confidence',
            'marginalRoas',
          ],
          rows: steps,
          currency,
        },
      ],
      notes: warnings,
    }),
  });
}

function addTrend(host: Host): void {
  addReadingTool(host, {
    name: 'trend',
    title: 'Results by day and what changed',
    description:
      'Results by day of one creative or of all, each rate beside the band that chance explains, and the change of the later days against the earlier ones split into CPM, CTR, CVR and order value. The first days come first; narrow from and to for later ones.',
    takes: {
      creative: name('its name; all creatives together where not said').optional(),
      window: z
        .number()
        .int()
        .min(1)
        .max(366)
        .optional()
        .describe('days on the later side of the comparison; half of them where not said'),
      ...results,
      limit: limit.limit.default(60),
    },
    gives: answerOf(['currency', 'creative'], {
      days: [
        'dateStart',
        'spendMicros',
        'revenueMicros',
        'impressions',
        'clicks',
        'conversions',
        'ctr',
        'ctrMark',
        'cvr',
        'cvrMark',
        'roas',
        'cpaMicros',
        'cpmMicros',
      ],
    }),
    answer: (db, { creative, window, limit: _, ...said }) =>
      trendOf(db, { ...questionOf(said), name: creative ?? null, window: window ?? null }),
    tell: ({ currency, creative, window, days, change }) => ({
      headline: `${creative ?? 'All creatives'}${change === null ? '' : `; what raised costs most: ${change.cause}`}`,
      tables: [
        {
          title: 'By day',
          fields: ['dateStart', 'spendMicros', 'conversions', 'ctr', 'ctrMark', 'cvr', 'cvrMark', 'roas'],
          rows: days,
          currency,
        },
        {
          title: `The last ${window} days against those before`,
          fields: ['days', 'cpmMicros', 'ctr', 'cvr', 'aovMicros', 'cpaMicros', 'roas'],
          rows:
            change === null
              ? []
              : [
                  { days: 'before', ...trendFigures(change.before) },
                  { days: 'after', ...trendFigures(change.after) },
                ],
          currency,
        },
      ],
    }),
  });
}

function addScore(host: Host): void {
  addReadingTool(host, {
    name: 'score',
    title: 'Past plans against what happened',
    description:
      'Plans that were kept, held against later results: whether the revenue fell inside the interval, the bias, and the gain over a naive rule.',
    takes: { currency: results.currency, ...scope, ...limit },
    gives: answerOf(['currency', 'coverage', 'bias', 'rawBias', 'gainOverNaiveMicros'], {
      plans: [
        'recommendationId',
        'spendMicros',
        'revenueMicros',
        'expectedRevenueMicros',
        'covered',
        'followed',
        'gainOverNaiveMicros',
        'createdAt',
      ],
    }),
    answer: (db, { limit: _, ...said }) => scoreOf(db, questionOf(said)),
    tell: ({ currency, made, plans }) => ({
      headline: `${made} plans were kept`,
      tables: [
        {
          fields: ['recommendationId', 'spendMicros', 'revenueMicros', 'expectedRevenueMicros', 'covered', 'createdAt'],
          rows: plans,
          currency,
        },
      ],
    }),
  });
}
