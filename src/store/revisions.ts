/**
 * What later imports said of days that an earlier one had: every layer of an ad's day is kept (day-layers.ts), so that two
 * imports in succession tell how many conversions came in between. Reads only; packed layers stay packed.
 *
 * An import's figures are as of the day (UTC) on which it was made. Of several imports of one day the last counts; pairs
 * are of rows whose conversions are the same column of the export, without --replace between them, which says that the
 * older figures were wrong. Periods of several days have no age, and results by hand no lag.
 */
import { TOTAL_KEYS } from '../metrics/totals.js';
import { bitOf } from './ad-day-columns.js';
import type { Store } from './database.js';
import { packedLayers } from './day-packs.js';
import { type ImportDay, importDays } from './import-days.js';
import { BY_HAND } from './performance.js';

/** What two imports in succession said of the same ads of one day; `toAge` is larger than `fromAge`. */
export interface Revision {
  /** Whole days since 1970-01-01. */
  day: number;
  /** Days from the day to the import, 0 or more. */
  fromAge: number;
  toAge: number;
  known: number;
  later: number;
  /** The later conversions, each ad's times its clicks (else spend) then over those now. */
  comparable: number;
}

export interface AccountRevisions {
  platform: string;
  account: string;
  /** Days on which an import said something of days that an earlier one had. */
  reimports: number;
  revisions: readonly Revision[];
}

/** Older days tell of a lag that may be another by now. */
const RECENT_DAYS = 90;
/** Of more layers than these only some of the ads are looked at. */
const MANY_LAYERS = 50_000;

const CONVERSIONS = bitOf('conversions');
const CONVERSIONS_AT = TOTAL_KEYS.indexOf('conversions');
const CLICKS_AT = TOTAL_KEYS.indexOf('clicks');
const SPEND_AT = TOTAL_KEYS.indexOf('spendMicros');

/** What one import said of an ad on a day. */
type Said = readonly [
  day: number,
  adId: number,
  importId: number,
  conversions: number,
  clicks: number | null,
  spendMicros: number | null,
];

/** One entry per account with revised days, by platform and name, of the ads in scope. */
export function accountRevisions(db: Store): AccountRevisions[] {
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const layers =
    count('SELECT COUNT(*) FROM main.day_layers') + count('SELECT COALESCE(SUM(row_count), 0) FROM main.day_packs');
  if (layers === 0) return [];
  const firstDay = count('SELECT MAX(date_start) FROM main.ad_days') - RECENT_DAYS + 1;
  const book = new RevisionBook(db);
  let [first]: Said[] = [];
  let saids: Said[] = [];
  for (const said of saidOfDays(db, firstDay, Math.ceil(layers / MANY_LAYERS))) {
    if (first !== undefined && (first[0] !== said[0] || first[1] !== said[1])) {
      if (saids.length > 1) book.add(saids);
      saids = [];
    }
    first = said;
    saids.push(said);
  }
  if (saids.length > 1) book.add(saids);
  return book.accounts();
}

/** All that imports said, by day, ad and import; of one ad in `each`. */
function saidOfDays(db: Store, firstDay: number, each: number): IterableIterator<Said> {
  db.exec(`DROP TABLE IF EXISTS temp.packed_days;
    CREATE TEMP TABLE packed_days (date_start INTEGER, ad_id INTEGER, import_id INTEGER, conversions, clicks, spend_micros,
      PRIMARY KEY (date_start, ad_id, import_id)) WITHOUT ROWID`);
  const keep = db.prepare('INSERT OR IGNORE INTO temp.packed_days VALUES (?, ?, ?, ?, ?, ?)');
  for (const { dateStart, adId, dateEnd, importId, figures } of packedLayers(
    db,
    (day, adId) => day >= firstDay && adId % each === 0,
  )) {
    const conversions = figures[CONVERSIONS_AT];
    if (dateEnd === dateStart && conversions !== null)
      keep.run(dateStart, adId, importId, conversions, figures[CLICKS_AT], figures[SPEND_AT]);
  }
  const columns = 'date_start, ad_id, import_id, conversions, clicks, spend_micros';
  const isWanted =
    'date_start >= :firstDay AND date_end = date_start AND ad_id % :each = 0 AND conversions IS NOT NULL';
  return db
    .prepare<{ firstDay: number; each: number }, Said>(
      `SELECT ${columns} FROM main.day_layers WHERE ${isWanted} UNION ALL SELECT ${columns} FROM temp.packed_days
       UNION ALL SELECT ${columns} FROM main.ad_days WHERE ${isWanted} AND (given IS NULL OR given & ${CONVERSIONS})
       ORDER BY date_start, ad_id, import_id`,
    )
    .raw()
    .iterate({ firstDay, each });
}

/** Pairs of figures in succession, summed over the ads of an account by day and ages. */
class RevisionBook {
  private readonly imports: ReadonlyMap<number, ImportDay>;
  private readonly accountOf = new Map<number, { platform: string; account: string; sums: Map<string, Revision> }>();
  private readonly byName = new Map<string, { platform: string; account: string; sums: Map<string, Revision> }>();

  constructor(db: Store) {
    this.imports = importDays(db);
    const ads = db.prepare<[], { adId: number; platform: string; account: string }>(
      `SELECT ad_id AS adId, platform, account FROM ads WHERE platform <> '${BY_HAND}' ORDER BY platform, account`,
    );
    for (const { adId, platform, account } of ads.iterate()) {
      const name = JSON.stringify([platform, account]);
      const known = this.byName.get(name) ?? { platform, account, sums: new Map<string, Revision>() };
      this.byName.set(name, known);
      this.accountOf.set(adId, known);
    }
  }

  /** All that was said of one ad on one day, by import. */
  add(saids: readonly Said[]): void {
    const sums = this.accountOf.get(saids[0]?.[1] ?? 0)?.sums;
    if (sums === undefined) return;
    let before: { said: Said; made: ImportDay } | null = null;
    for (const [at, said] of saids.entries()) {
      const made = this.imports.get(said[2]);
      const next = this.imports.get(saids[at + 1]?.[2] ?? 0);
      if (made === undefined || (next !== undefined && next.day === made.day)) continue;
      if (before !== null && !made.replaces && made.conversions === before.made.conversions)
        addPair(sums, before.said, before.made.day, said, made.day);
      before = { said, made };
    }
  }

  accounts(): AccountRevisions[] {
    return [...this.byName.values()].flatMap(({ platform, account, sums }) => {
      const revisions = [...sums.values()];
      const reimports = new Set(revisions.map(({ day, toAge }) => day + toAge)).size;
      return reimports === 0 ? [] : [{ platform, account, reimports, revisions }];
    });
  }
}

function addPair(sums: Map<string, Revision>, from: Said, fromDay: number, to: Said, toDay: number): void {
  const [day, , , known, clicks, spend] = from;
  const [, , , later, laterClicks, laterSpend] = to;
  // Ahead of UTC a day may begin on the day before.
  const [fromAge, toAge] = [Math.max(0, fromDay - day), Math.max(0, toDay - day)];
  if (toAge <= fromAge || (later <= 0 && known <= 0)) return;
  const delivered = partOf(clicks, laterClicks) ?? partOf(spend, laterSpend) ?? 1;
  const key = `${day} ${fromAge} ${toAge}`;
  const sum = sums.get(key) ?? { day, fromAge, toAge, known: 0, later: 0, comparable: 0 };
  sum.known += known;
  sum.later += later;
  sum.comparable += later * delivered;
  sums.set(key, sum);
}

/** How much of the delivery there was; null where that is not known. */
const partOf = (then: number | null, now: number | null): number | null =>
  then === null || now === null || now === 0 ? null : then / now;
