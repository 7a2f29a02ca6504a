/**
 * `creo trend [NAME]`: results by day, and what changed: the cost per conversion (and per revenue) split exactly into CPM,
 * CTR, CVR and order value. Each day's CTR and CVR stand beside the 80% band that chance explains. `--json`: the keys of
 * TrendAnswer (answers/trend.ts).
 */
import { type TrendAnswer, type TrendQuestion, trendFigures, trendOf } from '../../answers/trend.js';
import type { Cause, Part } from '../../decide/time/fatigue.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

const CAUSES: Record<Cause, string> = {
  auction: 'Costs rose mostly in the auction (CPM): the same impressions became dearer.',
  creative: 'Costs rose mostly as fewer people click (CTR): the creative is tiring.',
  site: 'Costs rose mostly as fewer clicks convert (CVR): look at the site, the offer or the audience.',
  basket: 'Return fell mostly as orders became smaller.',
  noise: 'No part of the cost rose by more than chance explains.',
};

export function run({ db }: Context, question: TrendQuestion): View<TrendAnswer> {
  const answer = trendOf(db, question);
  const { currency, window, days, change, halfLife } = answer;
  const outside = (key: 'ctrMark' | 'cvrMark'): number =>
    days.filter((day) => !['within', null].includes(day[key])).length;
  return {
    json: answer,
    headline: change ? CAUSES[change.cause] : '',
    tables: [
      {
        title: 'By day',
        fields: [
          // What decides first: a narrow terminal leaves out the last.
          'dateStart',
          'spendMicros',
          'conversions',
          'ctr',
          'ctrMark',
          'cvr',
          'cvrExpectedLow',
          'cvrExpectedHigh',
          'cvrMark',
          'roas',
          'cpaMicros',
          'cpmMicros',
          'impressions',
          'clicks',
          'ctrExpectedLow',
          'ctrExpectedHigh',
        ],
        rows: days,
        currency,
      },
      ...(change
        ? [
            {
              title: `The last ${window} days against those before`,
              fields: ['days', 'cpmMicros', 'ctr', 'cvr', 'aovMicros', 'cpaMicros', 'roas'] as const,
              rows: [
                { days: 'before', ...trendFigures(change.before) },
                { days: 'after', ...trendFigures(change.after) },
              ],
              currency,
            },
            {
              title: 'What that adds to the cost',
              fields: ['part', 'costShare', 'costShareLow', 'costShareHigh', 'clear'] as const,
              rows: change.parts.map(partRow),
            },
          ]
        : []),
    ],
    notes: [
      'The parts are changes in logs and add up exactly: cpm, ctr and cvr to the cost per conversion, all four to the cost per revenue.',
      `Outside what the other days and chance explain: CTR on ${outside('ctrMark')} of ${days.length} days, CVR on ${outside('cvrMark')}; by chance alone one day in five is.`,
      ...(halfLife?.halfLifeDays && halfLife.low > 0
        ? [`The click rate halves in about ${Math.round(halfLife.halfLifeDays)} days.`]
        : []),
      ...answer.warnings,
    ],
  };
}

const partRow = ({ part, logChange, low, high, clear }: Part) => ({
  part,
  costShare: logChange,
  costShareLow: low,
  costShareHigh: high,
  clear,
});
