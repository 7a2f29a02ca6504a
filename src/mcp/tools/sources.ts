/** A second source of conversions beside the platforms' own counts. */
import { sourcesOf } from '../../answers/sources.js';
import type { FieldKey } from '../../fields.js';
import { answerOf, judging, limit, name, questionOf, results } from '../schemas.js';
import { addReadingTool, type Host } from '../tool.js';

const BOTH = [
  'platformConversions',
  'sourceConversions',
  'sourceRatio',
  'sourceRatioLow',
  'sourceRatioHigh',
  'platformRank',
  'sourceRank',
  'spendMicros',
] as const satisfies readonly FieldKey[];

export function addSourceTools(host: Host): void {
  addReadingTool(host, {
    name: 'sources',
    title: 'Platform and second source side by side',
    description:
      'Conversions as the ad platform counts them beside those of a second source (analytics, a tracker, a shop) for each creative, with their ratio and its interval, the rank by either, and what could not be joined to an ad. The two are never added.',
    takes: {
      source: name('the second source; the only one where not said').optional(),
      ...results,
      ...judging,
      ...limit,
    },
    gives: answerOf(['currency', 'source', 'dateStart', 'dateEnd'], {
      creatives: ['creative', 'creativeId', ...BOTH],
      unjoined: ['reference', 'reason', 'conversions', 'revenueMicros', 'currency'],
    }),
    answer: (db, { source, limit: _, ...said }) => sourcesOf(db, { ...questionOf(said), source: source ?? null }),
    tell: ({ source, currency, dateStart, dateEnd, creatives, unjoined, warnings }) => ({
      headline: `${source} beside the platform, from ${dateStart} to ${dateEnd}`,
      tables: [
        { title: 'Creatives', fields: ['creative', ...BOTH], rows: creatives, currency },
        {
          title: 'Not counted for any ad',
          fields: ['reference', 'reason', 'conversions', 'revenueMicros'],
          rows: unjoined,
        },
      ],
      notes: warnings,
    }),
  });
}
