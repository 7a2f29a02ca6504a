/** Results over time: what changed, what early figures tell, and how past plans came out. */
import { z } from 'zod';
import { scoreOf } from '../../answers/score.js';
import { signalsAnswerOf } from '../../answers/signals.js';
import { trendFigures, trendOf } from '../../answers/trend.js';
import { answerOf, judging, limit, name, questionOf, results, scope } from '../schemas.js';
import { addReadingTool, type Host } from '../tool.js';

export function addTimeTools(host: Host): void {
  addTrend(host);
  addSignals(host);
  addScore(host);
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

function addSignals(host: Host): void {
  addReadingTool(host, {
    name: 'signals',
    title: 'Which early figures predict anything here',
    description:
      'For hook rate, hold rate, CTR, CPM, CPC and CVR of the first days of each ad: the rank correlation with its later CVR, CPA or ROAS, chance taken out, with interval and verdict. Days are never shared. says-nothing is the usual answer; too-little-data names how many ads would do. With CPA less is better: a minus is good.',
    takes: {
      metric: z.enum(['cvr', 'cpa', 'roas']).optional().describe('the later result; cvr where not said'),
      earlyDays: z.number().int().min(1).max(366).optional().describe('first days of an ad; 3 where not said'),
      ...results,
      level: judging.level,
      ...limit,
    },
    gives: answerOf(['currency', 'ads'], {
      signals: [
        'early',
        'verdict',
        'correlation',
        'correlationLow',
        'correlationHigh',
        'correlationRaw',
        'weighted',
        'falseDiscovery',
        'ads',
        'adsNeeded',
      ],
    }),
    answer: (db, { metric, earlyDays, limit: _, ...said }) =>
      signalsAnswerOf(db, { ...questionOf(said), metric, earlyDays }),
    tell: ({ metric, earlyDays, signals, warnings }) => ({
      headline: `The first ${earlyDays} days of each ad against its later ${metric.toUpperCase()}`,
      tables: [
        {
          fields: ['early', 'verdict', 'correlation', 'correlationLow', 'correlationHigh', 'ads', 'adsNeeded'],
          rows: signals,
        },
      ],
      notes: warnings,
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
