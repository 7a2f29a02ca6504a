/** Rows of one file that are parts of one ad and its days, as breakdowns have them: added up beside the store. */
import { ADDED, FIGURES } from './ad-day-columns.js';
import type { Store } from './database.js';
import type { DayKey, FigureRow } from './day-layers.js';

const PAGE = 10_000;

export class DayParts {
  private readonly insert;

  constructor(private readonly db: Store) {
    db.exec(
      `DROP TABLE IF EXISTS temp.day_parts;
       CREATE TEMP TABLE day_parts (place INTEGER PRIMARY KEY, date_start, ad_id, date_end, currency, ${FIGURES},
         UNIQUE (date_start, ad_id, date_end))`,
    );
    const columns = `date_start, ad_id, date_end, currency, ${FIGURES}`;
    this.insert = db.prepare(
      `INSERT INTO temp.day_parts (${columns}) VALUES (${columns.replace(/\w+/g, '?')})
       ON CONFLICT (date_start, ad_id, date_end) DO UPDATE SET ${ADDED}`,
    );
  }

  add({ dateStart, adId, dateEnd }: DayKey, currency: string, figures: FigureRow): void {
    this.insert.run(dateStart, adId, dateEnd, currency, ...figures);
  }

  /** Each ad and days with the sums of its parts, in pages, so that the store can be written meanwhile. */
  *all(): Generator<{ key: DayKey; currency: string; figures: FigureRow }> {
    const page = this.db
      .prepare<unknown[], [number, number, number, number, string, ...(number | null)[]]>(
        `SELECT place, date_start, ad_id, date_end, currency, ${FIGURES} FROM temp.day_parts WHERE place > ? ORDER BY place LIMIT ${PAGE}`,
      )
      .raw();
    for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)?.[0] ?? 0)) {
      for (const [, dateStart, adId, dateEnd, currency, ...figures] of rows)
        yield { key: { dateStart, adId, dateEnd }, currency, figures };
    }
  }

  close(): void {
    this.db.exec('DROP TABLE temp.day_parts');
  }
}
