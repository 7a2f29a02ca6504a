/** Which early figures of ads tell anything of their later results: how clearly, how strongly, and on how many ads. */
import { normalQuantile } from '../posterior/statistics.js';
import { compared } from './compared.js';
import { type AdHistory, cohortsOf, EARLY_FIGURES, type EarlyFigure, type LaterMetric } from './history.js';
import { type RankCorrelation, rankCorrelation, UNKNOWN } from './rank-correlation.js';
import { spearman } from './ranks.js';

export type SignalVerdict = 'predicts' | 'says-nothing' | 'too-little-data';

export interface Signal extends Omit<RankCorrelation, 'low' | 'high' | 'error'> {
  early: EarlyFigure;
  /** Ads that know the figure and have later results, and their creatives. */
  ads: number;
  creativeCount: number;
  /** Ends of the interval of `correlation`. */
  correlationLow: number | null;
  correlationHigh: number | null;
  /** Spearman's rank correlation of what the reports say, chance included. */
  correlationRaw: number | null;
  /** The same as `correlation` with ads counted by their later spend. */
  weighted: number | null;
  weightedLow: number | null;
  weightedHigh: number | null;
  /** Ads at which 0.3 with the figure as it is seen would be found four times in five, at the least; null where that cannot be told. */
  adsNeeded: number | null;
}

export interface SignalOptions {
  metric: LaterMetric;
  /** Days of the early window, 1 or more. */
  earlyDays: number;
  /** Share of the truth that intervals hold. */
  level: number;
  /** Largest share of findings that may be luck, 0..1. */
  limit: number;
}

/** Fewer ads are not looked at. */
export const LEAST_ADS = 20;
/** A correlation that steers money, by Cohen 1988 a medium one: enough ads are those that would show it, */
export const USEFUL_CORRELATION = 0.3;
/** four times in five. */
const POWER = 0.8;
/** By Cohen 1988 a small one: however many ads show less, it predicts nothing. */
const LEAST_CORRELATION = 0.1;

/** One for each early figure that some ad knows, in the order of EARLY_FIGURES. */
export function signalsOf(histories: readonly AdHistory[], options: SignalOptions): Signal[] {
  return Object.entries(EARLY_FIGURES).flatMap(([early, rate]) => {
    const ads = histories.flatMap((history) => {
      const value = rate(history.early);
      return value === null ? [] : [{ history, value }];
    });
    return ads.length === 0 ? [] : [signalOf(early as EarlyFigure, ads, options)];
  });
}

/** What the figure says; `falseDiscovery` is the share of false findings to be borne for counting it as one. */
export function verdictOf(
  { ads, correlation, adsNeeded }: Signal,
  falseDiscovery: number | null,
  limit: number,
): SignalVerdict {
  const isClear = falseDiscovery !== null && falseDiscovery <= limit;
  if (isClear && Math.abs(correlation ?? 1) >= LEAST_CORRELATION) return 'predicts';
  return adsNeeded !== null && ads >= adsNeeded ? 'says-nothing' : 'too-little-data';
}

function signalOf(
  early: EarlyFigure,
  ads: readonly { history: AdHistory; value: number }[],
  { metric, earlyDays, level, limit }: SignalOptions,
): Signal {
  const cohorts = cohortsOf(ads.map(({ history }) => history));
  const rate = EARLY_FIGURES[early];
  const ready = compared(
    ads.map(({ history, value }, row) => ({
      cohort: cohorts[row]!,
      creativeId: history.creativeId,
      early: value,
      earlyHalves: [rate(history.earlyHalves[0]), rate(history.earlyHalves[1])],
      laterHalves: history.laterHalves,
    })),
  );
  const halfDays = [Math.ceil(earlyDays / 2), Math.floor(earlyDays / 2)] as const;
  const correlate = (weightOf: (row: number) => number): RankCorrelation =>
    ads.length < LEAST_ADS ? UNKNOWN : asMetric(rankCorrelation(ready, weightOf, { level, halfDays }), metric);
  const { low, high, error, ...own } = correlate(() => 1);
  const spent = correlate((row) => ads[row]!.history.laterSpendMicros);
  return {
    early,
    ads: ads.length,
    creativeCount: new Set(ads.map(({ history }) => history.creativeId)).size,
    ...own,
    correlationLow: low,
    correlationHigh: high,
    correlationRaw: rawCorrelation(ads, metric),
    weighted: spent.correlation,
    weightedLow: spent.low,
    weightedHigh: spent.high,
    adsNeeded: ads.length < LEAST_ADS ? LEAST_ADS : error === null ? null : adsFor(error, ads.length, limit),
  };
}

/** Rates are per click and per money: with the cost of one, what is more becomes less. */
function asMetric(found: RankCorrelation, metric: LaterMetric): RankCorrelation {
  if (metric !== 'cpa') return found;
  const { correlation, low, high } = found;
  return { ...found, correlation: correlation && -correlation, low: high && -high, high: low && -low };
}

function rawCorrelation(ads: readonly { history: AdHistory; value: number }[], metric: LaterMetric): number | null {
  const later = ads.map(({ history: { laterHalves } }) => {
    const [events, exposure] = [
      laterHalves[0].events + laterHalves[1].events,
      laterHalves[0].exposure + laterHalves[1].exposure,
    ];
    return metric === 'cpa' ? exposure / events : events / exposure;
  });
  return spearman(
    Float64Array.from(ads, ({ value }) => value),
    Float64Array.from(later),
  );
}

/** The variance falls as ads are more. */
function adsFor(error: number, ads: number, limit: number): number {
  const deviates = normalQuantile(1 - limit / 2) + normalQuantile(POWER);
  return Math.max(LEAST_ADS, Math.ceil(ads * ((deviates * error) / USEFUL_CORRELATION) ** 2));
}
