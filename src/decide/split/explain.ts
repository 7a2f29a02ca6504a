/** The arithmetic of one creative, step by step: each figure of the plan, and how it comes about. */

import { ratio, roas } from '../../metrics/rates.js';
import { unitsOf } from '../../units.js';
import type { Tier } from '../posterior/posterior.js';
import { interval, mean, rowDraws, shareAtLeast } from '../posterior/statistics.js';
import type { Recommendation } from './recommend.js';

export interface Step {
  step: string;
  formula: string;
  /** In plain units: money in units of the currency, rates as fractions. Null is unknown. */
  figure: number | null;
}

/** The steps from the reported counts to the creative's budget and expected revenue. */
export function explain({ plan, ground, probProfit, standings }: Recommendation, row: number): Step[] {
  const { posterior, curve, references, options } = ground;
  const { totals } = posterior.creatives[row]!;
  const spend = posterior.evidence.spends[row]!;
  const budget = unitsOf(plan.budgetsMicros[row]!);
  const x = budget / references[row]!;
  const gains = posterior.roas ?? posterior.conversionsPerUnit;
  const per = posterior.roas ? 'ROAS' : 'conversions per unit';
  const [low, high] = interval(rowDraws(gains, row), options.level);
  return [
    { step: 'tested spend', formula: 'reported', figure: spend },
    ...(posterior.clicksPerUnit && posterior.tiers.clicks
      ? factorSteps(
          'clicks per unit',
          'clicks / spend',
          ratio(totals.clicks, spend),
          posterior.tiers.clicks,
          posterior.clicksPerUnit.means[row]!,
        )
      : []),
    ...factorSteps(
      posterior.cvr ? 'CVR' : 'conversions per unit',
      posterior.cvr ? 'conversions / clicks' : 'conversions / spend',
      ratio(totals.conversions, posterior.cvr ? totals.clicks : spend),
      posterior.tiers.conversions,
      (posterior.cvr ?? posterior.conversionsPerUnit).means[row]!,
    ),
    ...valueSteps(),
    {
      step: `${per}, raw`,
      formula: posterior.roas ? 'revenue / spend' : 'conversions / spend',
      figure: posterior.roas ? roas(totals) : ratio(totals.conversions, spend),
    },
    {
      step: `${per}, expected`,
      formula: 'mean of the product of the factors over the draws',
      figure: gains.means[row]!,
    },
    { step: `${per}, low`, formula: `lower end of the ${options.level} interval of the draws`, figure: low },
    { step: `${per}, high`, formula: 'upper end', figure: high },
    {
      step: 'P(best)',
      formula: `share of ${posterior.draws} draws in which it is the highest`,
      figure: standings[row]!.probBest,
    },
    {
      step: 'P(profit) at the tested spend',
      formula: `share of draws with ROAS of ${options.breakEvenRoas} or more`,
      figure: probProfit?.[row] ?? null,
    },
    ...(options.minCvr !== null && posterior.cvr
      ? [
          {
            step: 'P(CVR over the minimum)',
            formula: `share of draws at ${options.minCvr} or more; money needs 0.5`,
            figure: shareAtLeast(rowDraws(posterior.cvr, row), options.minCvr),
          },
        ]
      : []),
    {
      step: 'reference spend s0',
      formula: `larger of own spend and 1.5 x median tested spend, at the pace of the tests over ${options.horizonDays} days`,
      figure: references[row]!,
    },
    {
      step: 'budget s',
      formula: `marginal gain lowered to the common level; bound: ${plan.bounds[row]!}`,
      figure: budget,
    },
    {
      step: 'scaled spend',
      formula: `s0 x f(s / s0), elasticity ${rounded(curve.elasticity.mean)} ± ${rounded(curve.elasticity.sd)}, saturating with a chance of ${curve.saturation.chance}`,
      figure: references[row]! * curve.returnAt(x),
    },
    {
      step: posterior.roas ? 'expected revenue' : 'expected conversions',
      formula: `${per} expected x scaled spend`,
      figure: gains.means[row]! * references[row]! * curve.returnAt(x),
    },
    {
      step: 'P(profit) at the planned spend',
      formula: 'share of draws of return, curve and drift in which it earns its spend back',
      figure: numberOrNull(plan.prediction.probProfitByRow?.[row]),
    },
    {
      step: 'next unit brings',
      formula: `${per} expected x f'(s / s0)`,
      figure: gains.means[row]! * curve.marginalAt(x),
    },
    { step: 'common level', formula: 'marginal gain at which the plan stops', figure: plan.marginal },
  ];

  function valueSteps(): Step[] {
    const { value, tiers } = posterior;
    if (value === null) return [];
    const raw = ratio(posterior.evidence.revenues[row]!, posterior.evidence.valuedConversions[row]!);
    if (tiers.value === null) return [{ step: 'value of a conversion', formula: 'stated', figure: value.means[row]! }];
    return [
      { step: 'order value, raw', formula: 'revenue / conversions', figure: raw },
      {
        step: 'order value, account',
        formula: `typical value; spread between creatives ${rounded(tiers.value.spread)}`,
        figure: tiers.value.accountValue,
      },
      {
        step: 'order value, expected',
        formula: `raw pulled to the account; order cv² ${rounded(tiers.value.orderCv2)}`,
        figure: mean(rowDraws(value, row)),
      },
    ];
  }
}

/** A rate on its way from raw to expected. */
function factorSteps(name: string, formula: string, raw: number | null, tier: Tier, expected: number): Step[] {
  const spreads = `spread between creatives ${rounded(tier.creativeSpread)}, between clusters ${rounded(tier.groupSpread)}`;
  return [
    { step: `${name}, raw`, formula, figure: raw },
    { step: `${name}, account`, formula: spreads, figure: tier.accountRate },
    { step: `${name}, expected`, formula: 'raw pulled to the cluster and the account', figure: expected },
  ];
}

/** Unknown, and NaN for a creative without money, is null. */
const numberOrNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

const rounded = (value: number): string => value.toPrecision(2);
