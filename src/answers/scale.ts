/** One creative at a larger spend: `creo scale`. */
import type { ElasticityFit } from '../decide/split/elasticity-fit.js';
import { profitOf } from '../decide/split/goals.js';
import { ctrDecay } from '../decide/time/fatigue.js';
import { scaleUp } from '../decide/time/scale-up.js';
import { UserError } from '../errors.js';
import { inEnglish } from '../remarks.js';
import type { Store } from '../store/database.js';
import { microsOf, unitsOf } from '../units.js';
import { learntAccount } from './account.js';
import { dailyResults } from './days.js';
import type { Question } from './question.js';
import { rowOf } from './recommend.js';
import { scalingPlan } from './scaling-plan.js';
import { scoped } from './scoped.js';
import type { Delays } from './settling.js';

export type Period = 'day' | 'week' | 'month';

const DAYS: Record<Period, number> = { day: 1, week: 7, month: 30 };

export interface ScaleQuestion extends Question {
  name: string;
  /** Spend in each period, micros. */
  toMicros: number;
  per: Period;
}

export interface ScaleAnswer {
  currency: string | null;
  creative: string;
  creativeId: number;
  per: Period;
  level: number;
  seed: number;
  breakEvenRoas: number;
  elasticity: number;
  elasticityFit: ElasticityFit | null;
  conversionValueMicros: number | null;
  /** From a small part of the target up to it; amounts are those of one period. */
  steps: ScaleStepAnswer[];
  /** How clicks fade; null without results of three days or more. */
  fatigue: {
    halfLifeDays: number | null;
    /** Ends of the 80% interval; null where it does not fall. */
    halfLifeLow: number | null;
    halfLifeHigh: number | null;
    /** Whether the fall is clear, so that it is taken off. */
    clear: boolean;
    /** Share of the revenue that is left over 30 days. */
    left: number;
    daysUntilBreakEven: number | null;
  } | null;
  /** What is still coming in of the results; null where everything counts as reported. */
  delays: Delays | null;
  warnings: readonly string[];
}

export interface ScaleStepAnswer {
  spendMicros: number;
  expectedRevenueMicros: number;
  expectedRevenueLowMicros: number;
  expectedRevenueHighMicros: number;
  expectedProfitMicros: number;
  /** Expected revenue / spend. */
  expectedRoas: number;
  confidence: number | null;
  marginalRoas: number;
}

/** Its keys, in the order in which they are shown. */
export const STEP_KEYS = [
  'spendMicros',
  'expectedRevenueMicros',
  'expectedRevenueLowMicros',
  'expectedRevenueHighMicros',
  'expectedProfitMicros',
  'expectedRoas',
  'confidence',
  'marginalRoas',
] as const satisfies readonly (keyof ScaleStepAnswer)[];

/** Throws UserError NO_SUCH_CREATIVE, NO_REVENUE, NO_RESULTS, MIXED_CURRENCIES. */
export const scaleOf = scoped(answerScaleOf);

function answerScaleOf(db: Store, question: ScaleQuestion): ScaleAnswer {
  const { name, toMicros, per } = question;
  const account = learntAccount(db, question);
  const { posterior, currency, conversionValueMicros, level, seed, breakEvenRoas, filter } = account;
  const row = rowOf(name, posterior);
  if (posterior.roas === null) {
    throw new UserError(
      'NO_REVENUE',
      'No creative has revenue, so there is no profit to scale',
      'State the worth of one: --value 40',
    );
  }
  const { creativeId } = posterior.creatives[row]!;
  const { days, times } = dailyResults(db, filter, creativeId);
  const decay = ctrDecay(days, times);
  const { plan, elasticityFit, remarks } = scalingPlan(account, { budgetMicros: toMicros, horizonDays: DAYS[per] });
  const scaled = scaleUp(posterior, plan, row, { target: unitsOf(toMicros), decay });
  return {
    currency,
    creative: name,
    creativeId,
    per,
    level,
    seed,
    breakEvenRoas,
    elasticity: plan.elasticity.mean,
    elasticityFit,
    conversionValueMicros,
    steps: scaled.steps.map(({ spend, expected, low, high, confidence, marginal }) => ({
      spendMicros: microsOf(spend),
      expectedRevenueMicros: microsOf(expected),
      expectedRevenueLowMicros: microsOf(low),
      expectedRevenueHighMicros: microsOf(high),
      expectedProfitMicros: microsOf(profitOf(expected, spend, breakEvenRoas)),
      expectedRoas: expected / spend,
      confidence,
      marginalRoas: marginal,
    })),
    fatigue: decay && {
      halfLifeDays: decay.halfLifeDays,
      halfLifeLow: decay.halfLifeLow,
      halfLifeHigh: decay.halfLifeHigh,
      clear: decay.low > 0 && decay.halfLifeDays !== null,
      left: scaled.fatigueLeft,
      daysUntilBreakEven: scaled.daysUntilBreakEven,
    },
    delays: account.settling?.delays ?? null,
    warnings: [...account.remarks, ...remarks].map(inEnglish),
  };
}
