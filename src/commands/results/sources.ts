/** `creo sources`: a second source beside the platform. `--json`: the keys of SourcesAnswer (answers/sources.ts). */
import { type SourcesAnswer, type SourcesQuestion, sourcesOf } from '../../answers/sources.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

/** Names that change places and are said. */
const NAMED = 5;

export function run({ db }: Context, question: SourcesQuestion): View<SourcesAnswer> {
  const answer = sourcesOf(db, question);
  const { source, currency, dateStart, dateEnd, creatives, total, changesRank, unjoined, warnings } = answer;
  const lost = unjoined.reduce((sum, { conversions }) => sum + conversions, 0);
  return {
    json: answer,
    headline: `${source} counts ${count(total.sourceConversions)} conversions from ${dateStart} to ${dateEnd}, where the platform counts ${count(total.platformConversions)}`,
    tables: [
      {
        title: 'Creatives',
        fields: [
          'creative',
          'platformConversions',
          'sourceConversions',
          'sourceRatio',
          'sourceRatioLow',
          'sourceRatioHigh',
          'platformRank',
          'sourceRank',
          'platformRevenueMicros',
          'sourceRevenueMicros',
          'spendMicros',
        ],
        rows: creatives,
        currency,
      },
      ...(unjoined.length > 0
        ? [
            {
              title: 'Not counted for any ad',
              fields: ['reference', 'reason', 'conversions', 'revenueMicros', 'currency'] as const,
              rows: unjoined,
            },
          ]
        : []),
    ],
    notes: [
      'The two are never added: creo accounts set NAME --truth decides which one answers use.',
      changesRank.length === 0
        ? 'No creative changes its place by it.'
        : `${changesRank.length} creatives change places by it: ${changesRank.slice(0, NAMED).join(', ')}${changesRank.length > NAMED ? ' and others' : ''}.`,
      ...(lost > 0 ? [`${count(lost)} conversions of ${source} are counted for no ad.`] : []),
      ...warnings,
    ],
  };
}

const count = (value: number | null): string => (value === null ? 'no' : String(Math.round(value * 100) / 100));
