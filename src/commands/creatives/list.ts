/** `creo list`: the creatives with their raw results. `--json`: `{ currency, creatives: [{ creativeId, creative, … }] }`. */

import { saidByCreative } from '../../answers/said.js';
import type { View } from '../../fields.js';
import { reportedResults } from '../../metrics/reported.js';
import { NO_TOTALS } from '../../metrics/totals.js';
import type { CreativeStatus } from '../../model.js';
import { type Arrangement, arranged } from '../../show/arrange.js';
import { allCreatives } from '../../store/creatives.js';
import { creativeTotals, type ResultsFilter, resultsCurrency } from '../../store/results.js';
import { tagsInForce } from '../../store/tags.js';
import type { Context } from '../context.js';

export interface ListOptions extends Arrangement, ResultsFilter {
  category: string | null;
  status: CreativeStatus | null;
  /** Only creatives that carry all of these tags. */
  tags: ReadonlyMap<string, string>;
}

const USUAL = [
  'creative',
  'spendMicros',
  'conversions',
  'cvr',
  'roas',
  'clicks',
  'impressions',
  'category',
  'media',
] as const;

export function run({ db }: Context, options: ListOptions): View {
  const { category, status, tags } = options;
  const currency = resultsCurrency(db, options);
  const totals = new Map(creativeTotals(db, options).map((row) => [row.creativeId, row]));
  const tagsOf = new Map<number, Map<string, string>>();
  for (const { creativeId, key, value } of tagsInForce(db)) {
    tagsOf.set(creativeId, (tagsOf.get(creativeId) ?? new Map()).set(key, value));
  }
  const saidBy = saidByCreative(db);
  const found = allCreatives(db)
    .filter(({ creativeId }) => [...tags].every(([key, value]) => tagsOf.get(creativeId)?.get(key) === value))
    .filter((creative) => category === null || creative.category === category)
    .filter((creative) => status === null || creative.status === status)
    .map(({ creativeId, name, media, path, ...creative }) => {
      const own = [...(tagsOf.get(creativeId) ?? [])];
      const { hook, offer, cta, says } = saidBy(creativeId);
      return {
        creativeId,
        creative: name,
        category: creative.category,
        status: creative.status,
        media: media ? `${media.kind} ${media.width}×${media.height}` : null,
        path,
        durationSeconds: media?.durationSeconds ?? null,
        tags: own.map(([key, value]) => `${key}=${value}`).join(' ') || null,
        hook,
        offer,
        cta,
        says,
        ...reportedResults(totals.get(creativeId) ?? NO_TOTALS),
      };
    });
  const { rows, fields } = arranged(found, USUAL, options);
  return {
    json: { currency, creatives: rows },
    headline: rows.length === 1 ? '1 creative' : `${rows.length} creatives`,
    tables: [{ fields, rows, currency }],
  };
}
