/** `creo perf set`: one result by hand. `--json`: the keys of KeptFigures (work/set-figures.ts). */
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';
import { type HandFigures, setFigures } from '../../work/set-figures.js';

export function run(context: Context, options: HandFigures): View {
  const { otherPlatforms, ...kept } = setFigures(context, options);
  const { creative, date, currency } = kept;
  return {
    json: kept,
    headline: `Kept the result of ${creative} on ${date}.`,
    tables: [
      {
        fields: ['creative', 'dateStart', 'impressions', 'clicks', 'conversions', 'spendMicros', 'revenueMicros'],
        rows: [kept],
        currency,
      },
    ],
    notes:
      otherPlatforms.length > 0 ? [`${otherPlatforms.join(' and ')} also reported on it that day: both count.`] : [],
  };
}
