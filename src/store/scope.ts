/**
 * Whose results a question is about, and in which money. While a scope is entered, temp views of the same names stand
 * before the tables that hold creatives and results, on this connection alone: every query then sees the ads of the
 * client or account and nothing of the others, conversions as the source of truth tells them, and amounts in the one
 * currency. Outside of it the tables are as they are; a scope writes nothing to the store.
 */
import type { Remark } from '../remarks.js';
import { CLIENT_OF_AD, SETTINGS_OF_ADS } from './accounts.js';
import { FIGURES } from './ad-day-columns.js';
import { convertDays } from './converted-days.js';
import type { Store } from './database.js';
import { bySourceOfTruth, hasSourceOfTruth } from './source-truth.js';
import { stateOf } from './state.js';

export interface Scope {
  /** Null for all. */
  client: string | null;
  account: string | null;
  /** ISO 4217; null leaves amounts in their own currency. */
  convert: string | null;
  /** `platform` or a source, in place of what the accounts are set to; null for that. */
  truth: string | null;
}

const IN_SCOPE = 'creative_id IN (SELECT creative_id FROM temp.scope_creatives)';

/** SQL for the member of cluster `k` in scope that is nearest to its middle: on the map of the run, which has two dimensions. */
const OWN_CENTRAL = `SELECT m.creative_id FROM main.cluster_members m
  LEFT JOIN main.cluster_members c ON c.run_id = k.run_id AND c.creative_id = k.central_creative_id
  WHERE m.run_id = k.run_id AND m.cluster_id = k.cluster_id AND m.${IN_SCOPE}
  ORDER BY m.creative_id <> k.central_creative_id, (m.x - c.x) * (m.x - c.x) + (m.y - c.y) * (m.y - c.y), m.creative_id LIMIT 1`;

/** Views by the name of the table that each stands before: only rows that the ads in scope have to do with. */
const NARROWED: readonly (readonly [table: string, select: string])[] = [
  ['ads', 'SELECT * FROM main.ads WHERE ad_id IN (SELECT ad_id FROM temp.scope_ads)'],
  ['ad_segments', 'SELECT * FROM main.ad_segments WHERE ad_id IN (SELECT ad_id FROM temp.scope_ads)'],
  [
    'cluster_runs',
    `SELECT * FROM main.cluster_runs r WHERE EXISTS (SELECT 1 FROM main.cluster_members m WHERE m.run_id = r.run_id AND m.${IN_SCOPE})`,
  ],
  [
    'clusters',
    // A label may be made of the names of others: a cluster with members of others too is called after one of its own.
    `SELECT k.run_id, k.cluster_id,
       CASE WHEN r.kind <> 'tag' AND EXISTS (SELECT 1 FROM main.cluster_members m WHERE m.run_id = k.run_id AND m.cluster_id = k.cluster_id AND NOT m.${IN_SCOPE})
         THEN 'like ' || (SELECT name FROM main.creatives WHERE creative_id = (${OWN_CENTRAL})) ELSE k.label END AS label,
       CASE WHEN k.central_creative_id IS NOT NULL THEN (${OWN_CENTRAL}) END AS central_creative_id
     FROM main.clusters k JOIN main.cluster_runs r USING (run_id)
     WHERE EXISTS (SELECT 1 FROM main.cluster_members m WHERE m.run_id = k.run_id AND m.cluster_id = k.cluster_id AND m.${IN_SCOPE})`,
  ],
  ['imports', 'SELECT * FROM main.imports WHERE import_id IN (SELECT import_id FROM temp.scope_days)'],
  [
    'recommendations',
    `SELECT * FROM main.recommendations WHERE json_array_length(plan, '$.items') > 0 AND NOT EXISTS (
       SELECT 1 FROM json_each(plan, '$.items') item
       WHERE item.value ->> 'creativeId' NOT IN (SELECT creative_id FROM temp.scope_creatives))`,
  ],
];
/** Every table whose rows belong to a creative, also those of later versions: they are seen with it. */
const ofCreatives = (db: Store): (readonly [table: string, select: string])[] =>
  db
    .prepare<[], string>(
      `SELECT t.name FROM main.sqlite_schema t JOIN pragma_table_info(t.name, 'main') c ON c.name = 'creative_id'
       WHERE t.type = 'table' AND t.name <> 'ads' ORDER BY t.name`,
    )
    .pluck()
    .all()
    .map((table) => [table, `SELECT * FROM main.${table} WHERE ${IN_SCOPE}`] as const);

const DAYS = ['ad_days', 'SELECT * FROM temp.scope_days'] as const;

/** The truth of accounts whose conversions are the platform's own. */
export const PLATFORM = 'platform';

const COLUMNS = `date_start, ad_id, date_end, currency, ${FIGURES}, import_id, given`;

const TABLES = `
DROP TABLE IF EXISTS temp.scope_ads;
DROP TABLE IF EXISTS temp.scope_creatives;
DROP TABLE IF EXISTS temp.scope_days;
DROP TABLE IF EXISTS temp.day_factors;
CREATE TEMP TABLE day_factors (currency TEXT, target TEXT, day INTEGER, factor REAL, PRIMARY KEY (currency, target, day)) WITHOUT ROWID;
CREATE TEMP TABLE scope_ads (ad_id INTEGER PRIMARY KEY, client TEXT NOT NULL, truth TEXT);
CREATE TEMP TABLE scope_creatives (creative_id INTEGER PRIMARY KEY);
CREATE TEMP TABLE scope_days (date_start INTEGER, ad_id INTEGER, date_end INTEGER, currency TEXT, impressions INTEGER,
  clicks INTEGER, conversions REAL, spend_micros INTEGER, revenue_micros INTEGER, plays_3s INTEGER, thruplays INTEGER,
  import_id INTEGER, given INTEGER, PRIMARY KEY (date_start, ad_id, date_end)) WITHOUT ROWID;
`;

interface Entered {
  scope: Scope;
  depth: number;
  /** Names of the views that it made. */
  views: readonly string[];
  /** What is to be said of the results under this scope. */
  remarks: readonly Remark[];
  /** Of the store and this connection when the tables were made. */
  state: string;
  /** The scope that this one was entered in, if another. */
  outer: Entered | null;
}

const scopes = new WeakMap<Store, Entered>();

/** Whether a question of this scope sees anything else than the tables themselves. */
export const isScoped = (db: Store, { client, account, convert, truth }: Scope): boolean =>
  client !== null ||
  account !== null ||
  convert !== null ||
  (truth === null ? hasSourceOfTruth(db) : truth !== PLATFORM);

/** What is to be said of the results that answers see now: rates, and sources of truth. */
export const scopeRemarks = (db: Store): readonly Remark[] => {
  const entered = scopes.get(db);
  return entered !== undefined && entered.depth > 0 ? entered.remarks : [];
};

/** Whether a table may be shown whole: within the scope of a client those alone that hold nothing of others. */
export function isShown(db: Store, table: string): boolean {
  const entered = scopes.get(db);
  if (entered === undefined || entered.depth === 0 || !isNarrow(entered.scope)) return true;
  return [...NARROWED, ...ofCreatives(db), DAYS].some(([name]) => name === table);
}

/** Whether a scope is entered now. */
export const isInScope = (db: Store): boolean => (scopes.get(db)?.depth ?? 0) > 0;

/**
 * Runs `work` within a scope; the same one again inside of it changes nothing, another one
 * holds until it is left. Throws UserError NO_RATE where a
 * day has none, and what `work` throws.
 */
export function withinScope<T>(db: Store, scope: Scope, work: () => T): T {
  enterScope(db, scope);
  let isDone = false;
  try {
    const answer = work();
    isDone = true;
    return answer;
  } finally {
    leaveScope(db, isDone);
  }
}

/** Enters a scope for good, or until `leaveScope`: for work that goes on after the call, such as writing rows out. */
export function enterScope(db: Store, scope: Scope): void {
  const known = scopes.get(db) ?? null;
  const isOpen = known !== null && known.depth > 0;
  if (isOpen && isSame(known.scope, scope)) {
    known.depth += 1;
    return;
  }
  const isFresh = known !== null && !isOpen && isSame(known.scope, scope) && known.state === stateOf(db);
  scopes.delete(db);
  if (isOpen) hideTables(db, known);
  const remarks = isFresh ? known.remarks : scopeTables(db, scope);
  const views = isNarrow(scope) ? [...NARROWED, ...ofCreatives(db), DAYS] : [DAYS];
  for (const [table, select] of views) db.exec(`CREATE TEMP VIEW ${table} AS ${select}`);
  scopes.set(db, {
    scope,
    depth: 1,
    views: views.map(([table]) => table),
    remarks,
    state: '',
    outer: isOpen ? known : null,
  });
}

/** Leaves the scope that was entered last. `isDone` is false after a failure. */
export function leaveScope(db: Store, isDone: boolean): void {
  const entered = scopes.get(db);
  if (entered === undefined || entered.depth === 0) return;
  entered.depth -= 1;
  if (entered.depth > 0) return;
  hideTables(db, entered);
  scopes.delete(db);
  const { outer } = entered;
  // After a failure a transaction around it takes the temp tables back, so they are not relied on.
  if (outer === null) {
    if (isDone) scopes.set(db, { ...entered, state: stateOf(db) });
    return;
  }
  enterScope(db, outer.scope);
  const again = scopes.get(db);
  if (again !== undefined) scopes.set(db, { ...again, depth: outer.depth, outer: outer.outer });
}

const isSame = (a: Scope, b: Scope): boolean =>
  a.client === b.client && a.account === b.account && a.convert === b.convert && a.truth === b.truth;

const isNarrow = ({ client, account }: Scope): boolean => client !== null || account !== null;

/** Takes the views of a scope away, so that the tables are seen again. */
function hideTables(db: Store, { views }: Entered): void {
  for (const view of views) db.exec(`DROP VIEW IF EXISTS temp.${view}`);
}

/** Makes the tables that the views show, and gives what is to be said of them. */
function scopeTables(db: Store, { client, account, convert, truth }: Scope): Remark[] {
  db.exec(TABLES);
  db.prepare(
    `INSERT INTO temp.scope_ads SELECT a.ad_id, ${CLIENT_OF_AD}, 
       NULLIF(COALESCE(:truth, x.truth, y.truth), '${PLATFORM}') FROM main.ads a ${SETTINGS_OF_ADS}
     WHERE (:client IS NULL OR ${CLIENT_OF_AD} = :client) AND (:account IS NULL OR a.account = :account)`,
  ).run({ client, account, truth });
  // Results by hand are of no account: they go with the creative that they were entered for.
  if (client !== null && client !== '')
    db.prepare(
      `INSERT OR IGNORE INTO temp.scope_ads SELECT ad_id, :client, NULL FROM main.ads WHERE platform = 'manual' AND creative_id IN (
         SELECT creative_id FROM main.ads WHERE ad_id IN (SELECT ad_id FROM temp.scope_ads))`,
    ).run({ client });
  db.exec(`INSERT INTO temp.scope_creatives SELECT DISTINCT creative_id FROM main.ads
    WHERE creative_id IS NOT NULL AND ad_id IN (SELECT ad_id FROM temp.scope_ads);
    INSERT INTO temp.scope_days (${COLUMNS}) SELECT ${COLUMNS} FROM main.ad_days WHERE ad_id IN (SELECT ad_id FROM temp.scope_ads)`);
  return [...bySourceOfTruth(db), ...(convert === null ? [] : convertDays(db, convert))];
}
