/** `creo list`: the creatives with their results. */
import type { View } from '../fields.js';
import { allCreatives } from '../store/creatives.js';
import { creativeTotals, resultsCurrency } from '../store/results.js';
import type { Context } from './context.js';

export interface ListOptions {
  category: string | null;
}

export function run({ db }: Context, { category }: ListOptions): View {
  const currency = resultsCurrency(db, {});
  const totals = new Map(creativeTotals(db, {}).map((row) => [row.creativeId, row]));
  const rows = allCreatives(db)
    .filter((creative) => category === null || creative.category === category)
    .map(({ creativeId, name, status, media, category: group }) => {
      const sums = totals.get(creativeId);
      return {
        creativeId,
        creative: name,
        category: group,
        status,
        kind: media?.kind ?? null,
        durationSeconds: media?.durationSeconds ?? null,
        impressions: sums?.impressions ?? null,
        clicks: sums?.clicks ?? null,
        conversions: sums?.conversions ?? null,
        spendMicros: sums?.spendMicros ?? null,
        revenueMicros: sums?.revenueMicros ?? null,
      };
    });
  return {
    json: { currency, creatives: rows },
    headline: `${rows.length} creatives`,
    tables: [
      {
        fields: [
          'creative',
          'category',
          'kind',
          'durationSeconds',
          'impressions',
          'clicks',
          'conversions',
          'spendMicros',
          'revenueMicros',
        ],
        rows,
        currency,
      },
    ],
  };
}
