/** What is in the store: creatives, one creative, words, imports. */
import { z } from 'zod';
import { creativeOf, inScopeOfCreative } from '../../answers/creative.js';
import { IMPORTED_KEYS, importsOf } from '../../answers/imports.js';
import { type LibraryCreative, libraryOf } from '../../answers/library.js';
import { wordHits } from '../../answers/word-search.js';
import type { FieldKey } from '../../fields.js';
import { answerOf, limit, name, questionOf, results, scope } from '../schemas.js';
import { addReadingTool, type Host } from '../tool.js';

const REPORTED = [
  'spendMicros',
  'revenueMicros',
  'impressions',
  'clicks',
  'conversions',
  'cvrRaw',
  'roasRaw',
] as const satisfies readonly FieldKey[];
const POOLED = ['cvr', 'cvrLow', 'cvrHigh', 'roas', 'roasLow', 'roasHigh', 'probBest', 'verdict'] as const;

const SORTS = ['spend', 'conversions', 'revenue', 'cvr', 'roas', 'name'] as const;
const SORT_KEY = {
  spend: 'spendMicros',
  conversions: 'conversions',
  revenue: 'revenueMicros',
  cvr: 'cvr',
  roas: 'roas',
} as const satisfies Record<Exclude<(typeof SORTS)[number], 'name'>, keyof LibraryCreative>;

const { acrossClients: _pools, ...ofOne } = scope;

export function addLibraryTools(host: Host): void {
  addReadingTool(host, {
    name: 'list',
    title: 'Creatives with their results',
    description:
      'The creatives of the store with what the ad platforms reported of them. cvrRaw and roasRaw are the reports alone and mostly noise where counts are small; with `pooled` each also has cvr, roas with intervals and a verdict, as in winners.',
    takes: {
      ...results,
      category: name('only this product category').optional(),
      tags: z
        .record(z.string(), z.string())
        .default({})
        .describe('only creatives with all of these tags, value by key'),
      sort: z.enum(SORTS).default('spend').describe('largest first; name is alphabetical; cvr and roas take `pooled`'),
      pooled: z.boolean().default(false).describe('whether to work out what to expect of each; takes longer'),
      ...limit,
    },
    gives: answerOf(['currency'], {
      creatives: ['creative', 'creativeId', 'category', 'media', 'durationSeconds', 'tags', ...REPORTED, ...POOLED],
    }),
    answer(db, { category = null, tags, sort, pooled, ...said }) {
      const isPooled = pooled || sort === 'cvr' || sort === 'roas';
      const filters = { category, tags: new Map(Object.entries(tags)), first: null, pooled: isPooled };
      const { currency, creatives } = libraryOf(db, { ...questionOf(said), ...filters });
      return { currency, found: creatives.length, creatives: sorted(creatives, sort) };
    },
    tell: ({ currency, found, creatives }) => ({
      headline: found === 1 ? '1 creative' : `${found} creatives`,
      tables: [
        {
          fields: ['creative', ...REPORTED, ...(creatives.some(({ verdict }) => verdict !== undefined) ? POOLED : [])],
          rows: creatives,
          currency,
        },
      ],
    }),
  });
  addReadingTool(host, {
    name: 'show',
    title: 'One creative',
    description:
      'All that is known of one creative: its other names, media, tags, the words on the screen and spoken, what was measured of its pictures and sound, and the results of each of its ads.',
    takes: { creative: name('its name, or any other name it is known by'), ...ofOne, ...limit },
    gives: answerOf(['currency'], {
      ads: ['platform', 'account', 'campaign', 'adGroup', 'adName', 'dateStart', 'dateEnd', ...REPORTED],
    }),
    answer: (db, { creative, limit: _, ...said }) =>
      inScopeOfCreative(db, creative, questionOf(said).filter ?? {}, () => creativeOf(db, creative)),
    tell: ({ creative, currency, results: totals, ads }) => ({
      headline: `${creative.creative}${creative.says === null ? '' : `, which opens with "${creative.says}"`}`,
      tables: [
        { title: 'Reported, all ads together', fields: REPORTED, rows: [{ ...totals }], currency },
        {
          title: 'Ads',
          fields: ['platform', 'campaign', 'adName', 'dateStart', 'dateEnd', ...REPORTED],
          rows: ads,
          currency,
        },
      ],
      notes:
        creative.tags.length > 0
          ? [`Tags: ${creative.tags.map(({ key, value }) => `${key}=${value}`).join(', ')}`]
          : [],
    }),
  });
  addReadingTool(host, {
    name: 'search',
    title: 'Creatives that say something',
    description:
      'Finds creatives by the words on their screen and the words spoken in them, with the line and the moment. Needs media that was analysed; `searched` counts the creatives whose words are known.',
    takes: { text: name('words to look for, such as "50% off"'), ...limit },
    gives: answerOf([], { results: ['creative', 'creativeId', 'atSeconds', 'line', 'medium'] }),
    answer: (db, { text }) => wordHits(db, text),
    tell: ({ results: found, searched }) => ({
      headline: `${found.length === 0 ? 'No creative says it' : 'Best line of each creative'}; the words of ${searched} creatives are known`,
      tables: [{ fields: ['creative', 'atSeconds', 'line', 'medium'], rows: found }],
    }),
  });
  addReadingTool(host, {
    name: 'imports',
    title: 'Imported files',
    description:
      'Every imported file, the latest first: platform, days, currency and spend. undoneAt is null where it counts.',
    takes: limit,
    gives: answerOf([], {
      imports: IMPORTED_KEYS,
    }),
    answer: (db) => ({ imports: importsOf(db) }),
    tell: ({ imports }) => ({
      headline: imports.length === 0 ? 'Nothing was imported' : 'Imports, the latest first',
      tables: [
        {
          fields: ['importId', 'file', 'platform', 'dateStart', 'dateEnd', 'spendMicros', 'importedAt', 'undoneAt'],
          rows: imports,
        },
      ],
    }),
  });
}

/** Largest first, unknown last; creatives come by name. */
function sorted(creatives: readonly LibraryCreative[], by: (typeof SORTS)[number]): LibraryCreative[] {
  if (by === 'name') return [...creatives];
  const key = SORT_KEY[by];
  const figure = (creative: LibraryCreative): number => creative[key] ?? Number.NEGATIVE_INFINITY;
  // Equal infinities have no difference.
  return [...creatives].sort((a, b) => (figure(a) === figure(b) ? 0 : figure(b) - figure(a)));
}
