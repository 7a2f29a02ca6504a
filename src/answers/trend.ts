/** Results by day and what changed: `creo trend`. */
import {
  type Change,
  changeOver,
  ctrDecay,
  type DayTotals,
  type Decay,
  type KnownShare,
} from '../decide/time/fatigue.js';
import { type NoiseBand, noiseBands } from '../decide/time/noise-band.js';
import { UserError } from '../errors.js';
import { aovMicros, cpaMicros, cpmMicros, ctr, cvr, roas } from '../metrics/rates.js';
import type { Totals } from '../model.js';
import { inEnglish } from '../remarks.js';
import { creativeByName } from '../store/creatives.js';
import type { Store } from '../store/database.js';
import { scopeRemarks } from '../store/scope.js';
import type { Day } from '../units.js';
import { dailyResults } from './days.js';
import { LEVEL, type Question, termsOf } from './question.js';
import { scoped } from './scoped.js';
import { type Delays, knownShares, settlingOf } from './settling.js';

export interface TrendQuestion extends Question {
  /** Null for all creatives together. */
  name: string | null;
  /** Days on the later side of the comparison; null for half of them. */
  window: number | null;
}

/** The reports' own figures of some days; money in micros, averages of money unrounded. */
export interface TrendFigures {
  impressions: number | null;
  clicks: number | null;
  conversions: number | null;
  spendMicros: number | null;
  revenueMicros: number | null;
  cpmMicros: number | null;
  ctr: number | null;
  cvr: number | null;
  cpaMicros: number | null;
  aovMicros: number | null;
  roas: number | null;
}

type Mark = NoiseBand['mark'] | null;

/** One day, each rate held against the other days: what they expect, and the band that chance explains. */
export interface TrendDay extends TrendFigures {
  day: Day;
  dateStart: Day;
  ctrExpected: number | null;
  ctrExpectedLow: number | null;
  ctrExpectedHigh: number | null;
  ctrMark: Mark;
  cvrExpected: number | null;
  cvrExpectedLow: number | null;
  cvrExpectedHigh: number | null;
  cvrMark: Mark;
  /** Share of the day's conversions that is known, by which the band of its CVR is lowered; null where all count as known. */
  knownShare: number | null;
}

export interface TrendAnswer {
  currency: string | null;
  creative: string | null;
  window: number;
  days: TrendDay[];
  change: Change | null;
  halfLife: Decay | null;
  /** What is still coming in of the results; null where everything counts as reported. */
  delays: Delays | null;
  warnings: readonly string[];
}

/** Throws UserError NO_SUCH_CREATIVE, NO_DAILY_RESULTS, MIXED_CURRENCIES. */
export const trendOf = scoped(answerTrendOf);

function answerTrendOf(db: Store, { name, window: asked, ...question }: TrendQuestion): TrendAnswer {
  const creative = name === null ? null : creativeByName(db, name);
  if (name !== null && creative === null) {
    throw new UserError('NO_SUCH_CREATIVE', `There is no creative ${name}`, 'See the names with: creo list');
  }
  const terms = termsOf(db, question);
  const { currency, filter } = terms;
  const { days, times } = dailyResults(db, filter, creative?.creativeId ?? null);
  if (days.length < 2) {
    throw new UserError(
      'NO_DAILY_RESULTS',
      'A trend takes results of at least two days',
      'Export the reports by day and import them',
    );
  }
  const window = Math.min(asked ?? Math.floor(days.length / 2), days.length - 1);
  const settling = settlingOf(db, terms);
  const known = knownShares(days, settling, creative?.creativeId ?? null);
  return {
    currency,
    creative: name,
    window,
    days: withBands(days, known),
    change: changeOver(days, window, known),
    halfLife: ctrDecay(days, times),
    delays: settling?.delays ?? null,
    warnings: [...scopeRemarks(db), ...(settling?.remarks ?? [])].map(inEnglish),
  };
}

export const trendFigures = (totals: Totals): TrendFigures => ({
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

function withBands(days: readonly DayTotals[], known: readonly KnownShare[]): TrendDay[] {
  const ctrBands = noiseBands(
    days.map(({ clicks, impressions }) => ({ events: clicks, exposure: impressions })),
    LEVEL,
  );
  const cvrBands = noiseBands(
    days.map(({ conversions, clicks }, at) => ({
      events: conversions,
      exposure: clicks && clicks * (known[at]?.share ?? 1),
      error: known[at]?.logError ?? 0,
    })),
    LEVEL,
  );
  return days.map((day, at) => {
    const share = known[at]?.share ?? 1;
    const [ctrBand, cvrBand] = [bandOf(ctrBands[at], 1), bandOf(cvrBands[at], share)];
    return {
      day: day.dateStart,
      dateStart: day.dateStart,
      ...trendFigures(day),
      ctrExpected: ctrBand.expected,
      ctrExpectedLow: ctrBand.low,
      ctrExpectedHigh: ctrBand.high,
      ctrMark: ctrBand.mark,
      cvrExpected: cvrBand.expected,
      cvrExpectedLow: cvrBand.low,
      cvrExpectedHigh: cvrBand.high,
      cvrMark: cvrBand.mark,
      knownShare: known.length === 0 ? null : share,
    };
  });
}

/** A band as it is to be held against what was reported: of a day of which `share` is known that much of it. */
const bandOf = (band: NoiseBand | null | undefined, share: number) =>
  band
    ? { ...band, expected: share * band.expected, low: share * band.low, high: share * band.high }
    : { expected: null, low: null, high: null, mark: null };
