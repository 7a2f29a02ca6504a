/** Creatives that have results and no media, and joining them to those that have the file. */
import type { Store } from './database.js';

export interface Fileless {
  creativeId: number;
  name: string;
  /** Further names under which platforms know its ads: video names, utm_content, ids. */
  adNames: string[];
}

export interface Unmatched extends Fileless {
  spendMicros: number | null;
}

const COLUMNS = `c.creative_id AS creativeId, c.name AS name,
  (SELECT json_group_array(DISTINCT alias) FROM (
     SELECT ad_name AS alias FROM ads a WHERE a.creative_id = c.creative_id AND ad_name IS NOT NULL
     UNION SELECT utm_content FROM ads a WHERE a.creative_id = c.creative_id AND utm_content IS NOT NULL)) AS adNames`;
const IS_FILELESS = `c.content_hash IS NULL AND EXISTS (SELECT 1 FROM ads a WHERE a.creative_id = c.creative_id AND a.level = 'ad')`;

/** Creatives without media that ads point to, by name. */
export const filelessCreatives = (db: Store): Fileless[] =>
  db
    .prepare<[], WithJson<Fileless>>(`SELECT ${COLUMNS} FROM creatives c WHERE ${IS_FILELESS} ORDER BY c.name`)
    .all()
    .map(parsed);

/** The same with what was spent on them, the most first: goes over all results. */
export const creativesWithoutMedia = (db: Store): Unmatched[] =>
  db
    .prepare<[], WithJson<Unmatched>>(
      `WITH spent AS MATERIALIZED (
         SELECT a.creative_id AS creative_id, sum(d.spend) AS spend
         FROM (SELECT ad_id, sum(spend_micros) AS spend FROM ad_days GROUP BY ad_id) d JOIN ads a USING (ad_id) GROUP BY a.creative_id)
       SELECT ${COLUMNS}, (SELECT spend FROM spent WHERE spent.creative_id = c.creative_id) AS spendMicros
       FROM creatives c WHERE ${IS_FILELESS} ORDER BY spendMicros DESC, c.name`,
    )
    .all()
    .map(parsed);

type WithJson<Row extends Fileless> = Omit<Row, 'adNames'> & { adNames: string };

const parsed = <Row extends Fileless>(row: WithJson<Row>): Omit<Row, 'adNames'> & { adNames: string[] } => ({
  ...row,
  adNames: textsIn(row.adNames),
});

function textsIn(json: string): string[] {
  const values: unknown = JSON.parse(json);
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}
