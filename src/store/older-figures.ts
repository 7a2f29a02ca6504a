/** Days on which delivery is newer than what people did after it, since the newer file did not have that. */
import { bitOf } from './ad-day-columns.js';
import type { Store } from './database.js';
import { unpackLayers } from './day-packs.js';

export interface OlderFigures {
  /** Figures that an older import gave. */
  figures: readonly ('conversions' | 'revenueMicros')[];
  rows: number;
  /** Whole days since 1970-01-01. */
  dateStart: number;
  dateEnd: number;
  days: number;
  /** The imports that gave them, oldest first. */
  importIds: readonly number[];
}

const CONVERSIONS = bitOf('conversions');
const REVENUE = bitOf('revenueMicros');
/** Figures of what people did, which are only as good as the delivery they are held against. */
export const PEOPLE_BITS = CONVERSIONS | REVENUE;
const DELIVERY_BITS = bitOf('impressions') | bitOf('clicks') | bitOf('spendMicros');

/** Rows that the import changed while their conversions or revenue are those of older imports; null when there are none. */
export function olderFigures(db: Store, importId: number, firstDay: number, lastDay: number): OlderFigures | null {
  unpackLayers(db);
  const older = (bit: number, column: string): string => `(d.given & ${bit} = 0 AND d.${column} IS NOT NULL)`;
  const conversions = older(CONVERSIONS, 'conversions');
  const revenue = older(REVENUE, 'revenue_micros');
  const from = `FROM ad_days d WHERE d.date_start BETWEEN :firstDay AND :lastDay AND d.import_id = :importId
     AND d.given & ${DELIVERY_BITS} AND (${conversions} OR ${revenue})`;
  const found = db
    .prepare<
      { importId: number; firstDay: number; lastDay: number },
      { rows: number; dateStart: number; dateEnd: number; days: number; conversions: number; revenue: number }
    >(
      `SELECT COUNT(*) AS rows, MIN(d.date_start) AS dateStart, MAX(d.date_end) AS dateEnd, COUNT(DISTINCT d.date_start) AS days,
         MAX(${conversions}) AS conversions, MAX(${revenue}) AS revenue ${from}`,
    )
    .get({ importId, firstDay, lastDay });
  if (!found || found.rows === 0) return null;
  const importIds = db
    .prepare<unknown[] | object, number>(
      `SELECT DISTINCT (SELECT MAX(l.import_id) FROM day_layers l
           WHERE l.date_start = d.date_start AND l.ad_id = d.ad_id AND l.date_end = d.date_end AND l.import_id < :importId
             AND (l.conversions IS NOT NULL AND ${conversions} OR l.revenue_micros IS NOT NULL AND ${revenue})) ${from} ORDER BY 1`,
    )
    .pluck()
    .all({ importId, firstDay, lastDay });
  const { rows, dateStart, dateEnd, days } = found;
  return {
    figures: [
      ...(found.conversions ? ['conversions' as const] : []),
      ...(found.revenue ? ['revenueMicros' as const] : []),
    ],
    rows,
    dateStart,
    dateEnd,
    days,
    importIds,
  };
}
