/** Creatives that have results and no media, and joining them to those that have the file. */
import type { Store } from './database.js';

export interface Unmatched {
  creativeId: number;
  name: string;
  /** Further names under which platforms know its ads: video names, utm_content, ids. */
  adNames: string[];
  spendMicros: number | null;
}

/** Creatives without media that ads point to, the most spent on first. */
export const creativesWithoutMedia = (db: Store): Unmatched[] =>
  db
    .prepare<[], Omit<Unmatched, 'adNames'> & { adNames: string }>(
      `SELECT c.creative_id AS creativeId, c.name AS name, (SELECT sum(d.spend_micros) FROM ads a JOIN ad_days d USING (ad_id)
           WHERE a.creative_id = c.creative_id) AS spendMicros,
         (SELECT json_group_array(DISTINCT alias) FROM (
            SELECT ad_name AS alias FROM ads a WHERE a.creative_id = c.creative_id AND ad_name IS NOT NULL
            UNION SELECT utm_content FROM ads a WHERE a.creative_id = c.creative_id AND utm_content IS NOT NULL)) AS adNames
       FROM creatives c WHERE c.content_hash IS NULL AND EXISTS (SELECT 1 FROM ads a WHERE a.creative_id = c.creative_id AND a.level = 'ad')
       ORDER BY spendMicros DESC, c.name`,
    )
    .all()
    .map((row) => ({ ...row, adNames: textsIn(row.adNames) }));

function textsIn(json: string): string[] {
  const values: unknown = JSON.parse(json);
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}
