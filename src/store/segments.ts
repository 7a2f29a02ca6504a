/**
 * Parts of rows that a report cuts further by age, placement and the like, as imports keep them beside the sums of
 * ad_days. Of several imports of the same ad, days and dimension, the newest that knows a figure tells it for all parts.
 */
import { SEGMENT_DIMENSIONS, type SegmentDimension } from '../model.js';
import { FIGURES } from './ad-day-columns.js';
import type { Store } from './database.js';
import { bound, type ResultsFilter, WHERE_DAYS } from './results.js';

/** Whether an import has a part of a row that no older import has with the same figures. */
export function hasNewSegments(db: Store, importId: number): boolean {
  const parts = (which: string): string =>
    `SELECT date_start, ad_id, date_end, dimension, value, currency, ${FIGURES} FROM ad_segments WHERE import_id ${which} :importId`;
  return db.prepare(`${parts('=')} EXCEPT ${parts('<')} LIMIT 1`).get({ importId }) !== undefined;
}

/** What joins the columns of a dimension, and their values. */
const JOINT = ' × ';

/** Dimensions that answers know, by the headers that reports give them. */
const HEADERS = {
  age: ['age', 'age bucket', 'age range', 'alter', 'edad', 'idade', 'возраст'],
  gender: ['gender', 'sex', 'geschlecht', 'sexo', 'gênero', 'пол'],
  placement: ['placement', 'placements', 'platform_position', 'площадка', 'название площадки'],
  country: ['country', 'country/region', 'country_name', 'land', 'país', 'страна'],
} as const satisfies Record<SegmentDimension, readonly string[]>;

export interface SegmentCell {
  creativeId: number;
  /** Values of the dimensions asked for, in their order. */
  cell: string;
  clicks: number;
  conversions: number;
  /** Micros in the currency of the report; null where no part of it is known. */
  revenue: number | null;
}

interface PartRow {
  adId: number;
  creativeId: number;
  dateStart: number;
  dateEnd: number;
  dimension: string;
  value: string;
  clicks: number | null;
  conversions: number | null;
  revenue: number | null;
}

/** Results of creatives in each cell of some dimensions; an ad's days count once, however many reports cut them. */
export function segmentCells(db: Store, filter: ResultsFilter, dimensions: readonly SegmentDimension[]): SegmentCell[] {
  const cutters = new Map(
    storedDimensions(db).flatMap((dimension) => {
      const places = dimensions.map((wanted) =>
        dimension.split(JOINT).findIndex((header) => dimensionOf(header) === wanted),
      );
      return places.includes(-1) ? [] : [[dimension, places] as const];
    }),
  );
  // The coarsest cut that has all that is asked for: its parts are the fewest sums.
  const order = [...cutters.keys()].sort((a, b) => a.split(JOINT).length - b.split(JOINT).length || (a < b ? -1 : 1));
  const cutBy = new Map<string, string>();
  const rows = partRows(db, filter, order);
  for (const { adId, dateStart, dateEnd, dimension } of rows) {
    const key = `${adId} ${dateStart} ${dateEnd}`;
    const known = cutBy.get(key);
    if (known === undefined || order.indexOf(dimension) < order.indexOf(known)) cutBy.set(key, dimension);
  }
  const cells = new Map<string, SegmentCell>();
  for (const { adId, creativeId, dateStart, dateEnd, dimension, value, clicks, conversions, revenue } of rows) {
    if (clicks === null || conversions === null || cutBy.get(`${adId} ${dateStart} ${dateEnd}`) !== dimension) continue;
    const values = value.split(JOINT);
    const cell = (cutters.get(dimension) ?? []).map((place) => (values[place] ?? '').toLowerCase()).join(JOINT);
    const key = `${creativeId} ${cell}`;
    const sum = cells.get(key) ?? { creativeId, cell, clicks: 0, conversions: 0, revenue: null };
    sum.clicks += clicks;
    sum.conversions += conversions;
    if (revenue !== null) sum.revenue = (sum.revenue ?? 0) + revenue;
    cells.set(key, sum);
  }
  return [...cells.values()];
}

/** The dimensions by which some import cut its rows, each as its headers name it. */
export const storedDimensions = (db: Store): string[] =>
  db.prepare<[], string>('SELECT DISTINCT dimension FROM ad_segments ORDER BY dimension').pluck().all();

function dimensionOf(header: string): SegmentDimension | null {
  const name = header.trim().toLowerCase();
  return SEGMENT_DIMENSIONS.find((dimension) => HEADERS[dimension].some((known) => known === name)) ?? null;
}

/** Every part with the figures that hold; an import with --replace hides what older ones say of the same ad and days. */
function partRows(db: Store, filter: ResultsFilter, dimensions: readonly string[]): PartRow[] {
  const newest = (column: string): string =>
    `MAX(CASE WHEN d.${column} IS NOT NULL THEN d.import_id END) OVER (PARTITION BY d.date_start, d.ad_id, d.date_end, d.dimension)`;
  const held = (column: string): string =>
    `MAX(CASE WHEN import_id = ${column}_of AND import_id >= bottom THEN ${column} END)`;
  return db
    .prepare<ReturnType<typeof bound> & { dimensions: string }, PartRow>(
      `WITH parts AS (
         SELECT d.*, a.creative_id, ${newest('clicks')} AS clicks_of, ${newest('conversions')} AS conversions_of,
           ${newest('revenue_micros')} AS revenue_micros_of,
           MAX(CASE WHEN i.replaces = 1 THEN d.import_id ELSE 0 END) OVER (PARTITION BY d.date_start, d.ad_id, d.date_end) AS bottom
         FROM ad_segments d JOIN ads a USING (ad_id) JOIN main.imports i USING (import_id)
         WHERE d.dimension IN (SELECT value FROM json_each(:dimensions)) AND a.creative_id IS NOT NULL
           AND (:platform IS NULL OR a.platform = :platform) AND ${WHERE_DAYS})
       SELECT ad_id AS adId, creative_id AS creativeId, date_start AS dateStart, date_end AS dateEnd, dimension, value,
         ${held('clicks')} AS clicks, ${held('conversions')} AS conversions, ${held('revenue_micros')} AS revenue
       FROM parts GROUP BY date_start, ad_id, date_end, dimension, value`,
    )
    .all({ ...bound(filter), dimensions: JSON.stringify(dimensions) });
}
