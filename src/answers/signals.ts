/** Whether early figures of ads predict their later results in this account: `creo signals`. */
import { falseDiscoveryRates } from '../cluster/significance.js';
import type { LaterMetric } from '../decide/signals/history.js';
import { type Signal, type SignalVerdict, signalsOf, verdictOf } from '../decide/signals/signals.js';
import { UserError } from '../errors.js';
import { inEnglish } from '../remarks.js';
import type { Store } from '../store/database.js';
import { earlyAndLater, type LaterColumns } from '../store/early-later.js';
import { scopeRemarks } from '../store/scope.js';
import { EARLY_DAYS, FALSE_DISCOVERY_LIMIT, LATER_METRIC, type Question, termsOf } from './question.js';
import { scoped } from './scoped.js';

export interface SignalsQuestion extends Question {
  /** Days of an ad that count as early, 1 or more. */
  earlyDays?: number | null | undefined;
  /** The later result. */
  metric?: LaterMetric | null | undefined;
  /** Largest share of false discoveries, 0..1. */
  limit?: number | null | undefined;
}

export interface SignalAnswer extends Signal {
  verdict: SignalVerdict;
  /** Share of false findings to be borne for counting this as one; null where nothing can be told. */
  falseDiscovery: number | null;
  /** Whether that share is within the limit. */
  enough: boolean;
}

export interface SignalsAnswer {
  currency: string | null;
  metric: LaterMetric;
  earlyDays: number;
  level: number;
  limit: number;
  /** Ads with early and later results, and their creatives. */
  ads: number;
  creativeCount: number;
  /** Ads whose first day is the first of all results: they may have run before. */
  adsSinceStart: number;
  /** The surest first. */
  signals: SignalAnswer[];
  warnings: readonly string[];
}

const COLUMNS: Record<LaterMetric, LaterColumns> = {
  cvr: { events: 'conversions', exposure: 'clicks' },
  cpa: { events: 'conversions', exposure: 'spend_micros' },
  roas: { events: 'revenue_micros', exposure: 'spend_micros' },
};

/** Throws UserError NO_LATER_RESULTS where no ad has days on both sides, MIXED_CURRENCIES. */
export const signalsAnswerOf = scoped(answerSignals);

function answerSignals(db: Store, question: SignalsQuestion): SignalsAnswer {
  const { filter, currency, level } = termsOf(db, question);
  const metric = question.metric ?? LATER_METRIC;
  const earlyDays = question.earlyDays ?? EARLY_DAYS;
  const limit = question.limit ?? FALSE_DISCOVERY_LIMIT;
  const histories = earlyAndLater(db, filter, { days: earlyDays, later: COLUMNS[metric] });
  if (histories.length === 0) {
    throw new UserError(
      'NO_LATER_RESULTS',
      `No ad has daily results on its first ${earlyDays} days and ${LATER_WORDS[metric]} after them`,
      'Import reports by day, or look at fewer first days: --early 1',
    );
  }
  const signals = signalsOf(histories, { metric, earlyDays, level, limit });
  const shares = falseDiscoveries(signals);
  const first = histories.reduce((least, { firstDay }) => Math.min(least, firstDay), Number.POSITIVE_INFINITY);
  return {
    currency,
    metric,
    earlyDays,
    level,
    limit,
    ads: histories.length,
    creativeCount: new Set(histories.map(({ creativeId }) => creativeId)).size,
    adsSinceStart: histories.filter(({ firstDay }) => firstDay === first).length,
    signals: signals
      .map((signal, at) => ({
        ...signal,
        verdict: verdictOf(signal, shares[at] ?? null, limit),
        falseDiscovery: shares[at] ?? null,
        enough: (shares[at] ?? 1) <= limit,
      }))
      .sort((a, b) => (a.falseDiscovery ?? 2) - (b.falseDiscovery ?? 2) || (a.chance ?? 2) - (b.chance ?? 2)),
    warnings: scopeRemarks(db).map(inEnglish),
  };
}

const LATER_WORDS: Record<LaterMetric, string> = {
  cvr: 'clicks and conversions',
  cpa: 'spend and conversions',
  roas: 'spend and revenue',
};

/** Of those that have a chance; the others are no findings. */
function falseDiscoveries(signals: readonly Signal[]): (number | null)[] {
  const known = signals.flatMap(({ chance }) => (chance === null ? [] : [chance]));
  const rates = falseDiscoveryRates(known);
  let next = 0;
  return signals.map(({ chance }) => (chance === null ? null : (rates[next++] ?? null)));
}
