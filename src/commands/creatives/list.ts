/** `creo list`: the creatives with their raw results. `--json`: `{ currency, creatives: [{ creativeId, creative, … }] }`. */

import type { View } from '../../fields.js';
import { reportedResults } from '../../metrics/reported.js';
import { NO_TOTALS } from '../../metrics/totals.js';
import type { CreativeStatus } from '../../model.js';
import { type Arrangement, arranged } from '../../show/arrange.js';
import { creativesWhere } from '../../store/creatives.js';
import { creativeTotals, creativeTotalsOf, type ResultsFilter, resultsCurrency } from '../../store/results.js';
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
  const { category, status, tags, limit } = options;
  const currency = resultsCurrency(db, options);
  // The first creatives by name are known before anything else is read; to find the first by a figure takes them all.
  const page = options.sort === null && tags.size === 0 ? limit : null;
  const chosen = creativesWhere(db, { category, status, limit: page });
  const ids = page === null ? null : chosen.map(({ creativeId }) => creativeId);
  const results = ids === null ? creativeTotals(db, options) : creativeTotalsOf(db, options, ids);
  const totals = new Map(results.map((row) => [row.creativeId, row]));
  const tagsOf = new Map<number, Map<string, string>>();
  for (const { creativeId, key, value } of tagsInForce(db, ids)) {
    tagsOf.set(creativeId, (tagsOf.get(creativeId) ?? new Map()).set(key, value));
  }
  const found = chosen
    .filter(({ creativeId }) => [...tags].every(([key, value]) => tagsOf.get(creativeId)?.get(key) === value))
    .map(({ creativeId, name, media, path, ...creative }) => {
      const own = [...(tagsOf.get(creativeId) ?? [])];
      return {
        creativeId,
        creative: name,
        category: creative.category,
        status: creative.status,
        media: media ? `${media.kind} ${media.width}×${media.height}` : null,
        path,
        durationSeconds: media?.durationSeconds ?? null,
        tags: own.map(([key, value]) => `${key}=${value}`).join(' ') || null,
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
