/** What follows from the results: who won, how to split money, what to test and how far one creative scales. */
import { z } from 'zod';
import { nextTestOf } from '../../answers/next-test.js';
import { STEP_KEYS, scaleOf } from '../../answers/scale.js';
import { winnersOf } from '../../answers/winners.js';
import type { FieldKey } from '../../fields.js';
import { SEGMENT_DIMENSIONS } from '../../model.js';
import { microsOf } from '../../units.js';
import { amount, answerOf, judging, limit, name, questionOf, results, scaling } from '../schemas.js';
import { addReadingTool, type Host } from '../tool.js';
import { addRecommend } from './split.js';

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
      adjust: z
        .array(z.enum(SEGMENT_DIMENSIONS))
        .min(1)
        .optional()
        .describe('compares creatives as if each had been shown to the common mix of these; needs exports broken down'),
      ...limit,
    },
    gives: answerOf(['currency', 'conversionValueMicros'], {
      creatives: ['creative', 'creativeId', 'clusterId', 'rankUnadjusted', 'mixFactor', ...RANKED],
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
      steps: STEP_KEYS,
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
