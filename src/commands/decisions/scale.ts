/** `creo scale NAME`: one creative at a larger spend. `--json`: the keys of ScaleAnswer (answers/scale.ts). */
import { type ScaleAnswer, type ScaleQuestion, STEP_KEYS, scaleOf } from '../../answers/scale.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context, question: ScaleQuestion): View<ScaleAnswer> {
  const answer = scaleOf(db, question);
  const { creative, per, steps, fatigue, currency, warnings } = answer;
  const earns = (steps.at(-1)?.expectedProfitMicros ?? 0) > 0;
  return {
    json: answer,
    headline: `${creative} is ${earns ? '' : 'not '}expected to earn at that spend a ${per}`,
    tables: [
      {
        fields: STEP_KEYS,
        rows: steps,
        currency,
      },
    ],
    notes: [fatigueNote(fatigue), ...warnings],
  };
}

function fatigueNote(fatigue: ScaleAnswer['fatigue']): string {
  if (fatigue === null) return 'Fatigue is left out: it takes at least three days of daily results to see.';
  const { clear, halfLifeDays, daysUntilBreakEven } = fatigue;
  if (!clear || halfLifeDays === null)
    return 'Its click rate does not clearly fall so far, so no fatigue is taken off.';
  const end =
    daysUntilBreakEven === null
      ? ''
      : `; the whole spend stops earning after about ${Math.ceil(daysUntilBreakEven)} days`;
  return `Its click rate halves in about ${Math.round(halfLifeDays)} days; a month of that is taken off the revenue${end}.`;
}
