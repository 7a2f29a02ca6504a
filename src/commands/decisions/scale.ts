/**
 * `creo scale NAME`: one creative at a larger spend. `--json`: `{ currency, creative, creativeId, per, level, elasticity, elasticityFit, conversionValueMicros, steps:
 * [{ spendMicros, expectedRevenueMicros, …LowMicros, …HighMicros, expectedProfitMicros, confidence, marginalRoas }],
 * fatigue: { halfLifeDays, halfLifeLow, halfLifeHigh, left, daysUntilBreakEven } | null, warnings }`.
 */

import { type AccountOptions, accountPosterior } from '../../answers/account.js';
import { dailyResults } from '../../answers/days.js';
import { followable, plainPlan } from '../../answers/recommendation.js';
import { ctrDecay, type Decay } from '../../decide/time/fatigue.js';
import { scaleUp } from '../../decide/time/scale-up.js';
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import type { Context } from '../context.js';

export interface ScaleOptions extends AccountOptions {
  name: string;
  toMicros: number;
  per: 'day' | 'week' | 'month';
  /** Null takes what the results tell, else what other accounts show. */
  elasticity: number | null;
  level: number;
}

const DAYS = { day: 1, week: 7, month: 30 } as const;
const micros = (units: number): number => Math.round(units * 1e6);

export function run({ db }: Context, options: ScaleOptions): View {
  const { name, toMicros, per, level, seed } = options;
  const account = accountPosterior(db, options);
  const { currency, posterior, conversionValueMicros } = account;
  const row = posterior.creatives.findIndex((creative) => creative.name === name);
  if (row < 0) {
    throw new UserError(
      'NO_SUCH_CREATIVE',
      `No creative with results is called ${name}`,
      'See their names with: creo list',
    );
  }
  if (posterior.roas === null) {
    throw new UserError(
      'NO_REVENUE',
      'No creative has revenue, so there is no profit to scale',
      'State the worth of one: --value 40',
    );
  }
  const { creativeId } = posterior.creatives[row];
  const { days, times } = dailyResults(db, options.filter, creativeId);
  const decay = ctrDecay(days, times);
  const request = { ...plainPlan(db, toMicros), elasticity: options.elasticity, level, seed };
  const { plan, elasticityFit, notes } = followable(account, request);
  const warnings = [...account.warnings, ...notes];
  const scaled = scaleUp(posterior, plan, row, { target: toMicros / 1e6, periodDays: DAYS[per], decay });
  const steps = scaled.steps.map(({ spend, expected, low, high, confidence, marginal }) => ({
    spendMicros: micros(spend),
    expectedRevenueMicros: micros(expected),
    expectedRevenueLowMicros: micros(low),
    expectedRevenueHighMicros: micros(high),
    expectedProfitMicros: micros(expected) - micros(spend),
    confidence,
    marginalRoas: marginal,
  }));
  const { halfLifeDays = null, halfLifeLow = null, halfLifeHigh = null } = decay ?? {};
  const fatigue = decay && {
    halfLifeDays,
    halfLifeLow,
    halfLifeHigh,
    left: scaled.fatigueLeft,
    daysUntilBreakEven: scaled.daysUntilBreakEven,
  };
  const atTarget = steps[steps.length - 1];
  return {
    json: {
      currency,
      creative: name,
      creativeId,
      per,
      level,
      seed,
      elasticity: plan.elasticity.mean,
      elasticityFit,
      conversionValueMicros,
      steps,
      fatigue,
      warnings,
    },
    headline:
      atTarget.expectedProfitMicros > 0
        ? `${name} is expected to earn at that spend a ${per}`
        : `${name} is not expected to earn at that spend a ${per}`,
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
    notes: [...fatigueNotes(decay, scaled.daysUntilBreakEven), ...warnings],
  };
}

function fatigueNotes(decay: Decay | null, daysUntilBreakEven: number | null): string[] {
  if (decay === null) return ['Fatigue is left out: it takes at least three days of daily results to see.'];
  if (decay.low <= 0 || decay.halfLifeDays === null) {
    return ['Its click rate does not clearly fall so far, so no fatigue is taken off.'];
  }
  const end =
    daysUntilBreakEven === null
      ? ''
      : `; the whole spend stops earning after about ${Math.ceil(daysUntilBreakEven)} days`;
  return [
    `Its click rate halves in about ${Math.round(decay.halfLifeDays)} days, which is taken off the revenue${end}.`,
  ];
}
