/** Results of the creatives in plans while each plan stood, read so that a scrape of a large store stays quick. */
import type { Totals } from '../model.js';
import { type Day, dayNumber, dayOf } from '../units.js';
import type { Store } from './database.js';
import { TOTALS } from './results.js';

/** The creatives that matter to the plans of one day. */
export interface PlannedDay {
  day: Day;
  creativeIds: readonly number[];
}

export interface PlanResults extends Totals {
  /** Day of the plans that stood. */
  day: Day;
  creativeId: number;
  /** Days from its first result to its last. */
  days: number;
}

/**
 * One row per day of plans and creative with results. Plans stand from the day after theirs to the day of the next ones;
 * results of several days that reach beyond are left out. The days with results are walked along the key, and each is
 * looked up for the few ads that matter on it: the other rows, nearly all of a large store, are never read.
 */
export const resultsOfPlans = (db: Store, planned: readonly PlannedDay[], currency: string): PlanResults[] =>
  db
    .prepare<{ planned: string; currency: string }, Omit<PlanResults, 'day'> & { day: number }>(
      `WITH RECURSIVE
         plans (made, creatives) AS MATERIALIZED (SELECT value ->> 0, value -> 1 FROM json_each(:planned)),
         standing (made, last) AS MATERIALIZED (SELECT made, LEAD(made) OVER (ORDER BY made) FROM plans),
         planned (made, creative_id) AS MATERIALIZED (SELECT made, value FROM plans, json_each(plans.creatives)),
         days (day) AS (
           SELECT MIN(date_start) FROM ad_days WHERE date_start > (SELECT MIN(made) FROM plans)
           UNION ALL SELECT (SELECT MIN(date_start) FROM ad_days WHERE date_start > day) FROM days WHERE day IS NOT NULL)
       SELECT s.made AS day, p.creative_id AS creativeId,
         MAX(d.date_end) - MIN(d.date_start) + 1 AS days, ${TOTALS}
       FROM days CROSS JOIN standing s CROSS JOIN planned p CROSS JOIN ads a CROSS JOIN ad_days d
       WHERE days.day > s.made AND (s.last IS NULL OR days.day <= s.last) AND p.made = s.made
         AND a.creative_id = p.creative_id AND d.date_start = days.day AND d.ad_id = a.ad_id
         AND (s.last IS NULL OR d.date_end <= s.last)
         -- The plus keeps SQLite on the key: it would rather index every row by currency for the one query.
         AND +d.currency = :currency
       GROUP BY s.made, p.creative_id ORDER BY s.made, p.creative_id`,
    )
    .all({ planned: JSON.stringify(planned.map(({ day, creativeIds }) => [dayNumber(day), creativeIds])), currency })
    .map((row) => ({ ...row, day: dayOf(row.day) }));
