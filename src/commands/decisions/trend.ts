/**
 * `creo trend [NAME]`: results by day, and what changed: the cost per conversion (and per revenue) split exactly into CPM,
 * CTR, CVR and order value. Each day's CTR and CVR stand beside the 80% band that chance explains. `--json`: `{ currency,
 * creative, window, days: [{ day, …, ctrExpected, ctrExpectedLow, ctrExpectedHigh, ctrMark, cvrExpected, cvrExpectedLow,
 * cvrExpectedHigh, cvrMark }], change: { parts, logCpaChange, logRoasChange, cause } | null, halfLife: { … } | null }`.
 */

import { dailyResults } from '../../answers/days.js';
import { type Cause, changeOver, ctrDecay, type DayTotals, type Part } from '../../decide/time/fatigue.js';
import { type NoiseBand, noiseBands } from '../../decide/time/noise-band.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { aovMicros, cpaMicros, cpmMicros, ctr, cvr, roas } from '../../metrics/rates.js';
import type { Totals } from '../../model.js';
import { creativeByName } from '../../store/creatives.js';
import { type ResultsFilter, resultsCurrency } from '../../store/results.js';
import type { Context } from '../context.js';

export interface TrendOptions {
  /** Null for all creatives together. */
  name: string | null;
  /** Days on the later side of the comparison; null for half of them. */
  window: number | null;
  filter: ResultsFilter;
}

const CAUSES: Record<Cause, string> = {
  auction: 'Costs rose mostly in the auction (CPM): the same impressions became dearer.',
  creative: 'Costs rose mostly as fewer people click (CTR): the creative is tiring.',
  site: 'Costs rose mostly as fewer clicks convert (CVR): look at the site, the offer or the audience.',
  basket: 'Return fell mostly as orders became smaller.',
  noise: 'No part of the cost rose by more than chance explains.',
};

export function run({ db }: Context, { name, window: asked, filter }: TrendOptions): View {
  const creative = name === null ? null : creativeByName(db, name);
  if (name !== null && creative === null) {
    throw new UserError('NO_SUCH_CREATIVE', `There is no creative ${name}`, 'See the names with: creo list');
  }
  const currency = resultsCurrency(db, filter);
  const { days, times } = dailyResults(db, filter, creative?.creativeId ?? null);
  if (days.length < 2) {
    throw new UserError(
      'NO_DAILY_RESULTS',
      'A trend takes results of at least two days',
      'Export the reports by day and import them',
    );
  }
  const window = Math.min(asked ?? Math.floor(days.length / 2), days.length - 1);
  const change = changeOver(days, window);
  const halfLife = ctrDecay(days, times);
  const rows = withBands(days);
  const outside = (key: 'ctrMark' | 'cvrMark'): number =>
    rows.filter((row) => !['within', null].includes(row[key])).length;
  return {
    json: { currency, creative: name, window, days: rows, change, halfLife },
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
        rows,
        currency,
      },
      ...(change
        ? [
            {
              title: `The last ${window} days against those before`,
              fields: ['days', 'cpmMicros', 'ctr', 'cvr', 'aovMicros', 'cpaMicros', 'roas'] as const,
              rows: [
                { days: 'before', ...figuresOf(change.before) },
                { days: 'after', ...figuresOf(change.after) },
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
    ],
  };
}

/** Share of the days that lie inside the bands by chance alone. */
const BAND_LEVEL = 0.8;

/** The days with their figures, each rate held against the other days. */
function withBands(days: readonly DayTotals[]) {
  const ctrBands = noiseBands(
    days.map(({ clicks, impressions }) => ({ events: clicks, exposure: impressions })),
    BAND_LEVEL,
  );
  const cvrBands = noiseBands(
    days.map(({ conversions, clicks }) => ({ events: conversions, exposure: clicks })),
    BAND_LEVEL,
  );
  return days.map((day, at) => {
    const [ctrBand, cvrBand] = [bandOf(ctrBands[at]), bandOf(cvrBands[at])];
    return {
      day: day.dateStart,
      dateStart: day.dateStart,
      ...figuresOf(day),
      ctrExpected: ctrBand.expected,
      ctrExpectedLow: ctrBand.low,
      ctrExpectedHigh: ctrBand.high,
      ctrMark: ctrBand.mark,
      cvrExpected: cvrBand.expected,
      cvrExpectedLow: cvrBand.low,
      cvrExpectedHigh: cvrBand.high,
      cvrMark: cvrBand.mark,
    };
  });
}

const bandOf = (band: NoiseBand | null) => band ?? { expected: null, low: null, high: null, mark: null };

const figuresOf = (totals: Totals) => ({
  impressions: totals.impressions,
  clicks: totals.clicks,
  conversions: totals.conversions,
  spendMicros: totals.spendMicros,
  revenueMicros: totals.revenueMicros,
  cpmMicros: cpmMicros(totals),
  ctr: ctr(totals),
  cvr: cvr(totals),
  cpaMicros: cpaMicros(totals),
  aovMicros: aovMicros(totals),
  roas: roas(totals),
});

const partRow = ({ part, logChange, low, high, clear }: Part) => ({
  part,
  costShare: logChange,
  costShareLow: low,
  costShareHigh: high,
  clear,
});
