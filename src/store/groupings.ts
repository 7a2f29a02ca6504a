/** Ready-made groups of creatives: what `creo cluster --by` can name. */
import type { Store } from './database.js';
import { tagsInForce } from './tags.js';

/** One creative's value of a grouping. */
export interface GroupValue {
  creativeId: number;
  value: string;
}

/** Groupings that come from the ads of a creative, with the column that holds them. */
const AD_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['campaign', 'campaign'],
  ['adGroup', 'ad_group'],
  ['account', 'account'],
  ['platform', 'platform'],
]);

/** Whether a grouping comes from the ads of a creative, so that one creative may be in several of its groups. */
export const isAdGrouping = (name: string): boolean => AD_COLUMNS.has(name);

/** The column of ads that holds the grouping. Throws a RangeError for one that is not of ads. */
export function adColumn(name: string): string {
  const column = AD_COLUMNS.get(name);
  if (column === undefined) throw new RangeError(`${name} does not group ads`);
  return column;
}

/** Every value of a grouping of ads that an ad of some creative has, in order. */
export const adGroupValues = (db: Store, name: string): string[] => {
  const column = adColumn(name);
  return db
    .prepare<[], string>(
      `SELECT DISTINCT ${column} FROM ads WHERE creative_id IS NOT NULL AND ${column} <> '' ORDER BY ${column}`,
    )
    .pluck()
    .all();
};

/** Every name that `groupValues` knows in this store: tags, and what creatives and ads always have. */
export const groupingNames = (db: Store): string[] => [
  ...new Set(['category', ...AD_COLUMNS.keys(), ...tagsInForce(db).map(({ key }) => key)]),
];

/**
 * The value of a grouping for each creative that has one, by creative id: a tag in force, the category, or the
 * campaign, adGroup, account or platform on which the creative spent most (it may have run in several).
 */
export function groupValues(db: Store, name: string): GroupValue[] {
  if (name === 'category') {
    return db
      .prepare<[], GroupValue>(
        `SELECT creative_id AS creativeId, category AS value FROM creatives
         WHERE category IS NOT NULL AND category <> '' ORDER BY creative_id`,
      )
      .all();
  }
  const column = AD_COLUMNS.get(name);
  if (column === undefined) return tagsInForce(db).filter(({ key }) => key === name);
  return db
    .prepare<[], GroupValue>(
      // The days have no index that starts with the ad: they are summed in one pass, then met by the ads.
      `WITH spends AS MATERIALIZED (SELECT ad_id, SUM(spend_micros) AS spend FROM ad_days GROUP BY ad_id)
       SELECT creativeId, value FROM (
         SELECT a.creative_id AS creativeId, a.${column} AS value,
           row_number() OVER (PARTITION BY a.creative_id ORDER BY SUM(s.spend) DESC, a.${column}) AS place
         FROM ads a LEFT JOIN spends s USING (ad_id)
         WHERE a.creative_id IS NOT NULL AND a.${column} <> '' GROUP BY a.creative_id, a.${column})
       WHERE place = 1 ORDER BY creativeId`,
    )
    .all();
}
